import { describe, expect, it } from 'vitest';
import { isPressed, keyNames, type Pressed } from './shortcut';

const press = (
  key: string,
  code: string,
  ...held: readonly ('ctrl' | 'meta' | 'shift' | 'alt')[]
): Pressed => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

describe('a pressed key', () => {
  it.each<[string, Pressed, boolean, boolean]>([
    ['Mod+K', press('k', 'KeyK', 'ctrl'), false, true],
    ['Mod+K', press('K', 'KeyK', 'ctrl'), false, true],
    ['Mod+K', press('k', 'KeyK', 'ctrl', 'shift'), false, false],
    ['Mod+K', press('k', 'KeyK', 'meta'), true, true],
    ['Mod+K', press('k', 'KeyK', 'ctrl'), true, false],
    ['Mod+K', press('k', 'KeyK'), false, false],
    ['Shift+F6', press('F6', 'F6', 'shift'), false, true],
    ['F6', press('F6', 'F6', 'shift'), false, false],
    ['Mod+Shift+1', press('!', 'Digit1', 'ctrl', 'shift'), false, true],
    ['Mod+1', press('&', 'Digit1', 'ctrl'), false, true],
    ['Mod+Enter', press('Enter', 'Enter', 'ctrl'), false, true],
    ['F5', press('F5', 'F5', 'alt'), false, false],
  ])('%s', (shortcut, event, mac, expected) => expect(isPressed(shortcut, event, mac)).toBe(expected));
});

describe('the names of keys', () => {
  it.each([
    ['Mod+Shift+N', false, 'Ctrl+Shift+N'],
    ['Mod+Shift+N', true, '⇧⌘N'],
    ['Mod+PageDown', false, 'Ctrl+PgDn'],
    ['F6', true, 'F6'],
  ])('%s', (shortcut, mac, names) => expect(keyNames(shortcut, mac)).toBe(names));
});
