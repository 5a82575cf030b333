import { SHORTCUT_DIGITS } from '../../core/contract/library-limits';
import { listen } from '../state/bridge';
import { savedByKey, sendSavedMessage } from '../state/library';
import { useSettings } from '../state/settings';
import { isPressed } from '../ui/shortcut';
import type { Command } from './command';
import { COMMANDS } from './commands';
import { openPalette } from './palette-store';
import { keepFocus } from './regions';

const PALETTE_KEYS = 'Mod+K';

const inDialog = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

const inEndpoints = (): boolean =>
  document.activeElement?.closest('[data-pane="servers"], [data-pane="clients"]') != null;

const isAvailable = ({ available }: Command): boolean => available?.() ?? true;

/** Runs commands by their shortcuts, and by their ids for the native menu. Answers with the unsubscribe. */
export const startKeyboard = (): (() => void) => {
  const mac = useSettings.getState().platform === 'darwin';
  const pressed = (event: KeyboardEvent): void => {
    // What a control has used itself is not a command as well; a dialog is answered first.
    if (event.defaultPrevented || event.isComposing || inDialog()) return;
    const run = isPressed(PALETTE_KEYS, event, mac)
      ? openPalette
      : COMMANDS.find(
          (command) =>
            command.keys !== undefined &&
            isPressed(command.keys, event, mac) &&
            (command.inEndpoints !== true || inEndpoints()) &&
            isAvailable(command),
        )?.run;
    // The digits of saved messages, wherever the focus is.
    const digit = SHORTCUT_DIGITS.find((one) => isPressed(`Alt+${one}`, event, mac));
    const saved = run === undefined && digit !== undefined ? savedByKey(digit) : undefined;
    if (saved !== undefined) {
      event.preventDefault();
      sendSavedMessage(saved);
    }
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  window.addEventListener('keydown', pressed);
  const forget = keepFocus();
  const unlisten = listen('command', (id) => COMMANDS.find((command) => command.id === id)?.run());
  return () => {
    window.removeEventListener('keydown', pressed);
    forget();
    unlisten();
  };
};
