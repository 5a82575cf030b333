import { create } from 'zustand';
import type { Leftover } from '../../core/contract/capture';
import { ask } from './bridge';
import { tell } from './notices';
import { usePulse } from './pulse';

interface LeftoversState {
  /** What earlier runs left behind, newest first. */
  readonly list: readonly Leftover[];
  /** The list is open as a dialog. */
  readonly open: boolean;
  /** The person has seen that there are some, and wants it said no more. */
  readonly dismissed: boolean;
  /** Those that a person is asked about before they are discarded; null: nobody is asked. */
  readonly asking: readonly Leftover[] | null;
}

export const useLeftovers = create<LeftoversState>()(() => ({
  list: [],
  open: false,
  dismissed: false,
  asking: null,
}));

const refresh = async (): Promise<void> => {
  const answer = await ask('leftover.list');
  if (answer.ok) useLeftovers.setState({ list: answer.value });
};

/** Keeps the list as long as the window lives: it is asked for anew when the pulse says another number. */
export const startLeftovers = (): void => {
  const follow = (count: number, before: number): void => {
    if (count !== before) void refresh();
    // There is nothing left to choose from.
    if (count === 0) useLeftovers.setState({ open: false });
  };
  follow(usePulse.getState().capture.leftovers, 0);
  usePulse.subscribe(({ capture }, before) => follow(capture.leftovers, before.capture.leftovers));
};

export const openLeftovers = (): void => {
  useLeftovers.setState({ open: true });
  void refresh();
};

export const closeLeftovers = (): void => useLeftovers.setState({ open: false });

export const dismissLeftovers = (): void => useLeftovers.setState({ dismissed: true });

/** Shows it in the log; how far that is is among the jobs. */
export const openLeftover = async (id: string): Promise<void> => {
  useLeftovers.setState({ open: false, dismissed: true });
  const answer = await ask('leftover.open', { id });
  if (!answer.ok) tell(answer.failure);
};

export const saveLeftover = async (id: string): Promise<void> => {
  const answer = await ask('leftover.save', { id });
  if (!answer.ok) tell(answer.failure);
};

export const askDiscard = (asking: readonly Leftover[]): void => useLeftovers.setState({ asking });

export const answerDiscard = async (discard: boolean): Promise<void> => {
  const { asking } = useLeftovers.getState();
  useLeftovers.setState({ asking: null });
  if (!discard || asking === null) return;
  const answer = await ask('leftover.discard', { ids: asking.map(({ id }) => id) });
  if (!answer.ok) tell(answer.failure);
  await refresh();
};
