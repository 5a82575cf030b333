import type { FramingSetting } from '../contract/framing';
import { defaultFraming } from '../contract/framing-choices';
import { candidatesFor, type FramingGuess } from './guesses';
import { readFraming } from './setting';

/** A piece of one side of a conversation, as it came. */
export interface FramingSample {
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
  /** In ms. */
  readonly atMs: number;
}

/** What is looked at: both sides, which must fit alike, or one alone. */
export const DETECT_SIDES = ['both', 'in', 'out'] as const;
export type DetectedSide = (typeof DETECT_SIDES)[number];

/** A framing that fits what was captured. */
export interface FramingProposal {
  readonly setting: FramingSetting;
  /** Messages that it cuts, and pieces that it can make nothing of. */
  readonly messages: number;
  readonly faults: number;
  /** The share of the bytes that are in its messages: 0 to 1. */
  readonly explained: number;
  /** How sure it is, 0 to 1: whether what came at once ends where its messages do, and whether these make sense. */
  readonly certainty: number;
}

/** More is not looked at. In bytes of one side. */
export const MOST_DETECTED_BYTES = 128 * 1024;
/** Nor more messages of one side: a guess is judged by the first of them. */
export const MOST_JUDGED = 3000;
const STEP = 4096;
const MOST_PROPOSALS = 8;
/** Below this a framing explains nothing. */
const LEAST_CERTAINTY = 0.3;

/** What one side sent. */
export interface DetectSide {
  readonly bytes: Uint8Array;
  /** Where its pieces end, in ascending order. */
  readonly ends: readonly number[];
  /** When each of them came, in ms. */
  readonly times: readonly number[];
}

const sideOf = (samples: readonly FramingSample[], direction: 'in' | 'out'): DetectSide => {
  const own = samples.filter((one) => one.direction === direction && one.bytes.length > 0);
  const ends: number[] = [];
  const times: number[] = [];
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const { bytes, atMs } of own) {
    const part = bytes.subarray(0, MOST_DETECTED_BYTES - length);
    parts.push(part);
    length += part.length;
    ends.push(length);
    times.push(atMs);
    if (length === MOST_DETECTED_BYTES) break;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, ends, times };
};

interface Fit {
  readonly messages: readonly Uint8Array[];
  readonly ends: ReadonlySet<number>;
  /** Bytes that were given to it. */
  readonly given: number;
  readonly covered: number;
  readonly faults: number;
}

/** Cuts a side as it came. */
const cut = (setting: FramingSetting, { bytes, ends, times }: DetectSide): Fit | null => {
  const read = readFraming(setting);
  if (!read.ok) return null;
  const framer = read.framer();
  const messages: Uint8Array[] = [];
  const at = new Set<number>();
  let lost = 0;
  let faults = 0;
  let from = 0;
  const take = (frames: ReturnType<typeof framer.push>): void => {
    for (const frame of frames) {
      if (frame.kind === 'fault') {
        faults += 1;
        lost += frame.end - frame.start;
        continue;
      }
      messages.push(frame.bytes);
      at.add(frame.end);
    }
  };
  for (const [i, end] of ends.entries()) {
    while (from < end && messages.length + faults < MOST_JUDGED) {
      const to = Math.min(end, from + STEP);
      take(framer.push(bytes.subarray(from, to), times[i] ?? 0));
      from = to;
    }
  }
  // What has only begun is not explained; fillers between messages are.
  const { pending } = framer;
  const rest = framer.end();
  take(rest);
  const open = rest.some(({ kind }) => kind === 'message') ? 0 : pending;
  return { messages, ends: at, given: from, covered: Math.max(0, from - lost - open), faults };
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** How much of the pieces' ends are ends of messages, and the other way round. */
const agreement = ({ ends, given }: Fit, side: DetectSide): number => {
  const passed = side.ends.filter((end) => end <= given);
  const hit = passed.filter((end) => ends.has(end)).length;
  const recall = share(hit, passed.length);
  // Messages that came together end inside of a piece, and are messages all the same.
  return recall * (0.9 + 0.1 * share(hit, ends.size));
};

/** Of the same message again and again any byte could be the end. */
const ALL_ALIKE = 0.6;

const variety = ({ messages: [first, ...others] }: Fit): number => {
  const isFirst = (other: Uint8Array): boolean =>
    other.length === first?.length && other.every((byte, i) => byte === first[i]);
  return others.every(isFirst) ? ALL_ALIKE : 1;
};

const judge = (guess: FramingGuess, sides: readonly DetectSide[]): FramingProposal | null => {
  const setting: FramingSetting = { ...defaultFraming(), ...guess.setting };
  let messages = 0;
  let faults = 0;
  let covered = 0;
  let total = 0;
  let certain = 0;
  for (const side of sides) {
    const fit = cut(setting, side);
    if (fit === null) return null;
    messages += fit.messages.length;
    faults += fit.faults;
    covered += fit.covered;
    total += fit.given;
    const sense = guess.sense === undefined ? 0 : guess.sense(fit.messages) * 0.85;
    certain += Math.max(agreement(fit, side), sense) * variety(fit) * fit.given;
  }
  if (messages < 2) return null;
  const explained = share(covered, total);
  const certainty = explained * share(certain, total) * share(messages, messages + faults) * guess.weight;
  return certainty < LEAST_CERTAINTY ? null : { setting, messages, faults, explained, certainty };
};

/**
 * Proposes framings for what was captured, the surest first, one guess at a time: yields how much is done, 0 to 1.
 * Bounded in what it looks at and in what it tries, so in time as well. Nothing is proposed where nothing fits.
 */
export function* detectFraming(
  samples: readonly FramingSample[],
): Generator<number, readonly FramingProposal[], void> {
  const sides = (['in', 'out'] as const)
    .map((direction) => sideOf(samples, direction))
    .filter(({ bytes }) => bytes.length > 0);
  const guesses = candidatesFor(sides);
  const found: { readonly proposal: FramingProposal; readonly rank: number }[] = [];
  for (const [i, guess] of guesses.entries()) {
    yield i / guesses.length;
    const proposal = judge(guess, sides);
    if (proposal !== null) found.push({ proposal, rank: guess.rank });
  }
  return found
    .sort((a, b) => Math.round(50 * (b.proposal.certainty - a.proposal.certainty)) || b.rank - a.rank)
    .slice(0, MOST_PROPOSALS)
    .map(({ proposal }) => proposal);
}
