import { expect, test } from 'vitest';
import { noVariables } from '../contract/variables';
import { variableValues } from './variables';

test('the environment that is switched on goes before the workspace', () => {
  const variables = {
    shared: [
      { name: 'host', value: 'shared' },
      { name: 'unit', value: '1' },
    ],
    environments: [
      { name: 'test', variables: [{ name: 'host', value: 'test' }] },
      { name: 'live', variables: [{ name: 'host', value: 'live' }] },
    ],
  };
  const values = (active: number) => Object.fromEntries(variableValues({ ...variables, active }));
  expect(values(-1)).toEqual({ host: 'shared', unit: '1' });
  expect(values(1)).toEqual({ host: 'live', unit: '1' });
  expect(values(7)).toEqual({ host: 'shared', unit: '1' });
  expect([...variableValues(noVariables())]).toEqual([]);
});

test('half a name is the name of nothing, and of two alike the first counts', () => {
  const shared = [
    { name: '', value: 'a' },
    { name: 'two words', value: 'b' },
    { name: 'x', value: 'first' },
    { name: 'x', value: 'second' },
  ];
  expect([...variableValues({ shared, environments: [], active: -1 })]).toEqual([['x', 'first']]);
});

test('a secret whose value is not known here is no variable', () => {
  const list = [
    { name: 'known', value: 'a', secret: true as const },
    { name: 'unknown', value: '', secret: true as const },
    { name: 'empty', value: '' },
  ];
  expect([...variableValues({ shared: list, environments: [], active: -1 })]).toEqual([
    ['known', 'a'],
    ['empty', ''],
  ]);
});
