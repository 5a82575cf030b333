import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowNumbers } from './flow-numbers';
import { TCP_ACK, TCP_FIN, TCP_SYN } from './ip-packet';
import type { DecodedPacket } from './packet-decode';

const packet = fc.record({
  transport: fc.constantFrom('tcp' as const, 'udp' as const),
  version: fc.constantFrom(4 as const, 6 as const),
  from: fc.nat({ max: 2 }),
  to: fc.nat({ max: 2 }),
  sourcePort: fc.constantFrom(1, 2, 65_535),
  destinationPort: fc.constantFrom(1, 2, 65_535),
  flags: fc.constantFrom(0, TCP_ACK, TCP_ACK, TCP_SYN, TCP_SYN | TCP_ACK, TCP_FIN | TCP_ACK),
  interfaceId: fc.nat({ max: 1 }),
});

/** An address of one host, which differs from the others in its last byte, or in its first. */
const addressOf = (host: number, length: number): readonly number[] =>
  Array.from({ length }, (_, i) => (i === (host === 2 ? 0 : length - 1) ? host + 1 : 10));

test('every packet gets the number that a list of all conversations gives it', () => {
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 60 }), (packets) => {
      const numbers = new FlowNumbers();
      const flows: { key: string; id: number; initiator: string; spoken: boolean }[] = [];
      for (const one of packets) {
        const { transport, version, from, to, sourcePort, destinationPort, interfaceId } = one;
        const tcpFlags = transport === 'tcp' ? one.flags : 0;
        const length = version === 4 ? 4 : 16;
        const bytes = Uint8Array.from([0xee, ...addressOf(from, length), ...addressOf(to, length)]);
        const decoded: DecodedPacket = {
          transport,
          version,
          sourceAt: 1,
          destinationAt: 1 + length,
          sourcePort,
          destinationPort,
          tcpFlags,
          payloadStart: bytes.length,
          payloadEnd: bytes.length,
          direction: null,
        };
        const sides = [`${from}:${sourcePort}`, `${to}:${destinationPort}`] as const;
        const key = `${interfaceId} ${transport} ${version} ${[...sides].sort().join(' ')}`;
        const request = tcpFlags === TCP_SYN;
        const known = flows.findLast((flow) => flow.key === key);
        let flow = known;
        if (flow === undefined || (request && flow.spoken)) {
          const answer = (tcpFlags & TCP_SYN) !== 0 && !request;
          flow = { key, id: flows.length + 1, initiator: answer ? sides[1] : sides[0], spoken: !request };
          flows.push(flow);
        } else if (!request) flow.spoken = true;
        expect(numbers.number(decoded, bytes, interfaceId)).toEqual({
          id: flow.id,
          out: flow.initiator === sides[0],
        });
      }
    }),
    { numRuns: 500 },
  );
});
