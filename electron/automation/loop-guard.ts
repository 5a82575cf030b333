import type { Flow } from '../../core/contract/recorder';

/**
 * So many answers in a row, each to the one before it, are a loop, unless they take their time: two ends that answer
 * each other ten times a second or slower are taken for meant.
 */
const MOST_ANSWERS = 100;
const SLOW_MS = 100;

/** Our side of a connection. When the other side is in the same window, it is a half of its own. */
export interface Half {
  readonly key: string;
  /** Its name from the other side. */
  readonly mirror: string;
  readonly owner: string;
  /** No more is to be answered here. */
  readonly halt: () => void;
  /** Answers that led to what was received last, since when (ms). */
  heard: number;
  since: number;
  /** The same for what was answered here last, and how much of that the other side has not received yet. */
  answered: number;
  answeredSince: number;
  onTheWay: number;
}

/** Notices when endpoints of the same window answer each other without end. */
export interface LoopGuard {
  add(flow: Flow, halt: () => void): Half;
  remove(half: Half): void;
  /** Something was received. */
  heard(half: Half, bytes: number): void;
  /** Something happens that nobody caused: a timer, a new connection. */
  fresh(half: Half): void;
  /** Something is answered to what was heard last. Answers the other half when this makes a loop. */
  answering(half: Half, bytes: number): Half | null;
  /** The same, sent to all that another endpoint is connected with. */
  forwarding(half: Half, to: string, bytes: number): void;
}

const keyOf = (transport: string, from: Flow['local'], to: Flow['local']): string =>
  `${transport} ${from.address} ${from.port} ${to.address} ${to.port}`;

/** An empty datagram counts as well. */
const weight = (bytes: number): number => Math.max(1, bytes);

export const createLoopGuard = (now: () => number = () => performance.now()): LoopGuard => {
  const halves = new Map<string, Half>();
  const note = (half: Half, depth: number, since: number, bytes: number): void => {
    half.answered = depth;
    half.answeredSince = since;
    half.onTheWay += weight(bytes);
  };
  return {
    add({ transport, local, remote, endpoint }, halt) {
      const half: Half = {
        key: keyOf(transport, local, remote),
        mirror: keyOf(transport, remote, local),
        owner: endpoint.id,
        halt,
        heard: 0,
        since: 0,
        answered: 0,
        answeredSince: 0,
        onTheWay: 0,
      };
      halves.set(half.key, half);
      return half;
    },
    remove(half) {
      // Another connection may have the addresses already.
      if (halves.get(half.key) === half) halves.delete(half.key);
    },
    heard(half, bytes) {
      half.heard = 0;
      const other = halves.get(half.mirror);
      if (other === undefined || other.onTheWay <= 0) return;
      other.onTheWay = Math.max(0, other.onTheWay - weight(bytes));
      half.heard = other.answered;
      half.since = other.answeredSince;
    },
    fresh(half) {
      half.heard = 0;
    },
    answering(half, bytes) {
      const other = halves.get(half.mirror);
      if (other === undefined) return null;
      const since = half.heard === 0 ? now() : half.since;
      const depth = half.heard + 1;
      note(half, depth, since, bytes);
      return depth >= MOST_ANSWERS && now() - since < (depth - 1) * SLOW_MS ? other : null;
    },
    forwarding(half, to, bytes) {
      const since = half.heard === 0 ? now() : half.since;
      for (const other of halves.values()) {
        if (other.owner === to) note(other, half.heard + 1, since, bytes);
      }
    },
  };
};
