import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { Notice } from '../../core/contract/snapshot';

export interface ShownNotice extends Notice {
  readonly id: number;
}

interface NoticesState {
  /** Oldest first. */
  readonly notices: readonly ShownNotice[];
}

/** More than these at once say nothing more; the oldest goes. */
const MOST = 5;

let lastId = 0;

export const useNotices = create<NoticesState>()(() => ({ notices: [] }));

const sameText = (a: Notice, b: Notice): boolean =>
  a.failure.code === b.failure.code && JSON.stringify(a.failure.params) === JSON.stringify(b.failure.params);

/** Shows a message until it is dismissed; one that is already shown is not shown twice. */
export const addNotice = (notice: Notice): void =>
  useNotices.setState(({ notices }) => {
    if (notices.some((shown) => sameText(shown, notice))) return { notices };
    lastId += 1;
    return { notices: [...notices, { ...notice, id: lastId }].slice(-MOST) };
  });

/** A request that failed, where no field or pane says so itself. */
export const tell = (failure: Failure): void => addNotice({ severity: 'error', failure });

export const dismissNotice = (id: number): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
