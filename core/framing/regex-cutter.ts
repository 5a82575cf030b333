import { buildProgram, type Program } from '../filter/regex-program';
import { parseRegex } from '../filter/regex-syntax';
import type { Cutter } from './cutter';

interface State {
  readonly places: readonly number[];
  readonly matches: boolean;
  readonly next: (State | undefined)[];
}

/** States that are kept before they are forgotten and made anew. */
const MAX_STATES = 1000;

/**
 * Ends a message as soon as an expression matches anywhere in it, by the filter's automaton: the time grows with the
 * bytes and never with what is in them. Null for one that looks ahead or matches nothing at all: it would end a
 * message before it began.
 *
 * @throws RegexError
 */
export const byRegex = (source: string): Cutter | null => {
  const program: Program = buildProgram(parseRegex(source));
  if (program.steps.some((step) => step.op === 'assert' && step.where !== 'start')) return null;
  let states = new Map<string, State>();

  const stateOf = (from: Iterable<number>, atStart: boolean): State => {
    const places = new Set<number>();
    const open = [...from];
    let matches = false;
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (places.has(place)) continue;
      places.add(place);
      const step = program.steps[place];
      if (step?.op === 'match') matches = true;
      else if (step?.op === 'split') open.push(...step.nexts);
      else if (step?.op === 'assert' && atStart) open.push(step.next);
    }
    const sorted = [...places].sort((a, b) => a - b);
    const key = `${sorted.join()} ${matches}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    if (states.size >= MAX_STATES) states = new Map();
    const made: State = { places: sorted, matches, next: new Array<State | undefined>(256) };
    states.set(key, made);
    return made;
  };

  const first = stateOf([program.start], true);
  if (first.matches) return null;
  const step = (state: State, byte: number): State => {
    const reached = [program.start];
    for (const place of state.places) {
      const one = program.steps[place];
      if (one?.op === 'byte' && byte >= one.low && byte <= one.high) reached.push(one.next);
    }
    const next = stateOf(reached, false);
    state.next[byte] = next;
    return next;
  };

  let state = first;
  return {
    begin: () => {
      state = first;
    },
    take: (byte) => {
      state = state.next[byte] ?? step(state, byte);
      return state.matches ? 'done' : 'more';
    },
    decode: (raw) => raw,
    endsWithStream: false,
    state: () => state.places,
    restore: (places) => {
      state = stateOf(places, false);
    },
  };
};
