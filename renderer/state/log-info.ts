import { create } from 'zustand';
import type { RowInfo } from '../../core/contract/dissect';
import { ask } from './bridge';
import { useDecodeAs } from './decode-as';
import { screenMessages, useLog } from './log';
import { fieldsOfColumns } from './log-columns';
import { createInfoFeed } from './log-info-feed';
import { useSettings } from './settings';

/** Grows whenever the dissectors have said something about rows on the screen. */
export const useRowInfos = create<{ readonly version: number }>()(() => ({ version: 0 }));

/** The fields that have a column. Their order changes nothing that is asked. */
const fieldsWanted = (): readonly string[] =>
  fieldsOfColumns(useSettings.getState().settings.logColumns).toSorted();

/** Where the log itself shall not say what rows are, only the columns of fields ask. */
const onlyValues = (info: RowInfo): RowInfo => ({ ...info, protocol: '', info: '' });

const feed = createInfoFeed({
  ask: async (rows) => {
    const answer = await ask('dissect.infos', { rows: [...rows], fields: [...fieldsWanted()] });
    const all = useSettings.getState().settings.dissectors === 'log';
    return answer.ok && !all ? { ok: true, value: answer.value.map(onlyValues) } : answer;
  },
  screen: screenMessages,
  onInfos: () => useRowInfos.setState(({ version }) => ({ version: version + 1 })),
});

/**
 * What the dissectors say about a row; undefined while they have not, or when they know no more than its transport. Its
 * protocol is empty where only columns of fields have something to say.
 */
export const rowInfoOf = (row: number): RowInfo | undefined => feed.infoOf(row);

const isOn = (): boolean => {
  const { dissectors } = useSettings.getState().settings;
  return dissectors === 'log' || (dissectors === 'inspector' && fieldsWanted().length > 0);
};

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
  let wanted = fieldsWanted().join();
  useSettings.subscribe(({ settings: { dissectors } }, { settings: before }) => {
    const fields = fieldsWanted().join();
    if (dissectors === before.dissectors && fields === wanted) return;
    wanted = fields;
    lookAgain();
  });
  useDecodeAs.subscribe(({ told }, before) => {
    if (told !== before.told) lookAgain();
  });
};
