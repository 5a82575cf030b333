import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { failingDisk } from './failing-disk';
import { packetsInPcap, pcapFile, pcapVariants } from './pcap-test-support';
import { bytesOf, cleanUp, noControl, rowsOf, short, startService, temporaryFolder } from './test-support';

afterEach(cleanUp);

const open = async (bytes: Uint8Array, name = 'other.pcap', options = {}) => {
  const running = await startService(options);
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  return { ...running, path, opened: await running.service.open(path, noControl) };
};

/** Files of the folder of captures that belong to what was opened. */
const openedFiles = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'captures'))).filter((name) => name.includes('-opened-'));

const ROWS = [
  '1700000000.123456000 127.0.0.1:8888 out tcp 0 ',
  '1700000000.123457000 127.0.0.1:8888 out tcp 5 hello',
  '1700000000.123459000 127.0.0.1:8888 in tcp 6 answer',
  '1700000001.500000000 127.0.0.1:8888 out udp 8 datagram',
];

const linesOf = async (service: Parameters<typeof rowsOf>[0]) =>
  (await rowsOf(service)).map(
    (row) => `${row.seconds}.${String(row.nanos).padStart(9, '0')} ${row.peer} ${short(row)}`,
  );

describe.each(pcapVariants)('%s pcap', (_name, variant) => {
  test.each([
    ['plain', (bytes: Uint8Array) => bytes],
    ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
  ])('%s: each packet is a row, with its time and its bytes', async (_how, pack) => {
    const { service, opened, folder } = await open(pack(pcapFile(packetsInPcap(), variant)));
    expect(opened).toEqual({ ok: true, value: null });
    expect(await linesOf(service)).toEqual(ROWS);
    expect(await service.bytes(2, 1, 3)).toEqual({ ok: true, value: { bytes: bytesOf('nsw'), total: 6 } });
    expect(service.status()).toMatchObject({ source: { kind: 'file', name: 'other.pcap', tornBytes: 0 } });
    expect(await openedFiles(folder)).toHaveLength(2);
    // Back to the live capture, what was unpacked is removed.
    await service.live();
    expect(await openedFiles(folder)).toEqual([]);
  });
});

test('a packed pcapng is unpacked, and saving it writes pcapng', async () => {
  const first = await open(pcapFile(packetsInPcap()));
  const saved = join(await temporaryFolder(), 'saved.pcapng');
  expect(await first.service.save(saved, noControl)).toEqual({ ok: true, value: null });
  const { readFile } = await import('node:fs/promises');
  const { service, opened } = await open(gzipSync(await readFile(saved)), 'saved.pcapng.gz');
  expect(opened.ok).toBe(true);
  expect(await linesOf(service)).toEqual(ROWS);
});

test('the end that is missing is said, of a packet and of what is compressed', async () => {
  const whole = pcapFile(packetsInPcap());
  const torn = await open(whole.subarray(0, -3));
  expect(torn.opened.ok).toBe(true);
  expect(await linesOf(torn.service)).toEqual(ROWS.slice(0, -1));
  expect(torn.service.status().source).toMatchObject({ tornBytes: expect.any(Number) });
  expect(torn.service.status().source).not.toMatchObject({ tornBytes: 0 });

  const packed = gzipSync(whole);
  const cut = await open(packed.subarray(0, -9));
  expect(cut.opened.ok).toBe(true);
  expect((await linesOf(cut.service)).length).toBeGreaterThan(1);
});

test('damage is said, with what stands before it', async () => {
  const packets = packetsInPcap();
  const bytes = pcapFile(packets);
  const [first] = packets;
  // The second packet claims more than any has.
  const claims = 24 + 16 + (first?.bytes.length ?? 0) + 8;
  bytes[claims + 3] = 0x7f;
  const { service, opened, warnings } = await open(bytes);
  expect(opened.ok).toBe(true);
  expect(await linesOf(service)).toEqual(ROWS.slice(0, 1));
  expect(warnings).toEqual([
    { code: 'ECAPTURE_DAMAGED', params: { name: 'other.pcap', position: claims - 8 } },
  ]);

  const packed = gzipSync(pcapFile(Array.from({ length: 2000 }, () => packets).flat()), { level: 1 });
  const middle = Math.floor(packed.length * 0.7);
  packed.fill(0xff, middle, middle + 200);
  const broken = await open(packed);
  expect(broken.opened.ok).toBe(true);
  expect(broken.warnings).toMatchObject([{ code: 'ECAPTURE_DAMAGED' }]);
  expect(broken.service.status().rows).toBeGreaterThan(100);
});

test.each([
  ['ECAPTURE_NOT_PCAPNG', gzipSync('just a text')],
  ['ECAPTURE_EMPTY', gzipSync('')],
  ['ECAPTURE_NOT_PCAPNG', gzipSync(gzipSync(pcapFile(packetsInPcap())))],
  ['ECAPTURE_DAMAGED', Buffer.from('1f8b0800', 'hex')],
  ['ECAPTURE_DAMAGED', Buffer.from('d4c3b2a102000400', 'hex')],
  ['ECAPTURE_COMPRESSED', Buffer.from('28b52ffd', 'hex')],
])('%s: nothing is left of it', async (code, bytes) => {
  const { service, opened, folder } = await open(bytes);
  expect(opened).toMatchObject({ ok: false, failure: { code } });
  expect(service.status().source).toEqual({ kind: 'live' });
  expect(await openedFiles(folder)).toEqual([]);
});

test('a file without packets is an empty log', async () => {
  const { service, opened } = await open(pcapFile([]));
  expect(opened.ok).toBe(true);
  expect(await rowsOf(service)).toEqual([]);
});

test('it stops before the disk is full, and when it is called off', async () => {
  const disk = failingDisk();
  disk.freeBytes = 100 * 1024 * 1024;
  const full = await open(gzipSync(pcapFile(packetsInPcap())), 'a.pcap.gz', { disk });
  expect(full.opened).toMatchObject({ failure: { code: 'ENOSPC' } });
  expect(await openedFiles(full.folder)).toEqual([]);

  const { service, folder } = await startService();
  const path = join(folder, 'a.pcap');
  await writeFile(path, pcapFile(packetsInPcap()));
  const stop = new AbortController();
  stop.abort();
  expect(await service.open(path, { ...noControl, signal: stop.signal })).toMatchObject({
    failure: { code: 'ECAPTURE_CANCELLED' },
  });
  expect(await openedFiles(folder)).toEqual([]);
});
