/** Numbers that look random and, from the same seed, are the same again: for tests, not for secrets. */
export interface Random {
  /** 0 to 2^32 - 1. */
  next(): number;
  /** 0 to `below` - 1, each as likely. `below` up to 2^53. */
  under(below: number): number;
}

/** xoshiro128** (Blackman and Vigna 2018); its state is filled from the seed by SplitMix32. */
export const createRandom = (seed: number): Random => {
  let filled = seed | 0;
  const fill = (): number => {
    filled = (filled + 0x9e3779b9) | 0;
    let mixed = filled ^ (filled >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();
  const next = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return {
    next,
    under: (below) => {
      if (below <= 1) return 0;
      if (below > 0x1_0000_0000) {
        // 53 bits, as Math.random has them.
        return Math.floor(((next() >>> 5) * 0x400_0000 + (next() >>> 6)) * (below / 2 ** 53));
      }
      // What does not fill a whole round would make small numbers more likely.
      const limit = 0x1_0000_0000 - (0x1_0000_0000 % below);
      for (;;) {
        const value = next();
        if (value < limit) return value % below;
      }
    },
  };
};
