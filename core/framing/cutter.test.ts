import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cutter, cobs, delimited, fixed, lengthPrefixed, marked, slip, whole } from './cutter';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

const CUTTERS: Readonly<Record<string, () => Cutter>> = {
  delimiter: () => delimited(bytes(0), false),
  'delimiter of two bytes': () => delimited(bytes(0, 0), true),
  'delimiter that begins within itself': () => delimited(bytes(1, 1, 0), false),
  fixed: () => fixed(3),
  'length field': () =>
    lengthPrefixed({ offset: 1, size: 1, order: 'be', adjustment: -1, includesHeader: false }),
  slip,
  cobs,
  markers: () => marked(bytes(2, 1), bytes(0, 1), false),
  whole,
};

/** Where a cutter says something other than that the message goes on, and what. */
const told = (cutter: Cutter, stream: Uint8Array, together: boolean): readonly string[] => {
  const said: string[] = [];
  let length = 0;
  cutter.begin();
  for (let at = 0; at < stream.length; ) {
    const plain = together ? (cutter.plain?.(stream, at, length) ?? 0) : 0;
    const passed = Math.max(0, Math.min(plain, stream.length - at));
    at += passed;
    length += passed;
    if (passed > 0) continue;
    const step = cutter.take(stream[at] ?? 0, length + 1);
    length += 1;
    if (step !== 'more') {
      said.push(`${at} ${step}`);
      cutter.begin();
      length = 0;
    }
    at += 1;
  }
  return said;
};

test.each(Object.entries(CUTTERS))('%s: bytes that pass together are those that do nothing', (_, make) => {
  const values = fc.array(fc.constantFrom(0, 1, 2, 3, 0xc0), { maxLength: 40 });
  fc.assert(
    fc.property(values, (list) => {
      const taken = Uint8Array.from(list);
      expect(told(make(), taken, true)).toEqual(told(make(), taken, false));
    }),
  );
});
