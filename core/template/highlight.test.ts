import { expect, test } from 'vitest';
import { draftMarks } from './highlight';

test('expressions are whole, and escapes within them are not drawn apart', () => {
  expect(draftMarks('a\\n{{"\\n"}}\\t', 'text')).toEqual([
    { start: 1, end: 3, kind: 'escape' },
    { start: 3, end: 11, kind: 'expression' },
    { start: 11, end: 13, kind: 'escape' },
  ]);
  expect(draftMarks('01 {{u8(1)}} ff', 'hex')).toEqual([{ start: 3, end: 12, kind: 'expression' }]);
  expect(draftMarks('\\n{{x}}', 'raw')).toEqual([]);
});

test('one that is not closed is wrong to its end', () => {
  expect(draftMarks('a{{b', 'text')).toEqual([{ start: 1, end: 4, kind: 'error' }]);
});
