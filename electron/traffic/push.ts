import type { Pulse } from '../../core/contract/capture';
import { PUSHES_PER_SECOND } from '../../core/contract/limits';
import type { PingStatus } from '../../core/contract/ping';
import type { SequenceRun } from '../../core/contract/sequence';
import type { EndpointStatus } from '../../core/contract/status';

export interface PusherDeps {
  readonly send: {
    (name: 'pulse', payload: Pulse): void;
    (name: 'statuses', payload: readonly EndpointStatus[]): void;
    (name: 'ping', payload: PingStatus): void;
    (name: 'runs', payload: readonly SequenceRun[]): void;
  };
  pulse(): Pulse;
  status(id: string): EndpointStatus;
  ping(): PingStatus | null;
  runs(): readonly SequenceRun[];
  /** The share of its time that this thread had work to do, since it was asked last: 0 to 1. */
  load(): number;
}

export interface Pusher {
  pulseChanged(): void;
  statusChanged(id: string): void;
  pingChanged(): void;
  runsChanged(): void;
  /** The window has taken the last pulse. Until then no other is sent: a busy window is never piled up on. */
  acknowledged(): void;
  stop(): void;
}

const INTERVAL_MS = 1000 / PUSHES_PER_SECOND;
/**
 * A thread that has no time left for its sockets pushes less often: each push has the window draw, on the same cores.
 * Numbers that change five times a second are as fast as they can be read.
 */
const SATURATED = 0.9;
const SATURATED_INTERVAL_MS = 200;
/** A window that was reloaded in between never acknowledges; then the next pulse goes out all the same. */
const GIVE_UP_ON_ACK_MS = 1000;
/** Rates fall to zero when nothing happens any more, so numbers are pushed now and then without a change. */
const IDLE_INTERVAL_MS = 500;

/** Gathers changes and tells the window at most PUSHES_PER_SECOND times a second, however many there were. */
export const createPusher = (deps: PusherDeps): Pusher => {
  const statuses = new Set<string>();
  let pulseDue = false;
  let pingDue = false;
  let runsDue = false;
  let unacknowledgedSince = 0;
  let lastPush = 0;
  let interval = INTERVAL_MS;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const push = (): void => {
    timer = undefined;
    if (stopped) return;
    lastPush = performance.now();
    interval = deps.load() > SATURATED ? SATURATED_INTERVAL_MS : INTERVAL_MS;
    if (statuses.size > 0) {
      const changed = [...statuses].map(deps.status);
      statuses.clear();
      deps.send('statuses', changed);
    }
    const ping = pingDue ? deps.ping() : null;
    pingDue = false;
    if (ping !== null) deps.send('ping', ping);
    if (runsDue) {
      runsDue = false;
      deps.send('runs', deps.runs());
    }
    const waiting = unacknowledgedSince !== 0 && lastPush - unacknowledgedSince < GIVE_UP_ON_ACK_MS;
    if (pulseDue && !waiting) {
      pulseDue = false;
      unacknowledgedSince = lastPush;
      deps.send('pulse', deps.pulse());
    }
    if (pulseDue) schedule();
  };

  const schedule = (): void => {
    if (timer !== undefined || stopped) return;
    timer = setTimeout(push, Math.max(0, lastPush + interval - performance.now()));
  };

  let quiet = '';
  const idle = setInterval(() => {
    const { bytesInPerSecond, bytesOutPerSecond, diskFree } = deps.pulse().capture;
    const now = `${bytesInPerSecond} ${bytesOutPerSecond} ${diskFree}`;
    if (now === quiet) return;
    quiet = now;
    pulseDue = true;
    schedule();
  }, IDLE_INTERVAL_MS);

  return {
    pulseChanged() {
      pulseDue = true;
      schedule();
    },
    statusChanged(id) {
      statuses.add(id);
      schedule();
    },
    pingChanged() {
      pingDue = true;
      schedule();
    },
    runsChanged() {
      runsDue = true;
      schedule();
    },
    acknowledged() {
      unacknowledgedSince = 0;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(idle);
    },
  };
};
