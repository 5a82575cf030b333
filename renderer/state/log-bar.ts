import { create } from 'zustand';

/** The bar between the log's head and its rows. */
export type LogBar = 'goTo' | 'find';

interface LogBarState {
  readonly open: LogBar | null;
  /** Grows whenever the bar's field shall take the focus. */
  readonly focus: number;
}

export const useLogBar = create<LogBarState>()(() => ({ open: null, focus: 0 }));

/** Opens the bar, or moves the keyboard to the one that is open. */
export const openLogBar = (open: LogBar): void =>
  useLogBar.setState(({ focus }) => ({ open, focus: focus + 1 }));

/** Opens the bar and leaves the keyboard where it is. */
export const showLogBar = (open: LogBar): void =>
  useLogBar.setState((state) => (state.open === open ? state : { open, focus: 0 }));

export const closeLogBar = (): void => useLogBar.setState({ open: null, focus: 0 });
