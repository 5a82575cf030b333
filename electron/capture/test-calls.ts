import fc from 'fast-check';
import type { Recorder } from '../../core/contract/recorder';
import { flowOf, happeningOf, START, tagOf } from './test-support';

/** What a recorder can be told, for property tests. Not part of the program. */

export const flows = [
  flowOf(1, { endpoint: tagOf('one') }),
  flowOf(2, { endpoint: tagOf('two'), host: '::1' }),
  flowOf(3, { endpoint: tagOf('one'), transport: 'udp' }),
  flowOf(4, { endpoint: tagOf('three'), transport: 'udp', host: '::1' }),
] as const;

export const noise = (length: number): Uint8Array => new Uint8Array(length).map((_, i) => (i * 7) & 0xff);

/** One call of the recorder, in any order that a program could make. */
export const call = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('data' as const),
      flow: fc.nat({ max: 3 }),
      out: fc.boolean(),
      size: fc.oneof(
        { weight: 8, arbitrary: fc.nat({ max: 300 }) },
        { weight: 1, arbitrary: fc.constantFrom(65_495, 65_496, 65_507, 140_000) },
      ),
    }),
  },
  fc.record({ what: fc.constant('opened' as const), flow: fc.nat({ max: 1 }), out: fc.boolean() }),
  fc.record({
    what: fc.constant('finished' as const),
    flow: fc.nat({ max: 1 }),
    out: fc.boolean(),
    rst: fc.boolean(),
  }),
  fc.record({
    what: fc.constant('happening' as const),
    flow: fc.nat({ max: 4 }),
    text: fc.string({ maxLength: 20 }),
    severity: fc.constantFrom('info', 'warning', 'error'),
  }),
);
export type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

export const record = (recorder: Recorder, calls: readonly Call[]): void => {
  for (const [i, one] of calls.entries()) {
    const at = START + BigInt(i) * 1_000n;
    const flow = flows[one.flow] ?? flows[0];
    switch (one.what) {
      case 'data': {
        const size = flow.transport === 'udp' ? Math.min(one.size, 65_507) : one.size;
        recorder.data(flow, one.out ? 'out' : 'in', noise(size), at);
        break;
      }
      case 'opened':
        recorder.connectionOpened(flow, one.out ? 'local' : 'remote', at);
        break;
      case 'finished':
        recorder.connectionFinished(flow, one.out ? 'local' : 'remote', one.rst ? 'rst' : 'fin', at);
        break;
      case 'happening': {
        const endpoint = one.flow === 4 ? null : flow.endpoint;
        const { severity, text } = one;
        recorder.happening(
          happeningOf('note', { endpoint, severity, flow: one.flow, peer: '10.0.0.1:1', params: { text } }),
          at,
        );
      }
    }
  }
};
