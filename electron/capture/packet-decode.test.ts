import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteTarget, viewOf } from './byte-target';
import { formatIp } from './ip-address';
import {
  flowHeaders,
  TCP_ACK,
  TCP_PSH,
  TCP_SYN,
  tcpPacketLength,
  writeTcpPacket,
  writeUdpPacket,
} from './ip-packet';
import { decodePacket } from './packet-decode';
import { flowOf } from './test-support';

const RAW = 101;

const packetOf = (
  transport: 'tcp' | 'udp',
  host: string,
  payload: Uint8Array,
  flags = TCP_ACK | TCP_PSH,
): Uint8Array => {
  const headers = flowHeaders(flowOf(1, { transport, host }));
  const target = byteTarget(
    transport === 'tcp' ? tcpPacketLength(headers, flags, payload.length) : headers.length + payload.length,
  );
  if (transport === 'tcp') writeTcpPacket(target, 0, headers, 'in', flags, 1, 2, payload);
  else writeUdpPacket(target, 0, headers, 'in', payload);
  return target.bytes;
};

const concat = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const shown = (linkType: number, packet: Uint8Array) => {
  const decoded = decodePacket(linkType, viewOf(packet), 0, packet.length);
  const address = (at: number): string =>
    decoded.version === 0 ? '' : formatIp(packet.subarray(at, at + (decoded.version === 4 ? 4 : 16)));
  return {
    transport: decoded.transport,
    from: `${address(decoded.sourceAt)}:${decoded.sourcePort}`,
    to: `${address(decoded.destinationAt)}:${decoded.destinationPort}`,
    payload: Buffer.from(packet.subarray(decoded.payloadStart, decoded.payloadEnd)).toString(),
    direction: decoded.direction,
  };
};

const payload = Uint8Array.from(Buffer.from('hello'));
const mac = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const sll = (type: number, ether: readonly number[]) => [
  0,
  type,
  0,
  1,
  0,
  6,
  1,
  2,
  3,
  4,
  5,
  6,
  0,
  0,
  ...ether,
];
const sll2 = (type: number, ether: readonly number[]) => [
  ...ether,
  0,
  0,
  0,
  0,
  0,
  1,
  0,
  1,
  type,
  6,
  1,
  2,
  3,
  4,
  5,
  6,
  0,
  0,
];
const IP4 = [0x08, 0x00];
const IP6 = [0x86, 0xdd];

describe('link types', () => {
  const v4 = packetOf('udp', '127.0.0.1', payload);
  const v6 = packetOf('tcp', '::1', payload);
  test.each([
    ['RAW', RAW, v4, '127.0.0.1', null],
    ['RAW, IPv6', RAW, v6, '::1', null],
    ['NULL', 0, concat([2, 0, 0, 0], v4), '127.0.0.1', null],
    ['LOOP, IPv6', 108, concat([0, 0, 0, 24], v6), '::1', null],
    ['Ethernet', 1, concat(mac, IP4, v4), '127.0.0.1', null],
    ['Ethernet with padding behind a short packet', 1, concat(mac, IP4, v4, [9, 9, 9, 9]), '127.0.0.1', null],
    ['Ethernet with two VLAN tags', 1, concat(mac, [0x88, 0xa8, 0, 1, 0x81, 0, 0, 2], IP6, v6), '::1', null],
    ['Linux cooked, to us', 113, concat(sll(0, IP4), v4), '127.0.0.1', 'in'],
    ['Linux cooked, from us', 113, concat(sll(4, IP6), v6), '::1', 'out'],
    ['Linux cooked 2, from us', 276, concat(sll2(4, IP4), v4), '127.0.0.1', 'out'],
  ] as const)('%s', (_name, linkType, packet, host, direction) => {
    expect(shown(linkType, packet)).toEqual({
      transport: host === '::1' ? 'tcp' : 'udp',
      from: `${host}:40001`,
      to: `${host}:8888`,
      payload: 'hello',
      direction,
    });
  });

  test.each([
    ['a link type that Porthole does not know', 147, v4],
    ['ARP', 1, concat(mac, [0x08, 0x06], new Uint8Array(28))],
    ['an IP version that does not exist', RAW, Uint8Array.of(0x95, 1, 2, 3)],
    ['nothing', RAW, new Uint8Array(0)],
  ] as const)('%s is other, whole', (_name, linkType, packet) => {
    const { transport, payloadStart, payloadEnd } = decodePacket(linkType, viewOf(packet), 0, packet.length);
    expect([transport, payloadStart, payloadEnd]).toEqual(['other', 0, packet.length]);
  });
});

describe('what IP and TCP can look like', () => {
  test('IPv4 options, TCP options', () => {
    const syn = packetOf('tcp', '127.0.0.1', payload, TCP_SYN);
    expect(shown(RAW, syn).payload).toBe('hello');
    const plain = packetOf('udp', '127.0.0.1', payload);
    const optioned = concat(plain.subarray(0, 20), [1, 1, 1, 0], plain.subarray(20));
    optioned[0] = 0x46;
    optioned[3] = optioned.length;
    expect(shown(RAW, optioned)).toMatchObject({ transport: 'udp', payload: 'hello' });
  });

  test('IPv6 extension headers', () => {
    const plain = packetOf('udp', '::1', payload);
    const extended = concat(
      plain.subarray(0, 40),
      [60, 0, 1, 4, 0, 0, 0, 0],
      [17, 0, 1, 4, 0, 0, 0, 0],
      plain.subarray(40),
    );
    extended[6] = 0;
    extended[5] = extended.length - 40;
    expect(shown(RAW, extended)).toMatchObject({ transport: 'udp', payload: 'hello' });
  });

  test('a later fragment has addresses and no ports', () => {
    const fragment = packetOf('udp', '127.0.0.1', payload);
    fragment[7] = 1;
    expect(shown(RAW, fragment)).toMatchObject({ transport: 'other', from: '127.0.0.1:0' });
  });

  test('a length of 0, as segmentation offload leaves it, is all of the packet', () => {
    const offloaded = packetOf('tcp', '127.0.0.1', payload);
    offloaded.fill(0, 2, 4);
    expect(shown(RAW, offloaded).payload).toBe('hello');
  });

  test('a packet that the snapshot length cut has what is left', () => {
    const cut = packetOf('udp', '127.0.0.1', payload).subarray(0, 30);
    expect(shown(RAW, cut)).toMatchObject({ transport: 'udp', payload: 'he' });
  });

  test('any bytes under any link type decode to a payload within them', () => {
    const linkTypes = fc.constantFrom(0, 1, 12, 101, 108, 113, 228, 229, 276, 9999);
    const starts = fc.constantFrom([0x45], [0x60], [2, 0, 0, 0, 0x45], [...mac, ...IP4, 0x45], sll(0, IP6));
    fc.assert(
      fc.property(
        linkTypes,
        starts,
        fc.uint8Array({ maxLength: 120 }),
        fc.nat({ max: 20 }),
        (linkType, start, rest, unread) => {
          const bytes = concat(start, rest);
          const decoded = decodePacket(
            linkType,
            viewOf(bytes.subarray(0, bytes.length - Math.min(unread, bytes.length))),
            0,
            bytes.length,
          );
          expect(decoded.payloadStart).toBeLessThanOrEqual(decoded.payloadEnd);
          expect(decoded.payloadEnd).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });
});
