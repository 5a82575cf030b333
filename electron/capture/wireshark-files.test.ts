import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { packetsInPcap } from './pcap-test-support';
import { cleanUp, noControl, rowsOf, short, startService, temporaryFolder } from './test-support';

// Files that Wireshark's own tools made: text2pcap, editcap and mergecap. capinfos counts their frames.
const run = promisify(execFile);
const missing = await run('capinfos', ['--version']).then(
  () => '',
  (error: unknown) => `capinfos could not be run: ${String(error)}`,
);
afterEach(cleanUp);

const withWireshark = (name: string, body: () => Promise<void>): void =>
  test(name, { timeout: 60_000 }, async () => {
    if (missing === '') return body();
    if (process.env.CI !== undefined) throw new Error(missing);
    process.stderr.write(`\n*** NOT TESTED: "${name}". ${missing}\n*** Install tshark, or run npm test.\n\n`);
  });

/** What stands before an IPv4 packet on each link, and its number (tcpdump.org/linktypes.html). */
const LINKS = [
  ['Ethernet', 1, '0200000000020200000000010800'],
  ['Ethernet with VLAN tags', 1, '020000000002020000000001810000648100006508' + '00'],
  ['Linux cooked', 113, '00000001000602000000000100000800'],
  ['Linux cooked v2', 276, '08000000000000010001040602000000' + '00010000'],
  ['BSD loopback', 0, '02000000'],
  ['OpenBSD loopback', 108, '00000002'],
  ['raw', 101, ''],
  ['raw IPv4', 228, ''],
] as const;

/** A hex dump as text2pcap reads it: each packet begins at offset 0, with the time before it. */
const dumpOf = (prefix: string): string =>
  packetsInPcap()
    .map(({ bytes }, i) => {
      const hex = Buffer.concat([Buffer.from(prefix, 'hex'), bytes]).toString('hex');
      return `2024-05-06T07:08:0${i}.123456Z\n000000 ${hex.replace(/../g, '$& ')}\n`;
    })
    .join('\n');

const make = async (folder: string, name: string, link: number, prefix: string, format: string) => {
  const dump = join(folder, `${name}.txt`);
  const path = join(folder, name);
  await writeFile(dump, dumpOf(prefix));
  await run('text2pcap', ['-q', '-F', format, '-l', `${link}`, '-t', 'ISO', dump, path]);
  return path;
};

const framesIn = async (path: string): Promise<number> => {
  const { stdout } = await run('capinfos', ['-c', '-M', '-T', '-r', path]);
  return Number(stdout.trim().split('\t').at(-1));
};

const open = async (path: string) => {
  const { service, warnings } = await startService();
  expect(await service.open(path, noControl)).toEqual({ ok: true, value: null });
  expect(warnings).toEqual([]);
  return rowsOf(service);
};

const gzipped = async (path: string): Promise<string> => {
  await writeFile(`${path}.gz`, gzipSync(await readFile(path)));
  return `${path}.gz`;
};

const TEXTS = [/tcp 0 $/, /tcp 5 hello$/, /tcp 6 answer$/, /udp 8 datagram$/];

for (const [link, number, prefix] of LINKS) {
  withWireshark(`${link}: every frame is a row, with its payload, time and addresses`, async () => {
    const folder = await temporaryFolder();
    for (const format of ['pcap', 'nsecpcap', 'pcapng']) {
      const path = await make(folder, `a.${format}`, number, prefix, format);
      for (const file of [path, await gzipped(path)]) {
        const rows = await open(file);
        expect(rows).toHaveLength(await framesIn(path));
        for (const [i, row] of rows.entries()) {
          expect(short(row)).toMatch(TEXTS[i] ?? /never/);
          expect(row).toMatchObject({ seconds: 1_714_979_280 + i, nanos: 123_456_000 });
          expect(row.peer).toMatch(/^127\.0\.0\.1:\d+$/);
        }
      }
    }
  });
}

withWireshark('files of several links that were put together, cut and changed', async () => {
  const folder = await temporaryFolder();
  const paths: string[] = [];
  for (const [i, [, number, prefix]] of LINKS.entries())
    paths.push(await make(folder, `${i}.pcapng`, number, prefix, 'pcapng'));
  const merged = join(folder, 'merged.pcapng');
  await run('mergecap', ['-a', '-w', merged, ...paths]);
  const rows = await open(await gzipped(merged));
  expect(rows).toHaveLength(await framesIn(merged));
  expect(rows.map(short).filter((text) => text.endsWith('hello'))).toHaveLength(LINKS.length);

  // Cut short, as with a snapshot length; and a range of its frames.
  const snapped = join(folder, 'snapped.pcap');
  await run('editcap', ['-F', 'pcap', '-s', '30', paths[0] ?? '', snapped]);
  expect((await open(snapped)).map(short)).toHaveLength(await framesIn(snapped));
  const some = join(folder, 'some.pcapng');
  await run('editcap', ['-r', '-a', '2:a comment', merged, some, '3-17']);
  expect(await open(some)).toHaveLength(await framesIn(some));
});
