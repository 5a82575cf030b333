import { describe, expect, it } from 'vitest';
import type { Filter } from '../../core/filter/ast';
import { narrowed, remembered } from './log-filter';

const onlyIn: Filter = {
  type: 'compare',
  field: 'dir',
  slice: null,
  operator: '==',
  value: { type: 'text', text: 'in' },
};

describe('narrowing a filter', () => {
  it.each([
    ['', 'dir == in'],
    ['  ', 'dir == in'],
    ['hello', 'hello and dir == in'],
    ['hello and len > 3', 'hello and len > 3 and dir == in'],
    ['a or b', '(a or b) and dir == in'],
    ['(a or b)', '((a or b)) and dir == in'],
    ['len > >', 'dir == in'],
  ])('%j becomes %j', (query, expected) => {
    expect(narrowed(query, onlyIn)).toBe(expected);
  });

  it('quotes names as the filter language wants them', () => {
    const named: Filter = { ...onlyIn, field: 'endpoint', value: { type: 'text', text: 'my "server"' } };
    expect(narrowed('', named)).toBe('endpoint == "my \\"server\\""');
  });
});

describe('filters used before', () => {
  it('stand newest first, each once, and not without end', () => {
    expect(remembered(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
    const many = Array.from({ length: 50 }, (_, n) => `len > ${n}`);
    expect(remembered(many, 'new')).toHaveLength(50);
  });
});
