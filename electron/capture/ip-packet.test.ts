import { describe, expect, test } from 'vitest';
import { internetChecksum } from '../../core/checksum/internet';
import { byteTarget } from './byte-target';
import { formatIp } from './ip-address';
import { flowHeaders, TCP_ACK, TCP_SYN, tcpPacketLength, writeTcpPacket, writeUdpPacket } from './ip-packet';
import { flowOf } from './test-support';

const between = (local: string, remote: string, transport: 'tcp' | 'udp' = 'tcp') =>
  flowHeaders({
    ...flowOf(1, { transport }),
    local: { address: local, port: 8888, family: 4 },
    remote: { address: remote, port: 40_001, family: 4 },
  });

const sides = (local: string, remote: string): string => {
  const headers = between(local, remote);
  const { template } = headers.out;
  const [start, size] = headers.version === 4 ? [12, 4] : [8, 16];
  return [start, start + size].map((at) => formatIp(template.subarray(at, at + size))).join(' > ');
};

describe('addresses of a flow', () => {
  test.each([
    ['127.0.0.1', '127.0.0.2', '127.0.0.1 > 127.0.0.2'],
    ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '127.0.0.1 > 10.0.0.1'],
    ['fe80::1%eth0', 'fe80::2%eth0', 'fe80::1 > fe80::2'],
    ['::', '10.0.0.1', '0.0.0.0 > 10.0.0.1'],
    ['0.0.0.0', '::1', ':: > ::1'],
    ['::1', '0.0.0.0', '::1 > ::'],
    ['127.0.0.1', '::1', '::ffff:127.0.0.1 > ::1'],
    ['', '10.0.0.1', '0.0.0.0 > 10.0.0.1'],
    ['', '::1', ':: > ::1'],
    ['::1', 'unknown', '::1 > ::'],
    ['', '', '0.0.0.0 > 0.0.0.0'],
  ])('%j and %j are written as %s', (local, remote, written) => {
    expect(sides(local, remote)).toBe(written);
  });
});

describe('headers', () => {
  test('a SYN over IPv4, byte by byte', () => {
    const headers = between('10.0.0.1', '10.0.0.2');
    const target = byteTarget(tcpPacketLength(headers, TCP_SYN, 0));
    writeTcpPacket(target, 0, headers, 'out', TCP_SYN, 0x01020304, 0, new Uint8Array(0));
    expect(Buffer.from(target.bytes).toString('hex')).toBe(
      [
        '45000030 0000 4000 40 06 26c6 0a000001 0a000002',
        '22b8 9c41 01020304 00000000 70 02 ffff 0000 0000',
        '0204ffd7 01 03030e',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
    expect(internetChecksum(target.bytes.subarray(0, 20))).toBe(0);
  });

  test.each([0, 1, 2, 1000, 65_507])(
    'UDP over IPv4 with %d bytes: the header sums up, no UDP checksum',
    (size) => {
      const headers = between('127.0.0.1', '127.0.0.1', 'udp');
      expect(headers.maxPayload).toBe(65_507);
      const target = byteTarget(28 + size);
      writeUdpPacket(target, 0, headers, 'in', new Uint8Array(size).fill(7));
      expect(internetChecksum(target.bytes.subarray(0, 20))).toBe(0);
      expect(target.view.getUint16(2)).toBe(28 + size);
      expect(target.view.getUint16(24)).toBe(8 + size);
      expect(target.view.getUint16(26)).toBe(0);
    },
  );

  test.each([0, 1, 2, 1001, 65_527])('UDP over IPv6 with %d bytes: the checksum is right', (size) => {
    const headers = between('::1', 'fe80::1', 'udp');
    const target = byteTarget(48 + size);
    writeUdpPacket(target, 0, headers, 'out', new Uint8Array(size).fill(0xa7));
    // The pseudo-header of RFC 8200, 8.1: addresses, length, next header.
    const pseudo = byteTarget(40);
    pseudo.bytes.set(target.bytes.subarray(8, 40));
    pseudo.view.setUint32(32, 8 + size);
    pseudo.view.setUint8(39, 17);
    const sum = 0xffff - internetChecksum(pseudo.bytes);
    expect(internetChecksum(target.bytes.subarray(40), sum)).toBe(0);
    expect(target.view.getUint16(4)).toBe(8 + size);
  });

  test('the largest TCP packet fills the length field exactly', () => {
    for (const host of ['127.0.0.1', '::1']) {
      const headers = between(host, host);
      const target = byteTarget(tcpPacketLength(headers, TCP_ACK, headers.maxPayload));
      writeTcpPacket(target, 0, headers, 'in', TCP_ACK, 1, 1, new Uint8Array(headers.maxPayload));
      expect(target.view.getUint16(host === '::1' ? 4 : 2)).toBe(0xffff);
    }
  });
});
