import type { Draft } from '../contract/draft';
import type { DraftCode } from '../payload/codes';
import { encodeDraft } from '../payload/draft';
import type { Read } from '../payload/fault';
import type { TemplateCode } from './codes';
import { type MessageFault, type Place, refuse, TemplateError } from './fault';
import { type Fields, notationOf, readFields, sourceOf } from './fields';
import { orderOf } from './order';
import type { Random } from './random';
import { OPENING, scanParts } from './scan';
import { createScope, type Scope } from './scope';
import type { Run } from './value';

type MessageCode = DraftCode | TemplateCode;

/** The bytes that an expression made: from `from` to before `to` of the message, written at `place` of the source. */
export interface MadeBytes {
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

export type Rendered = Read<{ readonly bytes: Uint8Array }, MessageCode>;

/** A message that is made anew each time it is sent. */
export interface Template {
  /** False: no expression is in it, and it is the same bytes each time. */
  readonly dynamic: boolean;
  readonly counters: readonly string[];
  readonly variables: readonly string[];
  /**
   * The bytes of the next message, in a buffer of their own. Counters go on in the scope, unless it fails; a failure
   * says where in the source.
   */
  render(scope: Scope): Rendered;
  /** What expressions made of the message that was rendered last, in order. */
  made(): readonly MadeBytes[];
}

export type CompiledTemplate = Read<{ readonly template: Template }, MessageCode>;

/** A rendered message has at most this many bytes; larger ones are sent as a file. */
const MAX_BYTES = 64 * 1024 * 1024;

const NOWHERE: Scope = createScope({ now: () => 0n, variable: () => undefined });

/** A message under way. Used again for every message of its template. */
class Rendering implements Run {
  out: Uint8Array<ArrayBuffer>;
  readonly offsets: Int32Array;
  readonly counters: number[];
  #scope = NOWHERE;
  #instant: bigint | null = null;
  readonly #fields: Fields['fields'];
  readonly #order: readonly number[];
  readonly #described: Fields['counters'];

  constructor({ fields, counters }: Fields) {
    this.#fields = fields;
    this.#order = orderOf(fields);
    this.#described = counters;
    this.offsets = new Int32Array(fields.length + 1);
    this.counters = counters.map(({ start }) => start);
    this.out = new Uint8Array(256);
  }

  instant(): bigint {
    this.#instant ??= this.#scope.now();
    return this.#instant;
  }

  counter(index: number): number {
    return this.counters[index] ?? 0;
  }

  variable(name: string): string | Uint8Array | undefined {
    return this.#scope.variable(name);
  }

  random(seed: number | null): Random {
    return this.#scope.random(seed);
  }

  render(scope: Scope): Uint8Array {
    this.#scope = scope;
    this.#instant = null;
    for (const [i, { name, start }] of this.#described.entries()) {
      this.counters[i] = scope.counters.get(name) ?? start;
    }
    this.#lay();
    for (const index of this.#order) this.#fill(index);
    for (const [i, { name, start, step }] of this.#described.entries()) {
      const next = (this.counters[i] ?? 0) + step;
      scope.counters.set(name, Number.isSafeInteger(next) ? next : start);
    }
    return this.out.slice(0, this.offsets[this.#fields.length]);
  }

  made(): readonly MadeBytes[] {
    return this.#fields.flatMap(({ kind, place }, i) =>
      kind === 'made' ? [{ from: this.offsets[i] ?? 0, to: this.offsets[i + 1] ?? 0, place }] : [],
    );
  }

  /** Every field in its place; for one that needs others as much room as it will take, where that is known. */
  #lay(): void {
    let at = 0;
    for (let i = 0; i < this.#fields.length; i++) {
      const field = this.#fields[i];
      this.offsets[i] = at;
      if (field === undefined) continue;
      if (field.kind === 'made' && field.needs.length > 0) {
        const size = field.size ?? 0;
        this.#room(at + size, field.place);
        this.out.fill(0, at, at + size);
        at += size;
      } else {
        const bytes = field.kind === 'literal' ? field.bytes : field.make(this);
        this.#room(at + bytes.length, field.place);
        this.out.set(bytes, at);
        at += bytes.length;
      }
    }
    this.offsets[this.#fields.length] = at;
  }

  #fill(index: number): void {
    const field = this.#fields[index];
    if (field?.kind !== 'made') return;
    const bytes = field.make(this);
    const at = this.offsets[index] ?? 0;
    if (field.size === null) this.#widen(index, at, bytes.length, field.place);
    this.out.set(bytes, at);
  }

  /** Moves what follows a field whose length was not known. */
  #widen(index: number, at: number, length: number, place: Place): void {
    const end = this.offsets[this.#fields.length] ?? 0;
    this.#room(end + length, place);
    this.out.copyWithin(at + length, at, end);
    for (let i = index + 1; i < this.offsets.length; i++) this.offsets[i] = (this.offsets[i] ?? 0) + length;
  }

  #room(length: number, place: Place): void {
    if (length <= this.out.length) return;
    if (length > MAX_BYTES) refuse('ETEMPLATE_LARGE', place, { max: MAX_BYTES });
    const larger = new Uint8Array(Math.max(length, 2 * this.out.length));
    larger.set(this.out);
    this.out = larger;
  }
}

const attempt = <T>(
  source: string,
  work: () => T,
): T | { readonly ok: false; readonly error: MessageFault } => {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) return { ok: false, error: error.in(source) };
    throw error;
  }
};

const fixed = (bytes: Uint8Array): Template => {
  const rendered: Rendered = { ok: true, bytes };
  return { dynamic: false, counters: [], variables: [], render: () => rendered, made: () => [] };
};

/** A draft without expressions is its bytes; looked for before anything else, for a draft may have megabytes. */
const hasExpressions = (draft: Draft): boolean => {
  const notation = notationOf(draft);
  const source = sourceOf(draft);
  return (
    notation !== 'raw' &&
    source.includes(OPENING) &&
    scanParts(source, notation).some(({ kind }) => kind === 'expression')
  );
};

/**
 * Reads a draft as a template: text and `{{…}}`, or hex and `{{…}}`. Raw text has no expressions. What can be known to
 * be wrong is said now; what only a message tells (a variable that is missing, a length that does not fit), when it
 * is rendered.
 */
export const compileTemplate = (draft: Draft): CompiledTemplate => {
  if (!hasExpressions(draft)) {
    const encoded = encodeDraft(draft);
    return encoded.ok ? { ok: true, template: fixed(encoded.bytes) } : encoded;
  }
  const source = sourceOf(draft);
  return attempt(source, (): CompiledTemplate => {
    const fields = readFields(draft);
    const rendering = new Rendering(fields);
    const template: Template = {
      dynamic: true,
      counters: fields.counters.map(({ name }) => name),
      variables: [...fields.variables],
      render: (scope) => attempt(source, (): Rendered => ({ ok: true, bytes: rendering.render(scope) })),
      made: () => rendering.made(),
    };
    return { ok: true, template };
  });
};
