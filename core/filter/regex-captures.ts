import { isWordByte } from './regex-machine';
import { buildProgram, type Program } from './regex-program';
import { parseGroups, type RegexOptions } from './regex-syntax';

/** A place in the program and what was captured on the way to it. */
interface Thread {
  readonly place: number;
  readonly slots: Int32Array;
}

/** What a group matched; null: it took no part. */
export type Captures = readonly (Uint8Array | null)[];

/**
 * Finds the first match and what its groups captured, as Perl would: by following all ways at once, the likelier
 * first (Pike 1987, Cox 2009). The time grows with bytes times the size of the expression and never beyond.
 */
export class RegexCaptures {
  readonly #program: Program;
  readonly #slots: number;
  /** By number less one; empty for a group without a name. */
  readonly groups: readonly string[];

  /** @throws RegexError */
  constructor(source: string, options: Omit<RegexOptions, 'captures'> = {}) {
    const { node, groups } = parseGroups(source, { ...options, captures: true });
    this.#program = buildProgram(node);
    this.groups = groups;
    this.#slots = 2 * (groups.length + 1);
  }

  /** The whole match, then every group; null: it does not match. */
  match(bytes: Uint8Array): Captures | null {
    let threads: Thread[] = [];
    let found: Int32Array | null = null;
    for (let at = 0; at <= bytes.length; at += 1) {
      if (found === null) {
        const slots = new Int32Array(this.#slots).fill(-1);
        slots[0] = at;
        threads.push({ place: this.#program.start, slots });
      }
      if (threads.length === 0) break;
      const reached = this.#follow(threads, bytes, at);
      found = reached.matched ?? found;
      const byte = bytes[at];
      threads = [];
      for (const { place, slots } of reached.threads) {
        const step = this.#program.steps[place];
        if (step?.op !== 'byte' || byte === undefined || byte < step.low || byte > step.high) continue;
        threads.push({ place: step.next, slots });
      }
    }
    if (found === null) return null;
    const slots = found;
    return Array.from({ length: this.#slots / 2 }, (_, group) => {
      const [from = -1, to = -1] = [slots[2 * group], slots[2 * group + 1]];
      return from < 0 || to < 0 ? null : bytes.subarray(from, to);
    });
  }

  /** All steps that want a byte, the likelier first; a match leaves out what is less likely. */
  #follow(
    threads: readonly Thread[],
    bytes: Uint8Array,
    at: number,
  ): { readonly threads: readonly Thread[]; readonly matched: Int32Array | null } {
    const { steps } = this.#program;
    const seen = new Uint8Array(steps.length);
    const waiting: Thread[] = [];
    for (const thread of threads) {
      const open: Thread[] = [thread];
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        const { place, slots } = one;
        if (seen[place] === 1) continue;
        seen[place] = 1;
        const step = steps[place];
        switch (step?.op) {
          case 'match': {
            const matched = slots.slice();
            matched[1] = at;
            return { threads: waiting, matched };
          }
          case 'split':
            for (let i = step.nexts.length - 1; i >= 0; i -= 1) {
              open.push({ place: step.nexts[i] ?? 0, slots });
            }
            break;
          case 'save': {
            const kept = slots.slice();
            kept[step.slot] = at;
            open.push({ place: step.next, slots: kept });
            break;
          }
          case 'assert':
            if (holds(step.where, bytes, at)) open.push({ place: step.next, slots });
            break;
          case 'byte':
            waiting.push(one);
        }
      }
    }
    return { threads: waiting, matched: null };
  }
}

const holds = (where: 'start' | 'end' | 'boundary' | 'inside', bytes: Uint8Array, at: number): boolean => {
  if (where === 'start') return at === 0;
  // Before a line feed that is the last byte too, as the filter's machine has it.
  if (where === 'end') return at === bytes.length || (at === bytes.length - 1 && bytes[at] === 10);
  const word = (place: number): boolean => {
    const byte = bytes[place];
    return byte !== undefined && isWordByte(byte);
  };
  return (word(at - 1) !== word(at)) === (where === 'boundary');
};
