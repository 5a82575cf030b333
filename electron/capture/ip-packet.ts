import { internetChecksum } from '../../core/checksum/internet';
import type { Flow } from '../../core/contract/recorder';
import type { ByteTarget } from './byte-target';
import { byteTarget, copyInto } from './byte-target';
import { type AddressBytes, isUnspecified, parseAddress, toIPv6 } from './ip-address';

/**
 * Packets are synthesized: a socket gives payloads, and Wireshark wants to see IP. Addresses, ports and lengths are
 * true; time to live, identification and window are not known to a program and are constant.
 *
 * IPv4: RFC 791, valid header checksum, don't-fragment, identification 0 (RFC 6864). IPv6: RFC 8200.
 * TCP: RFC 9293; the checksum stays 0, as a capture with checksum offload shows it. UDP: RFC 768; the checksum is 0
 * over IPv4 (none), and computed over IPv6, where 0 is not allowed.
 *
 * A chunk that does not fit one packet becomes several packets in a row. PSH is set on the last packet of a chunk
 * and on no other, so that a reader can tell where one row ends: see `rebuild-index.ts`.
 */
export const TCP_FIN = 0x01;
export const TCP_SYN = 0x02;
export const TCP_RST = 0x04;
export const TCP_PSH = 0x08;
export const TCP_ACK = 0x10;

const PROTOCOL_TCP = 6;
const PROTOCOL_UDP = 17;
const TCP_HEADER = 20;
const UDP_HEADER = 8;
/** MSS 65,495; no-operation; window scale 14: a gigabyte, so that Wireshark never sees a full window. */
const SYN_OPTIONS = Uint8Array.of(2, 4, 0xff, 0xd7, 1, 3, 3, 14);

const NOTHING = new Uint8Array(0);

/** Words added up, to go on from. */
const sumWords = (bytes: Uint8Array, start: number): number => 0xffff - internetChecksum(bytes, start);

/** The headers of one direction of a flow: constant but for lengths, numbers and flags. */
interface DirectionHeaders {
  readonly template: Uint8Array;
  /** IPv4: sum over the IP header with length 0. IPv6: sum over what does not change of the UDP pseudo-header. */
  readonly sum: number;
}

export interface FlowHeaders {
  readonly version: 4 | 6;
  readonly transport: 'tcp' | 'udp';
  /** IP and transport header together, without TCP options. */
  readonly length: number;
  /** The most payload bytes that one packet holds. */
  readonly maxPayload: number;
  readonly in: DirectionHeaders;
  readonly out: DirectionHeaders;
}

const directionHeaders = (
  transport: 'tcp' | 'udp',
  source: AddressBytes,
  sourcePort: number,
  destination: AddressBytes,
  destinationPort: number,
): DirectionHeaders => {
  const version = source.length === 4 ? 4 : 6;
  const ipLength = version === 4 ? 20 : 40;
  const { bytes, view } = byteTarget(ipLength + (transport === 'tcp' ? TCP_HEADER : UDP_HEADER));
  const protocol = transport === 'tcp' ? PROTOCOL_TCP : PROTOCOL_UDP;
  if (version === 4) {
    view.setUint8(0, 0x45);
    view.setUint16(6, 0x4000);
    view.setUint8(8, 64);
    view.setUint8(9, protocol);
    bytes.set(source, 12);
    bytes.set(destination, 16);
  } else {
    view.setUint8(0, 0x60);
    view.setUint8(6, protocol);
    view.setUint8(7, 64);
    bytes.set(source, 8);
    bytes.set(destination, 24);
  }
  view.setUint16(ipLength, sourcePort);
  view.setUint16(ipLength + 2, destinationPort);
  if (transport === 'tcp') {
    view.setUint8(ipLength + 12, 0x50);
    view.setUint16(ipLength + 14, 0xffff);
  }
  const sum =
    version === 4
      ? sumWords(bytes.subarray(0, ipLength), 0)
      : sumWords(bytes.subarray(8, 40), sourcePort + destinationPort + protocol);
  return { template: bytes, sum };
};

/**
 * Both addresses in one family. An unspecified address (`0.0.0.0`, `::`) takes the family of the other side; an
 * address that cannot be read becomes unspecified; IPv4 against IPv6 is written as IPv6 with a mapped address.
 */
const sameFamily = (local: string, remote: string): readonly [AddressBytes, AddressBytes] => {
  const a = parseAddress(local) ?? parseAddress(remote)?.map(() => 0) ?? new Uint8Array(4);
  const b = parseAddress(remote) ?? a.map(() => 0);
  if (a.length === b.length) return [a, b];
  if (isUnspecified(a)) return [new Uint8Array(b.length), b];
  if (isUnspecified(b)) return [a, new Uint8Array(a.length)];
  return [toIPv6(a), toIPv6(b)];
};

export const flowHeaders = ({ transport, local, remote }: Flow): FlowHeaders => {
  const [near, far] = sameFamily(local.address, remote.address);
  const version = near.length === 4 ? 4 : 6;
  const transportHeader = transport === 'tcp' ? TCP_HEADER : UDP_HEADER;
  const ipHeader = version === 4 ? 20 : 40;
  return {
    version,
    transport,
    length: ipHeader + transportHeader,
    // IPv4's total length counts its own header, IPv6's payload length does not.
    maxPayload: 0xffff - transportHeader - (version === 4 ? ipHeader : 0),
    out: directionHeaders(transport, near, local.port, far, remote.port),
    in: directionHeaders(transport, far, remote.port, near, local.port),
  };
};

const writeIpLengths = (
  { view }: ByteTarget,
  at: number,
  version: 4 | 6,
  header: DirectionHeaders,
  afterIp: number,
): void => {
  if (version === 4) {
    view.setUint16(at + 2, 20 + afterIp);
    view.setUint16(at + 10, internetChecksum(NOTHING, header.sum + 20 + afterIp));
  } else {
    view.setUint16(at + 4, afterIp);
  }
};

/** Bytes that `writeTcpPacket` writes for these flags and this much payload. */
export const tcpPacketLength = (headers: FlowHeaders, flags: number, payload: number): number =>
  headers.length + ((flags & TCP_SYN) === 0 ? 0 : SYN_OPTIONS.length) + payload;

/** Writes IP and TCP headers and the payload at `at`. The payload has at most `headers.maxPayload` bytes. */
export const writeTcpPacket = (
  target: ByteTarget,
  at: number,
  headers: FlowHeaders,
  direction: 'in' | 'out',
  flags: number,
  sequence: number,
  acknowledgement: number,
  payload: Uint8Array,
): void => {
  const { bytes, view } = target;
  const header = headers[direction];
  copyInto(bytes, at, header.template);
  const tcp = at + headers.length - TCP_HEADER;
  const options = (flags & TCP_SYN) === 0 ? 0 : SYN_OPTIONS.length;
  writeIpLengths(target, at, headers.version, header, TCP_HEADER + options + payload.length);
  view.setUint32(tcp + 4, sequence);
  view.setUint32(tcp + 8, acknowledgement);
  view.setUint8(tcp + 13, flags);
  if (options > 0) {
    view.setUint8(tcp + 12, ((TCP_HEADER + options) / 4) << 4);
    bytes.set(SYN_OPTIONS, tcp + TCP_HEADER);
  }
  copyInto(bytes, tcp + TCP_HEADER + options, payload);
};

/** Writes IP and UDP headers and the payload at `at`. The payload has at most `headers.maxPayload` bytes. */
export const writeUdpPacket = (
  target: ByteTarget,
  at: number,
  headers: FlowHeaders,
  direction: 'in' | 'out',
  payload: Uint8Array,
): void => {
  const { bytes, view } = target;
  const header = headers[direction];
  const length = UDP_HEADER + payload.length;
  copyInto(bytes, at, header.template);
  const udp = at + headers.length - UDP_HEADER;
  writeIpLengths(target, at, headers.version, header, length);
  view.setUint16(udp + 4, length);
  if (headers.version === 6) {
    // RFC 8200, 8.1: a computed 0 is sent as 0xffff.
    view.setUint16(udp + 6, internetChecksum(payload, header.sum + 2 * length) || 0xffff);
  }
  copyInto(bytes, udp + UDP_HEADER, payload);
};
