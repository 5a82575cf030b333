/**
 * Shortcuts as text: modifiers and a key, joined by `+`. `Mod` is Command on macOS and Control elsewhere; the key is
 * what `KeyboardEvent.key` says, letters in upper case: `Mod+K`, `Shift+F6`, `Mod+Shift+Enter`.
 */
export interface Pressed {
  readonly key: string;
  /** As `KeyboardEvent.code`: tells digits apart from what Shift makes of them. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const keyOf = ({ key, code }: Pressed): string => {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  return key.length === 1 ? key.toUpperCase() : key;
};

export const isPressed = (shortcut: string, event: Pressed, mac: boolean): boolean => {
  const parts = shortcut.split('+');
  const mod = parts.includes('Mod');
  return (
    keyOf(event) === parts.at(-1) &&
    event.ctrlKey === (mod && !mac) &&
    event.metaKey === (mod && mac) &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt')
  );
};

const MAC_NAMES: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  PageUp: '⇞',
  PageDown: '⇟',
  Escape: '⎋',
};

const NAMES: Readonly<Record<string, string>> = { Mod: 'Ctrl', PageUp: 'PgUp', PageDown: 'PgDn' };

/** `Ctrl+Shift+N`, on macOS `⇧⌘N`. */
export const keyNames = (shortcut: string, mac: boolean): string => {
  const parts = shortcut.split('+');
  if (!mac) return parts.map((part) => NAMES[part] ?? part).join('+');
  // Apple's order: the Command key stands last before the letter.
  const order = ['Alt', 'Shift', 'Mod'];
  const modifiers = order.filter((modifier) => parts.includes(modifier));
  return [...modifiers, parts.at(-1) ?? ''].map((part) => MAC_NAMES[part] ?? part).join('');
};
