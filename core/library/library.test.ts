import { describe, expect, test } from 'vitest';
import type { SavedMessage } from '../contract/library';
import { arranged, changed, foldersOf, freeName, matchesSaved, moved, placed } from './library';

const message = (id: string, folder = '', more: Partial<SavedMessage> = {}): SavedMessage => ({
  id,
  name: id,
  folder,
  note: '',
  endpoint: '',
  key: '',
  draft: { format: 'hex', hex: '01' },
  ...more,
});
const names = (library: readonly SavedMessage[]): string[] =>
  library.map(({ folder, id }) => (folder === '' ? id : `${folder}/${id}`));
const library = [message('a', 'P'), message('b'), message('c', 'Q'), message('d', 'P')];

test('messages of a folder stand together, those in none first', () => {
  expect(names(arranged(library))).toEqual(['b', 'P/a', 'P/d', 'Q/c']);
  expect(foldersOf(library).map(({ name }) => name)).toEqual(['', 'P', 'Q']);
  expect(foldersOf([message('a', 'P')]).map(({ name }) => name)).toEqual(['P']);
});

describe('moving by one', () => {
  test.each([
    ['within its folder', 'd', -1, ['b', 'P/d', 'P/a', 'Q/c']],
    ['down within its folder', 'a', 1, ['b', 'P/d', 'P/a', 'Q/c']],
    ['over the edge, up', 'a', -1, ['b', 'a', 'P/d', 'Q/c']],
    ['over the edge, down', 'd', 1, ['b', 'P/a', 'Q/d', 'Q/c']],
    ['into the first folder', 'b', 1, ['P/b', 'P/a', 'P/d', 'Q/c']],
    ['at the end, nowhere', 'c', 1, ['b', 'P/a', 'P/d', 'Q/c']],
  ] as const)('%s', (_what, id, step, after) => {
    expect(names(moved(library, id, step))).toEqual(after);
  });

  test('the first of all comes out of its folder', () => {
    expect(names(moved([message('a', 'P'), message('d', 'P')], 'a', -1))).toEqual(['a', 'P/d']);
  });
});

test('a digit belongs to the one that took it last', () => {
  const both = placed([message('a', '', { key: '1' })], message('b', '', { key: '1' }), null);
  expect(both.map(({ key }) => key)).toEqual(['', '1']);
});

test('what is changed keeps its place, unless its folder is another', () => {
  expect(names(changed(arranged(library), message('a', 'P', { name: 'x' })))).toEqual([
    'b',
    'P/a',
    'P/d',
    'Q/c',
  ]);
  expect(names(changed(arranged(library), message('b', 'Q')))).toEqual(['P/a', 'P/d', 'Q/c', 'Q/b']);
});

test('names that are taken get a number', () => {
  expect(freeName(library, 'a')).toBe('a 2');
  expect(freeName([...library, message('a 2')], 'a 2')).toBe('a 3');
  expect(freeName(library, 'new')).toBe('new');
});

test('each word of a query must be somewhere', () => {
  const one = message('Read pump', 'Modbus', { note: 'register 10' });
  expect(matchesSaved(one, 'modbus REGISTER')).toBe(true);
  expect(matchesSaved(one, 'modbus coil')).toBe(false);
  expect(matchesSaved(one, '')).toBe(true);
});
