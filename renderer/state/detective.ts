import { create } from 'zustand';
import { type ChecksumFinding, detectChecksums, MOST_DETECTED_BYTES } from '../../core/checksum/detect';
import type { Failure } from '../../core/contract/failure';
import type { LogRow } from '../../core/contract/log';
import { readPayload } from './inspector';
import { logRowAt, useLog } from './log';
import { countChosen, readSelected } from './log-selection';
import { tell } from './notices';

type DataRow = Extract<LogRow, { readonly kind: 'data' }>;

interface DetectiveState {
  /** The message that is looked at; null while the detective is not asked. */
  readonly row: DataRow | null;
  /** Its bytes. */
  readonly bytes: Uint8Array;
  /** How many messages it looks at: that one, and those that are selected, or others that went the same way. */
  readonly messages: number;
  /** They were selected together. */
  readonly chosen: boolean;
  /** From 0 to 1; null when it is done. */
  readonly progress: number | null;
  readonly findings: readonly ChecksumFinding[];
  readonly failure: Failure | null;
}

const IDLE: DetectiveState = {
  row: null,
  bytes: new Uint8Array(),
  messages: 0,
  chosen: false,
  progress: null,
  findings: [],
  failure: null,
};

export const useDetective = create<DetectiveState>()(() => IDLE);

/** The most messages that are compared, and how far around the row they are looked for. */
const MOST_MESSAGES = 12;
const LOOKED_AT = 200;
/** Of rows that are selected together, so many are looked at for messages, and so many messages compared. */
const MOST_CHOSEN_ROWS = 2000;
const MOST_CHOSEN = 200;
/** So long the window does nothing else, in ms: less than a frame. */
const SLICE_MS = 8;

/** Whether a row's checksum can be looked for. */
export const canDetect = (row: LogRow | null): row is DataRow =>
  row?.kind === 'data' && row.length > 1 && row.length <= MOST_DETECTED_BYTES;

/** The row and those around it that the log has at hand, of the same conversation and direction. */
const alike = (row: DataRow): readonly DataRow[] => {
  const { screen, selectedAt } = useLog.getState();
  const middle = selectedAt ?? screen.start;
  const found: DataRow[] = [row];
  for (let step = 1; step <= LOOKED_AT && found.length < MOST_MESSAGES; step += 1) {
    for (const position of [middle - step, middle + step]) {
      const other = position < 0 ? undefined : logRowAt(position);
      if (other === undefined || !canDetect(other) || other.row === row.row) continue;
      if (other.flow === row.flow && other.direction === row.direction) found.push(other);
    }
  }
  return found.slice(0, MOST_MESSAGES);
};

/** Those of the selected rows that can be looked at, the given one first. */
const chosenMessages = async (row: LogRow | null): Promise<readonly DataRow[] | Failure> => {
  const rows = await readSelected(MOST_CHOSEN_ROWS);
  if ('code' in rows) return rows;
  const found = rows.filter(canDetect).slice(0, MOST_CHOSEN);
  const first = found.find((one) => one.row === row?.row) ?? found[0];
  if (first === undefined) return { code: 'EDETECT_NONE', params: { max: MOST_DETECTED_BYTES } };
  return [first, ...found.filter((one) => one !== first)];
};

/** Whether there is something to look at: rows that are selected together, or this one. */
export const canAskDetective = (row: LogRow | null): boolean => countChosen() > 0 || canDetect(row);

/** Counts the questions: an answer to an older one is nobody's any more. */
let asked = 0;

/**
 * Looks for the checksum of the messages that are selected together, or of one and those like it around it; in slices
 * between which the window lives on.
 */
export const askDetective = async (selected: LogRow | null): Promise<void> => {
  const chosen = countChosen() > 0;
  if (!canAskDetective(selected)) return;
  asked += 1;
  const question = asked;
  const current = (): boolean => question === asked;
  const rows = chosen ? await chosenMessages(selected) : canDetect(selected) ? alike(selected) : [];
  if (!current()) return;
  if ('code' in rows) {
    tell(rows);
    return;
  }
  const [row] = rows;
  if (row === undefined) return;
  useDetective.setState({ ...IDLE, row, progress: 0, messages: rows.length, chosen });
  const messages: Uint8Array[] = [];
  for (const one of rows) {
    const bytes = await readPayload(one.row, 0, one.length);
    if (!current()) return;
    if (bytes.ok) messages.push(bytes.value);
    else if (one === row) {
      useDetective.setState({ progress: null, failure: bytes.failure });
      return;
    }
  }
  useDetective.setState({ bytes: messages[0] ?? IDLE.bytes });
  const search = detectChecksums(messages);
  const slice = (): void => {
    if (!current()) return;
    const until = performance.now() + SLICE_MS;
    for (;;) {
      const step = search.next();
      if (step.done === true) {
        useDetective.setState({ progress: null, findings: step.value, messages: messages.length });
        return;
      }
      if (performance.now() < until) continue;
      useDetective.setState({ progress: step.value });
      setTimeout(slice);
      return;
    }
  };
  slice();
};

export const closeDetective = (): void => {
  asked += 1;
  useDetective.setState(IDLE);
};
