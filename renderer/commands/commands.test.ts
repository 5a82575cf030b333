import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands';
import { matchesQuery } from './match';

describe('the list of commands', () => {
  it('names each once', () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives no shortcut to two', () => {
    const keys = COMMANDS.flatMap((command) => command.keys ?? []);
    expect(new Set([...keys, 'Mod+K']).size).toBe(keys.length + 1);
  });
});

describe('finding a command', () => {
  it.each([
    ['', 'Save capture', true],
    ['cap sav', 'Capture Save capture', true],
    ['保存', '抓包 保存抓包', true],
    ['open', 'Save capture', false],
  ])('“%s” in “%s”', (query, text, found) => expect(matchesQuery(query, text)).toBe(found));
});
