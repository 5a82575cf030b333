/** IEEE 754 binary16 as a number. */
export const float16 = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};

/** The bits of a number rounded to binary16, ties to even. */
export const writeFloat16 = (value: number): number => {
  // Between neighbours of binary16 the bits are ordered as the values are: a search needs no rounding rules.
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  let low = 0;
  let high = 0x7c00;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (float16(middle) <= size) low = middle;
    else high = middle;
  }
  const above = high === 0x7c00 ? 65_536 : float16(high);
  const down = size - float16(low);
  const up = above - size;
  return sign | (down < up || (down === up && low % 2 === 0) ? low : high);
};

const round16 = (value: number): number => float16(writeFloat16(value));

/** A float in the fewest digits that read back as the same float of that width; `-0`, `NaN`, `-Infinity`. */
export const formatFloat = (value: number, bits: 16 | 32 | 64): string => {
  if (Object.is(value, -0)) return '-0';
  if (bits === 64 || !Number.isFinite(value)) return String(value);
  const round = bits === 32 ? Math.fround : round16;
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (round(shorter) === value) return String(shorter);
  }
  return String(value);
};
