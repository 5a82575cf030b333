import { type Range, RegexError, type RegexNode } from './regex-syntax';
import { utf8Ranges } from './utf8-ranges';

/** A nondeterministic automaton over bytes (Thompson 1968). */
export type Step =
  | { readonly op: 'byte'; readonly low: number; readonly high: number; readonly next: number }
  | { readonly op: 'split'; readonly nexts: readonly number[] }
  | {
      readonly op: 'assert';
      readonly where: 'start' | 'end' | 'boundary' | 'inside';
      readonly next: number;
    }
  /** Keeps the place in a slot: 2n where group n begins, 2n + 1 where it ends. */
  | { readonly op: 'save'; readonly slot: number; readonly next: number }
  | { readonly op: 'match' };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** Steps and the branches that lead out of them: what one byte may cost at the most. */
const MAX_STEPS = 5000;

/** Built from the end to the beginning, so that every step knows the next. */
class Builder {
  readonly steps: Step[] = [{ op: 'match' }];
  #branches = 0;

  #add(step: Step): number {
    if (step.op === 'split') this.#branches += step.nexts.length;
    if (this.steps.length >= MAX_STEPS || this.#branches > MAX_STEPS)
      throw new RegexError('EFILTER_REGEX_LARGE', '');
    return this.steps.push(step) - 1;
  }

  build(node: RegexNode, next: number): number {
    switch (node.type) {
      case 'empty':
        return next;
      case 'set':
        return this.#set(node.characters, node.bytes, next);
      case 'sequence':
        return node.parts.reduceRight((following, part) => this.build(part, following), next);
      case 'either':
        return this.#add({ op: 'split', nexts: node.parts.map((part) => this.build(part, next)) });
      case 'assert':
        return this.#add({ op: 'assert', where: node.where, next });
      case 'repeat':
        return this.#repeat(node, next);
      case 'group': {
        const end = this.#add({ op: 'save', slot: 2 * node.index + 1, next });
        return this.#add({ op: 'save', slot: 2 * node.index, next: this.build(node.node, end) });
      }
    }
  }

  #set(characters: readonly Range[], bytes: readonly Range[], next: number): number {
    const nexts = bytes.map(([low, high]) => this.#add({ op: 'byte', low, high, next }));
    for (const range of characters) {
      for (const sequence of utf8Ranges(range)) {
        nexts.push(
          sequence.reduceRight(
            (following, [low, high]) => this.#add({ op: 'byte', low, high, next: following }),
            next,
          ),
        );
      }
    }
    const [only] = nexts;
    return nexts.length === 1 && only !== undefined ? only : this.#add({ op: 'split', nexts });
  }

  #repeat(repeat: RegexNode & { readonly type: 'repeat' }, next: number): number {
    const { node, least, most, lazy } = repeat;
    const nexts = (body: number): readonly number[] => (lazy ? [next, body] : [body, next]);
    let following = next;
    if (most === null) {
      // The loop's split is known before its body, which leads back to it.
      const loop = this.#add({ op: 'split', nexts: [] });
      const body = this.build(node, loop);
      this.steps[loop] = { op: 'split', nexts: nexts(body) };
      following = loop;
    } else {
      for (let i = least; i < most; i++) {
        following = this.#add({ op: 'split', nexts: nexts(this.build(node, following)) });
      }
    }
    for (let i = 0; i < least; i++) {
      const before = this.steps.length;
      following = this.build(node, following);
      // What adds no step, such as `(){1000}`, need not be built again.
      if (this.steps.length === before) break;
    }
    return following;
  }
}

/** @throws RegexError when the expression, with its repeats written out, is too large. */
export const buildProgram = (node: RegexNode): Program => {
  const builder = new Builder();
  const start = builder.build(node, 0);
  return { steps: builder.steps, start };
};
