import { create } from 'zustand';

/** Whether the command palette is open. */
export const usePalette = create<{ readonly open: boolean }>()(() => ({ open: false }));

/** Where the focus was before. */
let before: Element | null = null;

export const openPalette = (): void => {
  if (!usePalette.getState().open) before = document.activeElement;
  usePalette.setState({ open: true });
};

/** The focus goes back to where it was, at once: what is typed next belongs there. */
export const closePalette = (): void => {
  usePalette.setState({ open: false });
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  before = null;
};
