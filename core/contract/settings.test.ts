import { expect, test } from 'vitest';
import { defaultSettings } from './default-settings';
import { requestSchemas } from './requests';
import { keptSettingsSchema, settingsSchema } from './settings';

const change = requestSchemas['settings.update'];

test('the default settings are allowed, whole and in part', () => {
  expect(settingsSchema.parse(defaultSettings())).toEqual(defaultSettings());
  expect(change.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(change.parse({ layout: { main: { left: 30, right: 70 } } })).toBeTruthy();
});

test('a layout cannot grow without end', () => {
  const many = (value: unknown) => Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`g${i}`, value]));
  expect(change.safeParse({ layout: many({}) }).success).toBe(false);
  expect(change.safeParse({ layout: { main: many(1) } }).success).toBe(false);
});

test('a layout cannot reach a prototype', () => {
  const parsed = change.parse(JSON.parse('{"layout":{"__proto__":{"a":1},"main":{"__proto__":5,"a":1}}}'));
  expect(JSON.stringify(parsed)).toBe('{"layout":{"main":{"a":1}}}');
});

test('a setting cannot be made undefined, which no settings file can hold', () => {
  expect(change.safeParse({ theme: undefined }).success).toBe(false);
});

test('what an earlier version kept is taken over, and only what it did not know is as at first', () => {
  const { timelineMeasure, ...earlier } = { ...defaultSettings(), theme: 'dark' };
  expect(keptSettingsSchema.parse(earlier)).toEqual({ ...earlier, timelineMeasure });
  for (const damaged of [null, 5, [], { ...earlier, theme: 'blue' }, { ...earlier, unknown: 1 }]) {
    expect(keptSettingsSchema.safeParse(damaged).success).toBe(false);
  }
});

test('what was a setting once does not damage the file', () => {
  expect(keptSettingsSchema.parse({ ...defaultSettings(), decodeAs: [] })).toEqual(defaultSettings());
});

test('columns may be of fields, each once, and only of what can be a field', () => {
  const columns = (...ids: readonly string[]) => ({
    logColumns: ['info', ...ids].map((id) => ({ id, width: null })),
  });
  expect(change.safeParse(columns('field:modbus.func_code', 'field:9p.tag', 'peer')).success).toBe(true);
  for (const bad of ['field:', 'field:a b', 'field:a"b', 'other:tcp.len', `field:${'a'.repeat(300)}`]) {
    expect(change.safeParse(columns(bad)).success).toBe(false);
  }
  expect(change.safeParse(columns('field:tcp.len', 'field:tcp.len')).success).toBe(false);
});
