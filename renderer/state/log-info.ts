import { create } from 'zustand';
import type { RowInfo } from '../../core/contract/dissect';
import { ask } from './bridge';
import { useDecodeAs } from './decode-as';
import { screenMessages, useLog } from './log';
import { createInfoFeed } from './log-info-feed';
import { useSettings } from './settings';

/** Grows whenever the dissectors have said something about rows on the screen. */
export const useRowInfos = create<{ readonly version: number }>()(() => ({ version: 0 }));

const feed = createInfoFeed({
  ask: (rows) => ask('dissect.infos', { rows: [...rows] }),
  screen: screenMessages,
  onInfos: () => useRowInfos.setState(({ version }) => ({ version: version + 1 })),
});

/** What the dissectors say about a row; undefined while they have not, or when they know no more than its transport. */
export const rowInfoOf = (row: number): RowInfo | undefined => feed.infoOf(row);

const isOn = (): boolean => useSettings.getState().settings.dissectors === 'log';

let started = false;

/** Asks about the rows on the screen, from now on. */
export const startRowInfos = (): void => {
  if (started) return;
  started = true;
  useLog.subscribe((state, before) => {
    if (state.source !== before.source) feed.forget();
    const same = state.version === before.version && state.screen === before.screen;
    if (!same && isOn()) feed.look(state.follow);
  });
  const lookAgain = (): void => {
    feed.forget();
    if (isOn()) feed.look(false);
  };
  useSettings.subscribe(({ settings: { dissectors } }, { settings: before }) => {
    if (dissectors !== before.dissectors) lookAgain();
  });
  useDecodeAs.subscribe(({ told }, before) => {
    if (told !== before.told) lookAgain();
  });
};
