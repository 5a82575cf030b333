import { expect, test } from 'vitest';
import type { Variables } from '../../core/contract/variables';
import { freeSetName, isReplaced, problemOf, withList, withoutSet } from './variables';

const variables = (active: number): Variables => ({
  shared: [{ name: 'host', value: 'a' }],
  environments: [
    { name: 'Bench', variables: [{ name: 'host', value: 'b' }] },
    { name: 'Field', variables: [] },
    { name: 'Set 1', variables: [] },
  ],
  active,
});

test.each([
  ['the one in use', 1, 1, -1],
  ['one before it', 1, 0, 0],
  ['one behind it', 1, 2, 1],
  ['any, with none in use', -1, 0, -1],
])('deleting a set, %s, keeps the right one in use', (_what, active, gone, after) => {
  const left = withoutSet(variables(active), gone);
  expect(left.active).toBe(after);
  expect(left.environments).toHaveLength(2);
});

test('a list is replaced in its place alone', () => {
  const list = [{ name: 'x', value: '1' }];
  expect(withList(variables(0), 1, list).environments.map((one) => one.variables.length)).toEqual([1, 1, 0]);
  expect(withList(variables(0), 'shared', list).shared).toEqual(list);
});

test('a new set has a name that none has', () => {
  expect(freeSetName(variables(0), (number) => `Set ${number}`)).toBe('Set 2');
});

test('what cannot be used by its name is told', () => {
  const list = ['a', 'a b', 'a', ''].map((name) => ({ name, value: '' }));
  expect(list.map((_one, at) => problemOf(list, at))).toEqual([null, 'name', 'twice', null]);
  expect(problemOf([{ name: '', value: 'x' }], 0)).toBe('name');
});

test('a value of the set in use goes before the one that always counts', () => {
  expect(isReplaced(variables(0), 'host')).toBe(true);
  expect(isReplaced(variables(1), 'host')).toBe(false);
  expect(isReplaced(variables(-1), 'host')).toBe(false);
});
