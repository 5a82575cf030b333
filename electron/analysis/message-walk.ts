import type { BegunMessage, RowMoment } from '../../core/contract/stream-messages';
import type { Framer, FramerStand } from '../../core/framing/framer';
import type { Frame } from '../../core/framing/framing';
import { momentOf } from '../capture/moment';
import { readPayload } from '../capture/payload';
import { SegmentsAhead } from '../capture/read-ahead';
import { KIND_UDP } from '../capture/row-index';
import { isOut, type StreamEntry } from './stream-index';

const DIRECTIONS = ['in', 'out'] as const;
type Direction = (typeof DIRECTIONS)[number];

const NOTHING = new Uint8Array(0);

/** What a row brings is cut in pieces of this many bytes. */
const PIECE = 64 * 1024;
/** Pieces of a message under way whose places are remembered; of more, those in its middle are forgotten. */
const MOST_PARTS = 2048;

/** A piece of one side, where it stands in that side, in the conversation, and in the capture. */
interface Part {
  readonly from: number;
  readonly offset: number;
  readonly row: number;
  readonly time: bigint;
}

interface Side {
  readonly framer: Framer;
  /** Those that what is not told yet stands in, and the ones after it. */
  parts: Part[];
  /** Bytes of this side that were given. */
  fed: number;
  /** What stands in the conversation before this place is known already. */
  readonly known: number;
}

interface SideMark {
  readonly stand: FramerStand;
  readonly known: number;
  readonly first: Part | null;
}

/** Where a walk stood between two pieces. Given the conversation from `offset` on, another goes on as it would have. */
export interface WalkMark {
  readonly offset: number;
  readonly in: SideMark;
  readonly out: SideMark;
}

/** A frame, and where it stands. */
export interface Cut {
  readonly direction: Direction;
  readonly frame: Frame;
  readonly offset: number;
  readonly first: RowMoment;
  readonly last: RowMoment;
}

/** What has begun, and what silence has ended of it by some time, in the order in which it did. */
export interface Silence {
  readonly cuts: readonly Cut[];
  readonly begun: readonly BegunMessage[];
  /** When it ends the next one, in ms since the epoch; null: silence ends nothing. */
  readonly next: number | null;
}

/** Makes a framer for one side. */
export type MakeFramer = (stand?: FramerStand) => Framer;

const sideFrom = (make: MakeFramer, mark: SideMark | undefined): Side => ({
  framer: make(mark?.stand),
  parts: mark?.first == null ? [] : [mark.first],
  fed: mark?.stand.at ?? 0,
  known: mark?.known ?? 0,
});

const partAt = ({ parts }: Side, place: number): Part | undefined =>
  parts.findLast(({ from }) => from <= place);

const rowMoment = (part: Part | undefined): RowMoment => ({
  row: part?.row ?? 0,
  ...momentOf(part?.time ?? 0n),
});

/** In ms since the epoch. */
export const msOf = (time: bigint): number => Number(time / 1000n) / 1000;

/** Goes through a conversation and cuts both of its sides into messages. */
export class MessageWalk {
  readonly #sides: Readonly<Record<Direction, Side>>;
  /** Reads the segment that is gone through. */
  readonly #ahead = new SegmentsAhead();

  constructor(make: MakeFramer, mark: WalkMark | null = null) {
    this.#sides = { in: sideFrom(make, mark?.in), out: sideFrom(make, mark?.out) };
  }

  /** The messages that become whole within a row, some at a time. */
  async *take(entry: StreamEntry): AsyncGenerator<readonly Cut[], void> {
    const direction = isOut(entry) ? 'out' : 'in';
    const side = this.#sides[direction];
    const segment = { ...entry.segment, blocks: this.#ahead.of(entry.segment) };
    const { payloadBytes, kind } = entry.record;
    for (let at = 0; at < payloadBytes; at += PIECE) {
      const length = Math.min(PIECE, payloadBytes - at);
      const skip = Math.max(0, side.known - entry.offset - at);
      if (skip >= length) continue;
      const bytes = await readPayload({ ...entry, segment }, at + skip, length - skip);
      const isWhole = kind === KIND_UDP && at + length === payloadBytes;
      yield this.#push(direction, entry, entry.offset + at + skip, bytes, isWhole);
    }
  }

  #push(
    direction: Direction,
    { row, record: { time } }: StreamEntry,
    offset: number,
    bytes: Uint8Array,
    isWhole: boolean,
  ): readonly Cut[] {
    const side = this.#sides[direction];
    const { framer } = side;
    const atMs = msOf(time);
    // Silence ends what either side said before, whoever speaks now.
    const ended = this.#endedBy(atMs).flatMap((other) =>
      this.#cuts(other, this.#sides[other].framer.push(NOTHING, atMs)),
    );
    side.parts.push({ from: side.fed, offset, row, time });
    side.fed += bytes.length;
    const frames = framer.push(bytes, atMs);
    // Of a datagram nothing goes on in the next one.
    const own = this.#cuts(direction, isWhole ? [...frames, ...framer.end()] : frames);
    return ended.length === 0 ? own : [...ended, ...own];
  }

  /** The sides whose message silence has ended by then, in the order in which it did. */
  #endedBy(atMs: number): readonly Direction[] {
    const endOf = (direction: Direction): number => this.#sides[direction].framer.endsAt ?? Infinity;
    return DIRECTIONS.filter((direction) => endOf(direction) <= atMs).sort((a, b) => endOf(a) - endOf(b));
  }

  #cut(direction: Direction, frame: Frame): Cut {
    const side = this.#sides[direction];
    const first = partAt(side, frame.start);
    return {
      direction,
      frame,
      offset: (first?.offset ?? 0) + frame.start - (first?.from ?? 0),
      first: rowMoment(first),
      last: rowMoment(partAt(side, Math.max(frame.start, frame.end - 1))),
    };
  }

  /** Where frames stand; the parts that nothing stands in any more are forgotten. */
  #cuts(direction: Direction, frames: readonly Frame[]): readonly Cut[] {
    const cuts = frames.map((frame) => this.#cut(direction, frame));
    const side = this.#sides[direction];
    const { framer } = side;
    if (framer.pending === 0) side.parts = [];
    else {
      const begun = side.parts.findLastIndex(({ from }) => from <= framer.begun);
      if (begun > 0) side.parts.splice(0, begun);
      if (side.parts.length > MOST_PARTS) side.parts.splice(1, MOST_PARTS / 2);
    }
    return cuts;
  }

  /** @param offset bytes of the conversation that were given */
  mark(offset: number): WalkMark {
    const of = (side: Side): SideMark => {
      const stand = side.framer.stand();
      const part = partAt(side, stand.at);
      const isOpen = stand.dropped === null && stand.at < side.fed && part !== undefined;
      return {
        stand,
        known: isOpen ? part.offset + stand.at - part.from : offset,
        first: side.parts[0] ?? null,
      };
    };
    const mark = { in: of(this.#sides.in), out: of(this.#sides.out) };
    return { offset: Math.min(mark.in.known, mark.out.known), ...mark };
  }

  /** What is there by some time if nothing more has come. The walk stays where it is: it may go on after all. */
  silentUntil(atMs: number): Silence {
    const ended = this.#endedBy(atMs);
    const open = DIRECTIONS.filter((direction) => !ended.includes(direction));
    const ends = open.flatMap((direction) => this.#sides[direction].framer.endsAt ?? []);
    return {
      cuts: ended.flatMap((direction) => {
        const frame = this.#sides[direction].framer.underWay();
        return frame === null ? [] : [this.#cut(direction, frame)];
      }),
      begun: open.flatMap((direction) => {
        const { framer, parts } = this.#sides[direction];
        const [first] = parts;
        return framer.pending === 0 || first === undefined
          ? []
          : [{ direction, length: framer.pending, first: rowMoment(first) }];
      }),
      next: ends.length === 0 ? null : Math.min(...ends),
    };
  }
}
