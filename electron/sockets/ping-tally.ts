import type { Failure } from '../../core/contract/failure';
import {
  MAX_PING_POINTS,
  PING_PHASES,
  type PingFailures,
  type PingPhase,
  type PingStatus,
  type PingTimes,
} from '../../core/contract/ping';
import { createHistogram, type Histogram } from '../../core/measure/histogram';
import type { TimedConnect } from './timed-connect';

/** What a series of connects has come to. As large after a million of them as after one. */
export interface PingTally {
  answered(connect: TimedConnect): void;
  failed(failure: Failure): void;
  status(): Pick<PingStatus, 'answered' | 'failed' | 'times' | 'failures' | 'recent' | 'peer' | 'secured'>;
}

const MICROS = 1000;

const timesOf = (histogram: Histogram): PingTimes | null =>
  histogram.count === 0
    ? null
    : {
        min: histogram.min / MICROS,
        p50: histogram.quantile(0.5) / MICROS,
        p99: histogram.quantile(0.99) / MICROS,
        max: histogram.max / MICROS,
      };

export const createPingTally = (): PingTally => {
  const phases: Readonly<Record<PingPhase, Histogram>> = {
    lookup: createHistogram(),
    connect: createHistogram(),
    handshake: createHistogram(),
    total: createHistogram(),
  };
  // By code: there are only so many.
  const failures = new Map<string, PingFailures>();
  const recent: (number | string)[] = [];
  let answered = 0;
  let failed = 0;
  let peer = '';
  let secured = '';
  const keep = (point: number | string): void => {
    recent.push(point);
    if (recent.length > MAX_PING_POINTS) recent.shift();
  };
  return {
    answered(connect) {
      answered += 1;
      ({ peer, secured } = connect);
      for (const phase of PING_PHASES) {
        const ms = connect.times[phase];
        if (ms !== undefined) phases[phase].add(ms * MICROS);
      }
      keep(Math.round((connect.times.total ?? 0) * MICROS) / MICROS);
    },
    failed(failure) {
      failed += 1;
      failures.set(failure.code, { count: (failures.get(failure.code)?.count ?? 0) + 1, failure });
      keep(failure.code);
    },
    status: () => ({
      answered,
      failed,
      peer,
      secured,
      times: {
        lookup: timesOf(phases.lookup),
        connect: timesOf(phases.connect),
        handshake: timesOf(phases.handshake),
        total: timesOf(phases.total),
      },
      failures: [...failures.values()].sort((a, b) => b.count - a.count),
      recent: [...recent],
    }),
  };
};
