import { describe, expect, it } from 'vitest';
import { LOG_COLUMNS, planColumns } from './log-columns';

const widths = (template: string): readonly number[] =>
  [...template.matchAll(/(\d+)px/g)].map(([, pixels]) => Number(pixels));

describe('planColumns', () => {
  it('shows all columns beside the inspector of a 1440 pixel window', () => {
    const plan = planColumns({ width: 890, largest: 12_408, dated: false });
    expect(plan.shown).toEqual(LOG_COLUMNS);
    const info = 890 - widths(plan.template).reduce((sum, width) => sum + width, 0);
    expect(info).toBeGreaterThan(200);
  });

  it.each([
    [633, true, true],
    [540, false, true],
    [420, false, false],
  ])('at %d px has the delta: %s, the endpoint: %s', (width, delta, endpoint) => {
    const { shown } = planColumns({ width, largest: 100, dated: false });
    expect(shown.includes('delta')).toBe(delta);
    expect(shown.includes('endpoint')).toBe(endpoint);
    expect(shown.at(-1)).toBe('info');
  });

  it('has room for the largest number, in eight digits too', () => {
    const [number = 0] = widths(planColumns({ width: 890, largest: 10_000_000, dated: false }).template);
    expect(number).toBeGreaterThanOrEqual(8 * 7.2 + 12);
  });

  it('gives times with a date their room', () => {
    const [, time = 0] = widths(planColumns({ width: 890, largest: 1, dated: true }).template);
    expect(time).toBeGreaterThanOrEqual('2026-11-22 12:04:31.402 118'.length * 7.2);
  });
});
