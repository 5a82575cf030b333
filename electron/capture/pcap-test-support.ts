import { byteTarget } from './byte-target';
import {
  flowHeaders,
  TCP_ACK,
  TCP_PSH,
  TCP_SYN,
  tcpPacketLength,
  writeTcpPacket,
  writeUdpPacket,
} from './ip-packet';
import { flowOf } from './test-support';

/** Writes the older pcap format as other programs do. Not part of the program. */
export interface PcapVariant {
  readonly little: boolean;
  readonly kind: 'µs' | 'ns' | 'Kuznetzov';
}

const MAGIC = { µs: 0xa1b2c3d4, ns: 0xa1b23c4d, Kuznetzov: 0xa1b2cd34 } as const;

export const pcapVariants: readonly (readonly [string, PcapVariant])[] = [true, false].flatMap((little) =>
  (['µs', 'ns', 'Kuznetzov'] as const).map(
    (kind) => [`${little ? 'little' : 'big'}-endian ${kind}`, { little, kind }] as const,
  ),
);

export interface PcapPacket {
  readonly seconds: number;
  readonly micros: number;
  readonly bytes: Uint8Array;
}

const LINKTYPE_RAW = 101;

export const pcapFile = (
  packets: readonly PcapPacket[],
  { little, kind }: PcapVariant = { little: true, kind: 'µs' },
  linkType = LINKTYPE_RAW,
): Buffer => {
  const numbers = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) {
      if (little) bytes.writeUInt32LE(value, i * 4);
      else bytes.writeUInt32BE(value, i * 4);
    }
    return bytes;
  };
  const version = little ? 0x0004_0002 : 0x0002_0004;
  const parts: Uint8Array[] = [numbers(MAGIC[kind], version, 0, 0, 262_144, linkType)];
  for (const { seconds, micros, bytes } of packets) {
    parts.push(numbers(seconds, kind === 'ns' ? micros * 1000 : micros, bytes.length, bytes.length));
    if (kind === 'Kuznetzov') parts.push(Buffer.alloc(8));
    parts.push(bytes);
  }
  return Buffer.concat(parts);
};

const datagram = (text: string): Uint8Array => {
  const headers = flowHeaders(flowOf(1, { transport: 'udp' }));
  const target = byteTarget(headers.length + text.length);
  writeUdpPacket(target, 0, headers, 'in', Buffer.from(text));
  return target.bytes;
};

const segment = (direction: 'in' | 'out', flags: number, text = ''): Uint8Array => {
  const headers = flowHeaders(flowOf(1));
  const target = byteTarget(tcpPacketLength(headers, flags, text.length));
  writeTcpPacket(target, 0, headers, direction, flags, 1, 1, Buffer.from(text));
  return target.bytes;
};

/** A connection that says hello and is answered, and a datagram: raw IP. */
export const packetsInPcap = (): readonly PcapPacket[] => [
  { seconds: 1_700_000_000, micros: 123_456, bytes: segment('in', TCP_SYN) },
  { seconds: 1_700_000_000, micros: 123_457, bytes: segment('in', TCP_ACK, 'hello') },
  { seconds: 1_700_000_000, micros: 123_459, bytes: segment('out', TCP_ACK | TCP_PSH, 'answer') },
  { seconds: 1_700_000_001, micros: 500_000, bytes: datagram('datagram') },
];
