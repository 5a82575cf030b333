import { buildProgram, type Program } from './regex-program';
import { parseRegex, type RegexOptions } from './regex-syntax';

/** Stand in for the byte after the last one, and for a line feed that is the last one: `$` matches before it. */
const END = 256;
const LAST_LINE_FEED = 257;
const SYMBOLS = 258;
const LINE_FEED = 10;

/** States that are kept before the machine forgets them and starts over: about a megabyte. */
const MAX_STATES = 1000;

type Before = 'start' | 'word' | 'other';

/** A set of places in the program, and what stood before: all that the rest of a match depends on. */
interface State {
  readonly places: readonly number[];
  readonly before: Before;
  readonly next: (State | undefined)[];
}

export const isWordByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  byte === 0x5f ||
  (byte >= 0x61 && byte <= 0x7a);

const MATCHED: State = { places: [], before: 'other', next: [] };
/** Whatever follows, it matches no more: an expression that begins with `^` is soon there. */
const LOST: State = { places: [], before: 'other', next: [] };

/**
 * Finds whether a regular expression matches anywhere in some bytes, by a deterministic automaton that is built
 * while it runs. The time grows with the bytes and never with what is in them: no payload can hang a filter.
 */
export class RegexMachine {
  readonly #program: Program;
  #states = new Map<string, State>();
  #start: State;

  constructor(program: Program) {
    this.#program = program;
    this.#start = this.#state([program.start], 'start');
  }

  test(bytes: Uint8Array): boolean {
    const last = bytes.length - 1;
    let state = this.#start;
    for (let i = 0; i <= last; i++) {
      let symbol = bytes[i] ?? 0;
      if (i === last && symbol === LINE_FEED) symbol = LAST_LINE_FEED;
      state = state.next[symbol] ?? this.#step(state, symbol);
      if (state === MATCHED) return true;
      if (state === LOST) return false;
    }
    return (state.next[END] ?? this.#step(state, END)) === MATCHED;
  }

  /** False: it matches nothing that begins with this byte. */
  mayBegin(byte: number): boolean {
    // What stands at the end as well is read in another way.
    return byte === LINE_FEED || (this.#start.next[byte] ?? this.#step(this.#start, byte)) !== LOST;
  }

  #state(places: readonly number[], before: Before): State {
    const key = `${before} ${places.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= MAX_STATES) {
      this.#states = new Map();
      this.#start = this.#state([this.#program.start], 'start');
    }
    const state: State = { places, before, next: new Array<State | undefined>(SYMBOLS) };
    this.#states.set(key, state);
    return state;
  }

  #holds(where: 'start' | 'end' | 'boundary' | 'inside', before: Before, symbol: number): boolean {
    if (where === 'start') return before === 'start';
    if (where === 'end') return symbol >= END;
    const boundary = (before === 'word') !== (symbol < END && isWordByte(symbol));
    return boundary === (where === 'boundary');
  }

  #step(state: State, symbol: number): State {
    const { steps, start } = this.#program;
    const byte = symbol === LAST_LINE_FEED ? LINE_FEED : symbol;
    const seen = new Uint8Array(steps.length);
    const open = [...state.places];
    const places = new Set<number>();
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen[place] === 1) continue;
      seen[place] = 1;
      const step = steps[place];
      switch (step?.op) {
        case 'match':
          return this.#remember(state, symbol, MATCHED);
        case 'split':
          open.push(...step.nexts);
          break;
        case 'save':
          open.push(step.next);
          break;
        case 'assert':
          if (this.#holds(step.where, state.before, symbol)) open.push(step.next);
          break;
        case 'byte':
          if (byte >= step.low && byte <= step.high) places.add(step.next);
      }
    }
    // A match may begin at every byte.
    places.add(start);
    const sorted = [...places].sort((a, b) => a - b);
    if (!this.#leadsOn(sorted)) return this.#remember(state, symbol, LOST);
    return this.#remember(state, symbol, this.#state(sorted, isWordByte(byte) ? 'word' : 'other'));
  }

  /** Whether a match can be reached from any of the places, beyond the first byte. */
  #leadsOn(places: readonly number[]): boolean {
    const { steps } = this.#program;
    const open = [...places];
    const seen = new Set<number>();
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const step = steps[place];
      if (step?.op === 'byte' || step?.op === 'match') return true;
      if (step?.op === 'split') open.push(...step.nexts);
      else if (step?.op === 'save') open.push(step.next);
      else if (step?.op === 'assert' && step.where !== 'start') open.push(step.next);
    }
    return false;
  }

  #remember(state: State, symbol: number, next: State): State {
    state.next[symbol] = next;
    return next;
  }
}

/** @throws RegexError */
export const compileRegex = (source: string, options?: RegexOptions): RegexMachine =>
  new RegexMachine(buildProgram(parseRegex(source, options)));
