import { createRandom, type Random } from './random';

/** What a template's values come from and what it leaves behind: one per endpoint, one per repeat. */
export interface Scope {
  /** Nanoseconds since the epoch. Asked at most once a message: all its times are one instant. */
  now(): bigint;
  /** The value of a variable; undefined when there is none of that name. Bytes are taken as they are. */
  variable(name: string): string | Uint8Array | undefined;
  /** The next value of each counter that was used. */
  readonly counters: Map<string, number>;
  /** The generator of a seed goes on from message to message; null is the one that nobody seeded. */
  random(seed: number | null): Random;
}

export interface ScopeSource {
  readonly now: () => bigint;
  readonly variable: (name: string) => string | Uint8Array | undefined;
  /** Next values of counters to begin with; none begins at its start. */
  readonly counters?: Iterable<readonly [string, number]>;
}

export const createScope = ({ now, variable, counters = [] }: ScopeSource): Scope => {
  const generators = new Map<number | null, Random>();
  return {
    now,
    variable,
    counters: new Map(counters),
    random: (seed) => {
      const known = generators.get(seed);
      if (known !== undefined) return known;
      const made = createRandom(seed ?? Math.floor(Math.random() * 2 ** 32));
      generators.set(seed, made);
      return made;
    },
  };
};
