import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { LogRow } from '../../core/contract/log';
import {
  DETECT_SIDES,
  type DetectedSide,
  detectFraming,
  type FramingProposal,
  type FramingSample,
} from '../../core/framing/detect';
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
  /** Whose framing is shown. */
  readonly side: DetectedSide;
  readonly proposals: Readonly<Record<DetectedSide, readonly FramingProposal[]>>;
  readonly failure: Failure | null;
}

const IDLE: FramingDetectiveState = {
  row: null,
  bytes: 0,
  total: 0,
  progress: null,
  side: 'both',
  proposals: { both: [], in: [], out: [] },
  failure: null,
};

export const useFramingDetective = create<FramingDetectiveState>()(() => IDLE);

/** So long the window does nothing else, in ms: less than a frame. */
const SLICE_MS = 8;

export const canDetectFraming = (row: LogRow | null): row is LogRow =>
  row !== null && conversationOf(row) !== null && row.transport !== 'udp';

type Proposals = FramingDetectiveState['proposals'];

function* detectEach(samples: readonly FramingSample[]): Generator<number, Proposals, void> {
  const found: Record<DetectedSide, readonly FramingProposal[]> = { both: [], in: [], out: [] };
  for (const [i, side] of DETECT_SIDES.entries()) {
    const own = samples.filter(({ direction }) => side === 'both' || direction === side);
    const search = detectFraming(own);
    for (let step = search.next(); ; step = search.next()) {
      if (step.done === true) {
        found[side] = step.value;
        break;
      }
      yield (i + step.value) / DETECT_SIDES.length;
    }
  }
  return found;
}

/** Below this it is worth a look whether the two sides speak alike at all. */
const ALIKE = 0.65;

/** Both where they are alike, else the side that is surest. */
const surestOf = (proposals: Proposals): DetectedSide => {
  const certainty = (side: DetectedSide): number => proposals[side][0]?.certainty ?? 0;
  if (certainty('both') >= ALIKE) return 'both';
  return [...DETECT_SIDES].sort((a, b) => certainty(b) - certainty(a))[0] ?? 'both';
};

export const chooseDetectedSide = (side: DetectedSide): void => useFramingDetective.setState({ side });

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
  const search = detectEach(samples);
  const slice = (): void => {
    if (question !== asked) return;
    const until = performance.now() + SLICE_MS;
    for (;;) {
      const step = search.next();
      if (step.done === true) {
        useFramingDetective.setState({ progress: null, proposals: step.value, side: surestOf(step.value) });
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
