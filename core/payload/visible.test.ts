import { expect, test } from 'vitest';
import { plainSentence, plainText } from './visible';

test.each([
  ['notes.txt', 'notes.txt'],
  ['cod\u202Egnp.exe', 'cod\\u{202E}gnp.exe'],
  ['a\u0000b\u200Bc', 'a\\0b\\u{200B}c'],
  ['C:\\x', 'C:\\\\x'],
])('a foreign name %j', (name, shown) => expect(plainText(name)).toBe(shown));

test('a sentence keeps its own backslashes, and a name in it hides nothing', () => {
  expect(plainSentence('“\\q” is no escape.')).toBe('“\\q” is no escape.');
  expect(plainSentence('In use by ev\u202Eil\n (7).')).toBe('In use by ev\\u{202E}il\\n (7).');
});
