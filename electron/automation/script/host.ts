import { checksumByName } from '../../../core/checksum/catalogue';
import { checksumOf } from '../../../core/checksum/checksum';
import type { Draft } from '../../../core/contract/draft';
import type { Failure } from '../../../core/contract/failure';
import type { ScriptLevel } from '../../../core/contract/script';
import { ENCODINGS, type Encoding } from '../../../core/contract/text';
import { decodeLossy, encodeText } from '../../../core/payload/encodings';
import { formatHex, parseHex } from '../../../core/payload/hex';
import { failureOfFault } from '../../../core/template/outgoing';
import { createScope } from '../../../core/template/scope';
import { compileTemplate } from '../../../core/template/template';
import { failureText } from '../../../core/wording';
import type { ScriptHost } from './sandbox';

/** What a script asks of its endpoint. */
export type ScriptDeed =
  | { readonly does: 'send'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly does: 'sendTo'; readonly address: string; readonly bytes: Uint8Array }
  | { readonly does: 'end'; readonly connection: number; readonly how: 'close' | 'finish' | 'reset' }
  | { readonly does: 'log'; readonly level: ScriptLevel; readonly text: string };

export interface ScriptHostDeps {
  readonly endpoint: Readonly<Record<string, string>>;
  /** Those of the workspace when the script was started. */
  readonly variables: ReadonlyMap<string, string | Uint8Array>;
  /** Nanoseconds since the epoch. */
  now(): bigint;
  deed(deed: ScriptDeed): void;
  /** A timer is due. */
  due(timer: number): void;
}

/** Bytes that one handler may send: more would fill the memory before the network has taken any of it. */
const MOST_SENT_AT_ONCE = 64 * 1024 * 1024;
/** Characters of one line of the console that become a row. */
const LONGEST_LINE = 4000;
/** Timers that a script may have at a time. */
const MOST_TIMERS = 1000;
/** Beyond so many milliseconds `setTimeout` would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

const sentence = (failure: Failure): string => {
  const { cause, advice } = failureText('en', failure);
  return `${cause} ${advice}`;
};

const encodingOf = (name: string): Encoding => {
  const found = ENCODINGS.find((encoding) => encoding === name.toLowerCase());
  if (found === undefined) {
    throw new RangeError(`There is no encoding "${name}". There are ${ENCODINGS.join(', ')}.`);
  }
  return found;
};

/** The outside of one script, as far as it can be had in the script's own thread. */
export const createScriptHost = (
  deps: ScriptHostDeps,
): ScriptHost & {
  /** Another handler begins. */
  begin(): void;
  stop(): void;
} => {
  const variables = new Map(deps.variables);
  let given: ReadonlyMap<string, string | Uint8Array> = new Map();
  const scope = createScope({ now: deps.now, variable: (name) => given.get(name) ?? variables.get(name) });
  const timers = new Map<number, NodeJS.Timeout>();
  let sent = 0;
  const count = (bytes: Uint8Array): void => {
    sent += bytes.length;
    if (sent > MOST_SENT_AT_ONCE) {
      throw new RangeError(
        `One handler may send ${MOST_SENT_AT_ONCE / 1024 / 1024} MiB. Send the rest from a timer.`,
      );
    }
  };
  return {
    endpoint: deps.endpoint,
    begin() {
      sent = 0;
    },
    send(connection, bytes) {
      count(bytes);
      deps.deed({ does: 'send', connection, bytes });
    },
    sendTo(address, bytes) {
      count(bytes);
      deps.deed({ does: 'sendTo', address, bytes });
    },
    end: (connection, how) => deps.deed({ does: 'end', connection, how }),
    schedule(timer, ms, repeats) {
      if (timers.size >= MOST_TIMERS)
        throw new RangeError(`A script may have ${MOST_TIMERS} timers at a time.`);
      const due = (): void => {
        if (!repeats) timers.delete(timer);
        deps.due(timer);
      };
      const wait = Math.min(ms, LONGEST_TIMER);
      timers.set(timer, repeats ? setInterval(due, Math.max(1, wait)) : setTimeout(due, wait));
    },
    cancel(timer) {
      // Node clears both kinds with either.
      clearTimeout(timers.get(timer));
      timers.delete(timer);
    },
    log: (level, text) =>
      deps.deed({
        does: 'log',
        level,
        text: text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text,
      }),
    encode(text, encoding) {
      const encoded = encodeText(text, encodingOf(encoding));
      if (!encoded.ok) throw new RangeError(`The text has a character that ${encoding} does not.`);
      return encoded.bytes;
    },
    decode: (bytes, encoding) => decodeLossy(bytes, encodingOf(encoding)),
    fromHex(text) {
      const parsed = parseHex(text);
      if (!parsed.ok) throw new SyntaxError(sentence(failureOfFault(parsed.error)));
      return parsed.bytes;
    },
    toHex: (bytes) => formatHex(bytes),
    template(text, values) {
      given = values;
      const draft: Draft = { format: 'text', text, encoding: 'utf-8', lineEnding: 'none', raw: false };
      const compiled = compileTemplate(draft);
      const rendered = compiled.ok ? compiled.template.render(scope) : compiled;
      given = new Map();
      if (!rendered.ok) throw new SyntaxError(sentence(failureOfFault(rendered.error)));
      return rendered.bytes;
    },
    checksum(name, bytes) {
      const found = checksumByName(name);
      if (found === undefined) {
        throw new RangeError(`There is no checksum "${name}". Insert in the composer lists all of them.`);
      }
      // In the order in which protocols append it.
      const value = checksumOf(found, bytes);
      return found.order === 'le' ? value.reverse() : value;
    },
    getVariable(name) {
      const value = variables.get(name);
      return typeof value === 'object' ? formatHex(value) : value;
    },
    setVariable: (name, value) => void variables.set(name, value),
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
};
