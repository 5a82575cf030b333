import { describe, expect, it } from 'vitest';
import { interpret } from '../../../core/payload/interpret';
import { groupReadings, readingWidths } from './readings';

describe('the values of a selection', () => {
  it.each([
    [1, 100, [1, 2, 4, 8]],
    [1, 3, [1, 2]],
    [2, 100, [2]],
    [3, 100, [3]],
    [8, 8, [8]],
    [9, 100, []],
    [0, 100, []],
  ])('%d selected bytes of %d are read %j bytes wide', (selected, rest, widths) => {
    expect(readingWidths(selected, rest)).toEqual(widths);
  });

  it('stand in one row for both byte orders, numbers before times', () => {
    const rows = groupReadings(interpret(new Uint8Array([0x6a, 0x61, 0x0f, 0x3f])));
    expect(rows.map(({ kind }) => kind)).toEqual(
      ['unsigned', 'signed', 'float', 'unixSeconds', 'dosDateTime'].filter((kind) =>
        rows.some((row) => row.kind === kind),
      ),
    );
    expect(rows[0]?.be?.value).toBe('1784745791');
    expect(rows[0]?.le?.value).toBe('1057972586');
  });

  it('of one byte have no order', () => {
    const [unsigned, signed] = groupReadings(interpret(new Uint8Array([0xff])));
    expect([unsigned?.le?.value, unsigned?.be]).toEqual(['255', undefined]);
    expect(signed?.le?.value).toBe('-1');
  });
});
