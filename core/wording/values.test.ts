import { expect, test } from 'vitest';
import { captureVariants } from './capture';
import { placeholdersOf } from './fill';
import { happenings, variants } from './happenings';
import { tlsVariants } from './tls';
import { VALUES, valueText } from './values';

test('whatever fills the sentence of a happening has a name', () => {
  const sentences = [happenings.en, variants.en, captureVariants.en, tlsVariants.en].flatMap((each) =>
    Object.values(each),
  );
  const keys = sentences.flatMap(placeholdersOf).map((placeholder) => placeholder.replace(/[{}]|,.*/g, ''));
  // These two are the code and the cause of a failure, which have lines of their own.
  const nameless = keys.filter((key) => !Object.hasOwn(VALUES, key) && key !== 'error' && key !== 'cause');
  expect(nameless).toEqual([]);
});

test.each([
  ['en', 'bytesIn', 48_100, 'Received', '48,100 B'],
  ['zh-CN', 'seconds', 0.0105, '时长', '0.0105 s'],
  ['zh-CN', 'resumed', 1, '恢复了会话', '是'],
  ['en', 'port', 54_321, 'Port', '54321'],
  ['en', 'local', '127.0.0.1:8888', 'Local address', '127.0.0.1:8888'],
] as const)('%s %s %s', (language, key, value, name, text) => {
  expect(valueText(language, key, value)).toEqual({ name, text });
});

test('what only a foreign capture has keeps its name', () => {
  expect(valueText('en', '_PID', '17')).toBeNull();
  expect(valueText('en', 'constructor', '17')).toBeNull();
});
