import { describe, expect, it } from 'vitest';
import { sparkPoints } from './spark-points';

describe('the line of the rates', () => {
  it('lies at the bottom without traffic', () =>
    expect(sparkPoints([0, 0, 0], 90, 14)).toBe('0.0,12.5 45.0,12.5 90.0,12.5'));
  it('has its largest sample at the top', () =>
    expect(sparkPoints([0, 500, 1000], 90, 14)).toBe('0.0,12.5 45.0,7.0 90.0,1.5'));
});
