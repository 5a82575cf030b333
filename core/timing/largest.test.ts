import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Largest } from './largest';

test('keeps what sorting all of them would have at its front', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 8 }), (sizes, most) => {
      const values = sizes.map((size, at) => ({ size, at }));
      const top = new Largest<(typeof values)[number]>(most, ({ size }) => size);
      for (const value of values) top.add(value);
      expect(top.values).toEqual(values.toSorted((a, b) => b.size - a.size).slice(0, most));
    }),
  );
});
