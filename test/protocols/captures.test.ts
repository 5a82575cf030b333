// Captures of Wireshark's own tests are opened: as many rows as tshark has frames, and the log says of each what tshark
// says. Issue 5. All 116 captures of 4.0.17 were tried by hand, of which a few small ones are here; the dissectors say
// of Porthole's slices of them what they say of whole files, but for a conversation that goes on over another
// interface (quic-fragmented-handshakes) and SCTP and DCCP beyond 2,000 packets (netperfmeter).
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { nodeDisk } from '../../electron/capture/disk';
import { cleanUp, noControl, rowsOf, startService } from '../../electron/capture/test-support';
import { Dissectors } from '../../electron/dissect/dissectors';
import { Inspector } from '../../electron/inspection/inspector';

const FOLDER = join(import.meta.dirname, 'captures');
const FILES = readdirSync(FOLDER).filter((name) => !name.endsWith('.md'));
/** The largest has fewer. */
const MOST_ROWS = 200;

/** In other words since 4.0, which is Debian's: what 4.4 says is read as 4.0 said it. */
const RESPELT: Readonly<Record<string, (info: string) => string>> = {
  'communityid.pcap.gz': (info) => info.replace('(Hop limit exceeded', '(hop limit exceeded'),
  // Whom a hello is for is said since 4.2.
  'tls12-aes256gcm.pcap': (info) => info.replace(/ \(SNI=[^)]+\)$/, ''),
};

/** Of these the log shows the payload's text: nothing in them is known. */
const TRANSPORTS: ReadonlySet<string> = new Set(['TCP', 'UDP', 'IPv4', 'IPv6']);

const run = promisify(execFile);
let missing = '';
let inspector: Inspector;

beforeAll(async () => {
  try {
    await run('tshark', ['--version']);
  } catch (error) {
    missing = `tshark could not be run: ${String(error)}`;
  }
  inspector = new Inspector(nodeDisk, await Dissectors.load());
}, 60_000);
afterEach(cleanUp);

const asTsharkSays = async (path: string): Promise<readonly string[]> => {
  const columns = ['-T', 'fields', '-E', 'separator=|', '-e', '_ws.col.Protocol', '-e', '_ws.col.Info'];
  const { stdout } = await run('tshark', ['-n', '-2', '-r', path, ...columns]);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [protocol = '', ...info] = line.split('|');
      // Some words are padded, so that they stand in columns.
      return TRANSPORTS.has(protocol) ? '' : `${protocol} ${info.join('|').replaceAll(/\s+/g, ' ').trim()}`;
    });
};

const asTheLogSays = async (path: string): Promise<readonly string[]> => {
  const { service, warnings } = await startService();
  expect(await service.open(path, noControl)).toEqual({ ok: true, value: null });
  expect(warnings).toEqual([]);
  const rows = (await rowsOf(service, MOST_ROWS)).map(({ row }) => row);
  const shown = { segments: await service.segments(), decodeAs: [] };
  const said = new Map<number, string>();
  for (let left = rows; left.length > 0; left = left.filter((row) => !said.has(row))) {
    const infos = await inspector.infos(shown, left, []);
    if (!infos.ok) throw new Error(infos.failure.code);
    for (const { row, protocol, info } of infos.value)
      said.set(row, protocol === '' ? '' : `${protocol} ${info}`);
  }
  return rows.map((row) => said.get(row) ?? '');
};

for (const name of FILES) {
  test(`${name}: every frame is a row, and says what tshark says`, { timeout: 60_000 }, async () => {
    if (missing !== '') {
      if (process.env.CI !== undefined) throw new Error(missing);
      process.stderr.write(
        `\n*** NOT TESTED: "${name}". ${missing}\n*** Install tshark, or run npm test.\n\n`,
      );
      return;
    }
    const path = join(FOLDER, name);
    const read = RESPELT[name] ?? ((info: string) => info);
    const [theirs, ours] = await Promise.all([asTsharkSays(path), asTheLogSays(path)]);
    expect(ours.map(read)).toEqual(theirs.map(read));
  });
}
