import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { LogRow } from '../../core/contract/log';
import { detectFraming, type FramingProposal, type FramingSample } from '../../core/framing/detect';
import { ask } from './bridge';
import { configure } from './endpoints';
import { lookThrough } from './lens';
import { endpointNamed } from './names';
import { conversationOf } from './stream';

interface FramingDetectiveState {
  /** A row of the conversation that is looked at; null while the detective is not asked. */
  readonly row: Pick<LogRow, 'endpoint' | 'flow' | 'row'> | null;
  /** Bytes of the conversation that are looked at, and all of them. */
  readonly bytes: number;
  readonly total: number;
  /** From 0 to 1; null when it is done. */
  readonly progress: number | null;
  readonly proposals: readonly FramingProposal[];
  readonly failure: Failure | null;
}

const IDLE: FramingDetectiveState = {
  row: null,
  bytes: 0,
  total: 0,
  progress: null,
  proposals: [],
  failure: null,
};

export const useFramingDetective = create<FramingDetectiveState>()(() => IDLE);

/** So long the window does nothing else, in ms: less than a frame. */
const SLICE_MS = 8;

export const canDetectFraming = (row: LogRow | null): row is LogRow =>
  row !== null && conversationOf(row) !== null && row.transport !== 'udp';

/** Counts the questions: an answer to an older one is nobody's any more. */
let asked = 0;

/** Looks for the framing of a row's conversation, in slices between which the window lives on. */
export const askFramingDetective = async (row: LogRow): Promise<void> => {
  const conversation = conversationOf(row);
  if (conversation === null) return;
  asked += 1;
  const question = asked;
  useFramingDetective.setState({ ...IDLE, row, progress: 0 });
  const read = await ask('stream.read', { conversation, place: { at: 'offset', offset: 0 } });
  if (question !== asked) return;
  if (!read.ok) {
    useFramingDetective.setState({ progress: null, failure: read.failure });
    return;
  }
  const { pieces, bytes, bytesIn, bytesOut } = read.value;
  useFramingDetective.setState({ bytes: bytes.length, total: bytesIn + bytesOut });
  const samples = pieces.map(
    ({ direction, start, length, seconds, nanos }): FramingSample => ({
      direction,
      bytes: bytes.subarray(start, start + length),
      atMs: seconds * 1000 + nanos / 1e6,
    }),
  );
  const search = detectFraming(samples);
  const slice = (): void => {
    if (question !== asked) return;
    const until = performance.now() + SLICE_MS;
    for (;;) {
      const step = search.next();
      if (step.done === true) {
        useFramingDetective.setState({ progress: null, proposals: step.value });
        return;
      }
      if (performance.now() < until) continue;
      useFramingDetective.setState({ progress: step.value });
      setTimeout(slice);
      return;
    }
  };
  slice();
};

export const closeFramingDetective = (): void => {
  asked += 1;
  useFramingDetective.setState(IDLE);
};

/** Shows the conversation cut so. */
export const lookWith = ({ setting }: FramingProposal): void => {
  closeFramingDetective();
  lookThrough(setting);
};

/** Gives the framing to the endpoint of the row, for its rules, its script and sequences. */
export const giveToEndpoint = ({ setting }: FramingProposal): void => {
  const { row } = useFramingDetective.getState();
  const endpoint = endpointNamed(row?.endpoint ?? '');
  closeFramingDetective();
  if (endpoint !== undefined) configure(endpoint.id, (one) => ({ ...one, framing: setting }));
};
