import { connect, isIP, type Socket } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import type { Failure, Params } from '../../core/contract/failure';
import type { PingPhase } from '../../core/contract/ping';
import { fail, ok, type Result } from '../../core/contract/result';
import { wireAddress } from './addresses';
import { errnoOf, failureOf } from './failure-of';
import type { Plan } from './plan';
import type { TlsLayer } from './tls-layer';

/** A connect that was made, timed, and is being closed. Times in ms. */
export interface TimedConnect {
  readonly times: Readonly<Partial<Record<PingPhase, number>>>;
  /** `host:port` in numbers. */
  readonly peer: string;
  /** Version and cipher; empty without TLS. */
  readonly secured: string;
}

export interface TimedConnectDeps {
  readonly plan: Plan;
  readonly layer: TlsLayer | null;
  readonly accepted: readonly string[];
  readonly timeoutMs: number;
  /** Ends it; it answers ECANCELED. */
  readonly signal: AbortSignal;
}

/** A peer that does not close its side is not waited for longer. */
const FAREWELL_MS = 1000;

/** Closes politely: with unread bytes, a close would be a reset. */
const leave = (socket: Socket): void => {
  socket.on('error', () => undefined);
  socket.resume();
  socket.end();
  const timer = setTimeout(() => socket.destroy(), FAREWELL_MS);
  socket.once('close', () => clearTimeout(timer));
};

/**
 * Connects once, with the TLS handshake where there is a layer, and says how long each part took; then closes. The
 * time runs out in whichever part it is in: a name server that does not answer is EAI_AGAIN, a host ETIMEDOUT, a
 * handshake ETLS_TIMEOUT.
 */
export const timedConnect = (deps: TimedConnectDeps): Promise<Result<TimedConnect>> => {
  const { plan, layer, timeoutMs, signal } = deps;
  const { host, port, localAddress } = plan;
  const remote = formatAddress({ address: host, port });
  const about: Params = { remote, host, port };
  return new Promise((resolve) => {
    const started = performance.now();
    const times: Partial<Record<PingPhase, number>> = {};
    let phase: PingPhase = 'lookup';
    let since = started;
    const passed = (next: PingPhase): void => {
      const now = performance.now();
      times[phase] = now - since;
      since = now;
      phase = next;
    };
    if (isIP(host) !== 0) phase = 'connect';

    const socket = connect({
      host,
      port,
      ...(localAddress === '' ? {} : { localAddress, family: isIP(localAddress) }),
    });
    let over = false;
    const settle = (result: Result<TimedConnect>): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancelled);
      if (!result.ok) {
        // The error of a socket that we destroy ourselves says nothing new.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(result);
    };
    const cancelled = (): void => settle(fail({ code: 'ECANCELED' }));
    const tooLate = (): void => settle(fail(lateIn(phase, about, timeoutMs)));
    const timer = setTimeout(tooLate, timeoutMs);
    signal.addEventListener('abort', cancelled);

    socket.on('lookup', (error) => {
      if (error === null && phase === 'lookup') passed('connect');
    });
    socket.once('error', (error) => {
      const failure = failureOf(error, { ...about, ms: Math.round(performance.now() - started) });
      // Which of our addresses is wrong; without one, no local port is left, and that is about the remote.
      const ours = failure.code === 'EADDRNOTAVAIL' && localAddress !== '';
      settle(fail(ours ? { ...failure, params: { host: localAddress } } : failure));
    });
    socket.once('connect', () => {
      passed('handshake');
      const { remoteAddress, remotePort } = socket;
      const peer =
        remoteAddress === undefined ? '' : formatAddress(wireAddress(remoteAddress, remotePort ?? port));
      const done = (secured: string): Result<TimedConnect> => {
        times.total = (times.connect ?? 0) + (times.handshake ?? 0);
        return ok({ times, peer, secured });
      };
      if (layer === null) {
        settle(done(''));
        leave(socket);
        return;
      }
      void layer.handshake(socket, remote, deps.accepted).then((made) => {
        if (!made.ok) {
          settle(fail(made.failure));
          return;
        }
        passed('total');
        settle(done(`${made.facts.version}, ${made.facts.cipher}`));
        leave(made.socket);
      });
    });
  });
};

const lateIn = (phase: PingPhase, about: Params, ms: number): Failure => {
  if (phase === 'lookup') return { code: 'EAI_AGAIN', params: about };
  if (phase === 'handshake') return { code: 'ETLS_TIMEOUT', params: { ...about, client: 1, ms } };
  const errno = errnoOf('ETIMEDOUT');
  return {
    code: 'ETIMEDOUT',
    ...(errno === undefined ? {} : { errno }),
    syscall: 'connect',
    params: { ...about, ms },
  };
};
