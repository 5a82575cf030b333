import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_COLUMNS, type LogColumn } from '../../../core/contract/log-columns';
import type { ColumnChoice } from '../../../core/contract/settings';
import { DEFAULT_COLUMNS } from '../../state/log-columns';
import { type ColumnRoom, charactersIn, planColumns } from './column-plan';

const plan = (width: number, more: Partial<ColumnRoom> = {}) =>
  planColumns({ width, largest: 12_408, dated: false, columns: DEFAULT_COLUMNS, ...more });

const shownIn = (width: number, more: Partial<ColumnRoom> = {}): readonly LogColumn[] =>
  plan(width, more).cells.map(({ column }) => column);

const widthOf = (column: LogColumn, width: number, more: Partial<ColumnRoom> = {}): number =>
  plan(width, more).cells.find((cell) => cell.column === column)?.width ?? 0;

const charactersOf = (column: LogColumn, width: number, more: Partial<ColumnRoom> = {}): number =>
  charactersIn(widthOf(column, width, more), plan(width, more).padding);

const chosen = (...columns: readonly (LogColumn | readonly [LogColumn, number])[]): readonly ColumnChoice[] =>
  columns.map((one) => (typeof one === 'string' ? { id: one, width: null } : { id: one[0], width: one[1] }));

describe('the columns that are there at first', () => {
  it('all have room beside the inspector of a 1440 pixel window', () => {
    expect(shownIn(890)).toEqual(DEFAULT_COLUMNS.map(({ id }) => id));
    expect(widthOf('info', 890)).toBeGreaterThan(270);
    expect(charactersOf('time', 890)).toBeGreaterThanOrEqual(16);
  });

  it('leave Info two hundred pixels and the peer whole at 1024', () => {
    expect(plan(633).crowded).toEqual(['delta']);
    expect(widthOf('info', 633)).toBeGreaterThanOrEqual(200);
    expect(charactersOf('peer', 633)).toBeGreaterThanOrEqual('127.0.0.1:57347'.length);
    expect(charactersOf('time', 633)).toBeGreaterThanOrEqual('12:04:31.402'.length);
  });

  it.each([
    [540, ['delta']],
    [420, ['delta', 'endpoint']],
    [348, ['delta', 'endpoint', 'length']],
  ])('at %d px go without %j', (width, crowded) => expect(plan(width).crowded).toEqual(crowded));

  it('have room for the largest number and the sign in front of it, in eight digits too', () => {
    expect(charactersOf('number', 890, { largest: 10_000_000 })).toBeGreaterThanOrEqual(8 + 1);
  });

  it('give times with a date their room', () => {
    expect(charactersOf('time', 890, { dated: true })).toBeGreaterThanOrEqual(
      '2026-11-22 12:04:31.402'.length,
    );
  });
});

describe('columns that a person chose', () => {
  it('of fields keep their room longer than the others that may go', () => {
    const columns = chosen('number', 'time', 'delta', 'field:modbus.func_code', 'peer', 'info');
    expect(plan(700, { columns }).crowded).toEqual([]);
    expect(plan(460, { columns }).crowded).toEqual(['delta']);
    expect(plan(330, { columns }).crowded).toEqual(['delta', 'field:modbus.func_code']);
    expect(charactersOf('field:modbus.func_code', 890, { columns })).toBe('modbus.func_code'.length);
  });

  it('stand in their order, with their widths', () => {
    const columns = chosen('info', ['peer', 300], 'connection', 'time');
    const { cells } = plan(1000, { columns });
    expect(cells.map(({ column }) => column)).toEqual(['info', 'peer', 'connection', 'time']);
    expect(cells[1]).toMatchObject({ width: 300, left: cells[0]?.width, index: 2 });
  });

  it('give way in a narrow pane, those with a width of their own last, and have it again in a wide one', () => {
    const columns = chosen('number', ['endpoint', 200], 'peer', 'direction', 'info');
    expect(widthOf('endpoint', 900, { columns })).toBe(200);
    expect(widthOf('endpoint', 500, { columns })).toBe(200);
    expect(widthOf('peer', 500, { columns })).toBeLessThan(widthOf('peer', 900, { columns }));
    expect(widthOf('endpoint', 400, { columns })).toBeLessThan(200);
  });

  it('never overlap, never pass the edge while there is room, and always have Info', () => {
    const some = fc
      .shuffledSubarray(LOG_COLUMNS.filter((id) => id !== 'info'))
      .chain((ids) =>
        fc.tuple(
          fc.constant(ids),
          fc.array(fc.option(fc.integer({ min: 20, max: 2000 })), { minLength: 14, maxLength: 14 }),
          fc.nat({ max: ids.length }),
        ),
      )
      .map(([ids, widths, at]): readonly ColumnChoice[] =>
        [...ids.slice(0, at), 'info' as const, ...ids.slice(at)].map((id, i) => ({
          id,
          width: id === 'info' ? null : (widths[i] ?? null),
        })),
      );
    fc.assert(
      fc.property(some, fc.integer({ min: 300, max: 3000 }), fc.boolean(), (columns, width, dated) => {
        const { cells, crowded } = plan(width, { columns, dated });
        expect([...cells.map(({ column }) => column), ...crowded].sort()).toEqual(
          columns.map(({ id }) => id).sort(),
        );
        let left = 0;
        for (const cell of cells) {
          expect(cell.left).toBe(left);
          left += cell.width;
        }
        expect(left).toBeLessThanOrEqual(Math.max(width, left - widthOf('info', width, { columns, dated })));
        expect(cells.some(({ column }) => column === 'info')).toBe(true);
        expect(widthOf('info', width, { columns, dated })).toBeGreaterThanOrEqual(99);
      }),
    );
  });
});
