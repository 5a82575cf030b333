import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
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
import {
  bytesOf,
  cleanUp,
  flowOf,
  noControl,
  rowsOf,
  short,
  startService,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

/** Writes blocks as other programs do, in either byte order. */
class Blocks {
  readonly #parts: Buffer[] = [];
  readonly #little: boolean;

  constructor(little: boolean) {
    this.#little = little;
  }

  u16(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    this.#little ? bytes.writeUInt16LE(value) : bytes.writeUInt16BE(value);
    return bytes;
  }

  u32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    this.#little ? bytes.writeUInt32LE(value) : bytes.writeUInt32BE(value);
    return bytes;
  }

  option(code: number, value: Uint8Array): Buffer {
    return Buffer.concat([this.u16(code), this.u16(value.length), padded(value)]);
  }

  block(type: number, ...parts: readonly Uint8Array[]): this {
    const body = padded(Buffer.concat(parts));
    const length = this.u32(body.length + 12);
    this.#parts.push(this.u32(type), length, body, length);
    return this;
  }

  section(application = ''): this {
    const options = application === '' ? [] : [this.option(4, Buffer.from(application)), this.u32(0)];
    return this.block(
      0x0a0d0d0a,
      this.u32(0x1a2b3c4d),
      this.u16(1),
      this.u16(0),
      Buffer.alloc(8, 0xff),
      ...options,
    );
  }

  interface(linkType: number, ...options: readonly Uint8Array[]): this {
    return this.block(1, this.u16(linkType), this.u16(0), this.u32(0), ...options, this.u32(0));
  }

  packet(interfaceId: number, time: bigint, packet: Uint8Array, ...options: readonly Uint8Array[]): this {
    return this.block(
      6,
      this.u32(interfaceId),
      this.u32(Number(time >> 32n)),
      this.u32(Number(time & 0xffff_ffffn)),
      this.u32(packet.length),
      this.u32(packet.length),
      padded(packet),
      ...options,
    );
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

const padded = (bytes: Uint8Array): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length & 3)) & 3)]);

const datagram = (direction: 'in' | 'out', text: string, remotePort = 40_000): Uint8Array => {
  const headers = flowHeaders(flowOf(1, { transport: 'udp', remotePort }));
  const target = byteTarget(headers.length + text.length);
  writeUdpPacket(target, 0, headers, direction, Buffer.from(text));
  return target.bytes;
};

const segment = (direction: 'in' | 'out', flags: number, text = ''): Uint8Array => {
  const headers = flowHeaders(flowOf(1));
  const target = byteTarget(tcpPacketLength(headers, flags, text.length));
  writeTcpPacket(target, 0, headers, direction, flags, 1, 1, Buffer.from(text));
  return target.bytes;
};

const open = async (bytes: Uint8Array) => {
  const running = await startService();
  const path = join(await temporaryFolder(), 'foreign.pcapng');
  await writeFile(path, bytes);
  return { ...running, path, opened: await running.service.open(path, noControl) };
};

const MICROSECONDS = 1_700_000_000_123_456n;

describe.each([
  ['little-endian', true],
  ['big-endian', false],
])('a %s capture of another program', (_name, little) => {
  test('has a row for each packet, with the time in its own units', async () => {
    const blocks = new Blocks(little);
    blocks
      .section()
      .interface(101, blocks.option(2, Buffer.from('eth0')))
      .interface(101, blocks.option(9, Uint8Array.of(3)), blocks.option(14, new Uint8Array(8)))
      .interface(101, blocks.option(9, Uint8Array.of(0x80 | 10)))
      .block(0x40000bad, Buffer.from('somebody’s own'))
      .block(4, Buffer.alloc(8))
      .packet(0, MICROSECONDS, segment('in', TCP_SYN))
      .packet(0, MICROSECONDS + 1n, segment('in', TCP_ACK, 'hello'))
      .packet(0, MICROSECONDS + 3n, segment('out', TCP_ACK | TCP_PSH, 'answer'))
      .packet(1, 1_700_000_000_500n, datagram('in', 'milliseconds'))
      .packet(2, (1_700_000_001n << 10n) + 512n, datagram('in', 'binary'))
      .block(3, blocks.u32(datagram('in', 'simple').length), padded(datagram('in', 'simple')))
      .block(
        9,
        Buffer.from(
          '__REALTIME_TIMESTAMP=1700000002000000\nPRIORITY=3\nSYSLOG_IDENTIFIER=kernel\nMESSAGE=oops\n',
        ),
      );
    const { service, opened } = await open(blocks.bytes);
    expect(opened.ok).toBe(true);
    const rows = await rowsOf(service);
    expect(
      rows.map(
        (row) =>
          `${row.seconds}.${String(row.nanos).padStart(9, '0')} ${row.endpoint} ${row.peer} ${short(row)}`,
      ),
    ).toEqual([
      // The side that spoke first is taken for ours: the capture does not say.
      '1700000000.123456000 eth0 127.0.0.1:8888 out tcp 0 ',
      '1700000000.123457000 eth0 127.0.0.1:8888 out tcp 5 hello',
      '1700000000.123459000 eth0 127.0.0.1:8888 in tcp 6 answer',
      '1700000000.500000000 1 127.0.0.1:8888 out udp 12 milliseconds',
      '1700000001.500000000 2 127.0.0.1:8888 out udp 6 binary',
      '1700000001.500000000 eth0 127.0.0.1:8888 out udp 6 simple',
      '1700000002.000000000 kernel  error - oops',
    ]);
    expect(rows.map(({ flow }) => flow)).toEqual([1, 1, 1, 2, 3, 4, 0]);
    expect(await service.bytes(2, 2, 3)).toEqual({
      ok: true,
      value: { bytes: bytesOf('swe'), total: 6 },
    });
    expect(await service.bytes(5, 0, 10)).toEqual({
      ok: true,
      value: { bytes: bytesOf('simple'), total: 6 },
    });
  });

  test('says the direction where the packet’s own flags do', async () => {
    const blocks = new Blocks(little);
    blocks
      .section()
      .interface(101)
      .packet(0, MICROSECONDS, datagram('in', 'a'), blocks.option(2, blocks.u32(1)), blocks.u32(0))
      .packet(0, MICROSECONDS, datagram('out', 'b'), blocks.option(2, blocks.u32(2)), blocks.u32(0));
    const { service } = await open(blocks.bytes);
    expect((await rowsOf(service)).map((row) => `${row.peer} ${short(row)}`)).toEqual([
      '127.0.0.1:40000 in udp 1 a',
      '127.0.0.1:40000 out udp 1 b',
    ]);
  });

  test('may be several sections, in either byte order, with interfaces of their own', async () => {
    const first = new Blocks(little);
    first
      .section()
      .interface(101, first.option(2, Buffer.from('first')))
      .packet(0, MICROSECONDS, datagram('in', 'a'));
    const second = new Blocks(!little);
    second
      .section()
      .interface(101, second.option(2, Buffer.from('second')))
      .packet(0, MICROSECONDS, datagram('in', 'b', 40_001))
      .packet(7, MICROSECONDS, datagram('in', 'no such interface'));
    const { service } = await open(Buffer.concat([first.bytes, second.bytes]));
    expect((await rowsOf(service)).map((row) => `${row.endpoint}: ${short(row)}`)).toEqual([
      'first: out udp 1 a',
      'second: out udp 1 b',
      expect.stringMatching(/^: in other 45 /),
    ]);
  });
});

test('packets of one chunk are joined only where Porthole wrote them', async () => {
  const make = (application: string): Buffer => {
    const blocks = new Blocks(true);
    const flags = blocks.option(2, blocks.u32(1));
    return blocks
      .section(application)
      .interface(101)
      .packet(0, MICROSECONDS, segment('in', TCP_SYN), flags, blocks.u32(0))
      .packet(0, MICROSECONDS, segment('in', TCP_ACK, 'one '), flags, blocks.u32(0))
      .packet(0, MICROSECONDS, segment('in', TCP_ACK | TCP_PSH, 'row'), flags, blocks.u32(0)).bytes;
  };
  const own = await open(make('Porthole 9.9.9'));
  expect((await rowsOf(own.service)).map(short)).toEqual(['in tcp 7 one ']);
  expect(await own.service.bytes(0, 2, 4)).toEqual({
    ok: true,
    value: { bytes: bytesOf('e ro'), total: 7 },
  });
  const foreign = await open(make('Dumpcap'));
  expect((await rowsOf(foreign.service)).map(short)).toEqual(['in tcp 0 ', 'in tcp 4 one ', 'in tcp 3 row']);
});

describe('a file that is no capture', () => {
  test.each([
    ['ECAPTURE_EMPTY', ''],
    ['ECAPTURE_NOT_PCAPNG', '3c3f786d6c'],
    ['ECAPTURE_NOT_PCAPNG', '00'],
    ['ECAPTURE_COMPRESSED', '28b52ffd'],
    ['ECAPTURE_COMPRESSED', '04224d18'],
    ['ECAPTURE_DAMAGED', '0a0d0d0a'],
    ['ECAPTURE_DAMAGED', '0a0d0d0a1c0000004d3c2b1a01000000'],
    ['ECAPTURE_DAMAGED', '0a0d0d0a1c00000000000000'],
  ])('%s: %s', async (code, hex) => {
    const { service, opened } = await open(Buffer.from(hex, 'hex'));
    expect(opened).toMatchObject({ ok: false, failure: { code, params: { name: 'foreign.pcapng' } } });
    expect(service.status().source).toEqual({ kind: 'live' });
  });

  test('a folder, and a file that is not there', async () => {
    const { service, folder } = await startService();
    await mkdir(join(folder, 'f'));
    expect(await service.open(join(folder, 'f'), noControl)).toMatchObject({
      failure: { code: 'ECAPTURE_NOT_A_FILE' },
    });
    expect(await service.open(join(folder, 'none'), noControl)).toMatchObject({
      failure: { code: 'ENOENT', params: { name: 'none' } },
    });
  });

  test('more interfaces than a record can name, with names of any length, take only so much memory', async () => {
    const blocks = new Blocks(true).section();
    blocks.interface(101, blocks.option(2, Buffer.alloc(60_000, 'n')));
    for (let i = 1; i < 65_600; i += 1) blocks.interface(101);
    blocks.packet(0, MICROSECONDS, datagram('in', 'named'));
    blocks.packet(65_599, MICROSECONDS, datagram('in', 'beyond'));
    blocks.section().interface(101, blocks.option(2, Buffer.from('eth0')));
    blocks.packet(0, MICROSECONDS, datagram('in', 'next section'));
    const { service } = await open(blocks.bytes);
    expect((await rowsOf(service)).map(({ endpoint }) => endpoint)).toEqual(['n'.repeat(1024), '', '']);
  });

  test('a section without packets is an empty log, not an error', async () => {
    const { service, opened } = await open(new Blocks(false).section().bytes);
    expect(opened.ok).toBe(true);
    expect(await rowsOf(service)).toEqual([]);
    expect(service.status()).toMatchObject({ rows: 0, source: { kind: 'file', tornBytes: 0 } });
  });
});
