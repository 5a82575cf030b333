import { create } from 'zustand';
import type { CaptureStatus, Pulse } from '../../core/contract/capture';
import type { FindProgress, ViewState } from '../../core/contract/log';
import { paced } from './paced';
import { keepSame } from './same';

interface PulseState {
  readonly capture: CaptureStatus;
  /** The log's view; null until the main process has made one. */
  readonly view: ViewState | null;
  /** While a row is being looked for. */
  readonly find: FindProgress | null;
}

const nothing: CaptureStatus = {
  source: { kind: 'live' },
  rows: 0,
  removed: { rows: 0, bytes: 0 },
  marked: 0,
  fileBytes: 0,
  received: 0,
  sent: 0,
  stored: 0,
  dropped: { system: 0, disk: 0, porthole: 0 },
  bytesIn: 0,
  bytesOut: 0,
  bytesInPerSecond: 0,
  bytesOutPerSecond: 0,
  recording: { on: true },
  unsaved: 0,
  canUndoClear: false,
  waiting: null,
  diskFree: null,
  leftovers: 0,
};

/** The numbers of the last push. Components pick single numbers out of it, so that a flood changes only those. */
export const usePulse = create<PulseState>()(() => ({ capture: nothing, view: null, find: null }));

const numbers = paced((capture: CaptureStatus) => usePulse.setState({ capture }));

/** Only numbers that grow have changed: what can wait until they can be read. */
const isOnlyNumbers = (before: CaptureStatus, next: CaptureStatus): boolean =>
  before.source === next.source &&
  before.recording === next.recording &&
  before.canUndoClear === next.canUndoClear &&
  before.marked === next.marked &&
  before.rows > 0 &&
  before.rows <= next.rows;

export const takePulse = ({ capture, view, find }: Pulse): void => {
  const { capture: before } = usePulse.getState();
  const next = keepSame(before, capture);
  if (isOnlyNumbers(before, next)) numbers.offer(next);
  else numbers.now(next);
  usePulse.setState({ view, find });
};
