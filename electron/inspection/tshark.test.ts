import { execFile } from 'node:child_process';
import { createServer as createHttp, request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { DecodedRow } from '../../core/contract/dissect';
import type { Flow } from '../../core/contract/recorder';
import type { CaptureService } from '../capture/capture-service-contract';
import { nodeDisk } from '../capture/disk';
import {
  bytesOf,
  cleanUp,
  noControl,
  onCleanUp,
  rowsOf,
  START,
  startService,
  tagOf,
  temporaryFolder,
} from '../capture/test-support';
import { Dissectors } from '../dissect/dissectors';
import { Inspector } from './inspector';

// The tree says what tshark says of the saved capture: every field of a protocol that tshark gives is there with the
// same value, but for those of EXPLAINED and of links to other frames, which are rows here.
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

const withTshark = (name: string, body: () => Promise<void>): void =>
  test(name, { timeout: 60_000 }, async () => {
    if (missing === '') return body();
    if (process.env.CI !== undefined) throw new Error(missing);
    process.stderr.write(`\n*** NOT TESTED: "${name}". ${missing}\n*** Install tshark, or run npm test.\n\n`);
  });

type Json = string | readonly Json[] | { readonly [key: string]: Json };

/** Every `name: value` of a protocol's layer, however deep. Headings and raw text have no name of their own. */
const leaves = (json: Json, prefix: string, found: string[] = []): string[] => {
  if (typeof json === 'string') return found;
  if (Array.isArray(json)) {
    for (const one of json) leaves(one, prefix, found);
    return found;
  }
  for (const [key, value] of Object.entries(json as { readonly [key: string]: Json })) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (typeof one === 'string' && key.startsWith(`${prefix}.`)) found.push(`${key}: ${one}`);
      else leaves(one, prefix, found);
    }
  }
  return found;
};

/** tshark writes truth values as numbers, and bytes and strings without quotes. */
const plain = (value: string): string =>
  ({ True: '1', False: '0' })[value] ?? value.replace(/^"(.*)"$/s, '$1').replaceAll('\\"', '"');

/** The same, of the tree. Links to other rows have no value that would be tshark's: its frames are others. */
const fieldsOf = ({ fields }: DecodedRow, prefix: string): string[] =>
  fields.flatMap(({ name, filter }) => {
    const value = / == (.*)$/s.exec(filter)?.[1];
    return value !== undefined && name.startsWith(`${prefix}.`) ? [`${name}: ${plain(value)}`] : [];
  });

/** What differs, and why; each was looked up in both programs' own lists of fields. Debian's tshark is 4.0. */
const EXPLAINED: ReadonlySet<string> = new Set([
  // Not known to 4.4 any more.
  'http.chat',
  'http.request_number',
  'http.response_number',
  'http.prev_request_in',
  'http.next_request_in',
  'http.response_for.uri',
  // 4.4 reads a written register where 4.0 shows its bytes: a line of its own words, without a name.
  'modbus.data',
  // Of another type in 4.4: signed, and bytes instead of text.
  'ntp.precision',
  'http.file_data',
  // Hidden: a filter can ask for them, a tree does not show them. tshark's JSON prints them.
  'http.request',
  'http.response',
  'http.request.line',
  'http.response.line',
  // The same moments, spelt another way.
  'ntp.reftime',
  'ntp.org',
  'ntp.rec',
  'ntp.xmt',
]);
const nameOf = (line: string): string => line.slice(0, line.indexOf(': '));
const isLink = (name: string): boolean => /(_in|_frame|_to|response_to)$/.test(name);
const comparable = (line: string): boolean => !EXPLAINED.has(nameOf(line)) && !isLink(nameOf(line));

const compare = async (service: CaptureService, prefix: string): Promise<number> => {
  const path = join(await temporaryFolder(), 'saved.pcapng');
  const saved = await service.save(path, noControl);
  if (!saved.ok) throw new Error(saved.failure.code);
  const { stdout } = await run(
    'tshark',
    ['-n', '-2', '-r', path, '-T', 'json', '--no-duplicate-keys', '-Y', prefix],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const packets = JSON.parse(stdout) as { readonly _source: { readonly layers: Json } }[];
  const shown = { segments: await service.segments(), decodeAs: [] };
  let compared = 0;
  let packet = 0;
  for (const row of await rowsOf(service)) {
    if (row.kind !== 'data') continue;
    const decoded = await inspector.decode(shown, row.row, null);
    if (!decoded.ok) throw new Error(decoded.failure.code);
    if (!decoded.value.fields.some(({ name }) => name === prefix)) continue;
    const layers = packets[packet]?._source.layers ?? {};
    packet += 1;
    const theirs = leaves(layers, prefix).filter(comparable);
    const ours = new Set(fieldsOf(decoded.value, prefix));
    expect(theirs.filter((line) => !ours.has(line))).toEqual([]);
    compared += theirs.length;
  }
  expect(packet).toBe(packets.length);
  return compared;
};

const flow = (transport: 'tcp' | 'udp', port: number, remotePort = 50_000): Flow => ({
  id: port,
  endpoint: tagOf('endpoint'),
  transport,
  local: { address: '127.0.0.1', port, family: 4 },
  remote: { address: '127.0.0.1', port: remotePort, family: 4 },
});

/** `>` comes in, `<` goes out; hex. */
const talk = async (transport: 'tcp' | 'udp', port: number, messages: readonly string[]) => {
  const { service } = await startService();
  const conversation = flow(transport, port);
  if (transport === 'tcp') service.recorder.connectionOpened(conversation, 'remote', START);
  for (const [i, message] of messages.entries()) {
    const bytes = Uint8Array.from(Buffer.from(message.slice(1).replaceAll(' ', ''), 'hex'));
    const at = START + BigInt(i + 1) * 1_000_000n;
    service.recorder.data(conversation, message.startsWith('>') ? 'in' : 'out', bytes, at);
  }
  return service;
};

const hex = (text: string): string => Buffer.from(text).toString('hex');

withTshark('Modbus/TCP, requests and answers', async () => {
  const service = await talk('tcp', 502, [
    '>0001 0000 0006 01 03 0000 0002',
    '<0001 0000 0007 01 03 04 0102 0304',
    '>0002 0000 0006 01 06 0010 00ff',
    '<0002 0000 0006 01 06 0010 00ff',
    '>0003 0000 0006 01 03 9999 0001',
    '<0003 0000 0003 01 83 02',
  ]);
  expect(await compare(service, 'mbtcp')).toBeGreaterThan(20);
  expect(await compare(service, 'modbus')).toBeGreaterThan(10);
});

withTshark('DNS, a question and an answer with two addresses', async () => {
  const question = '0765 7861 6d70 6c65 0474 6573 7400 0001 0001';
  const service = await talk('udp', 53, [
    `>1234 0100 0001 0000 0000 0000 ${question}`,
    `<1234 8180 0001 0002 0000 0000 ${question} c00c 0001 0001 0000 003c 0004 7f000001 c00c 0001 0001 0000 003c 0004 7f000002`,
  ]);
  expect(await compare(service, 'dns')).toBeGreaterThan(20);
});

withTshark('MQTT, from CONNECT to DISCONNECT', async () => {
  const service = await talk('tcp', 1883, [
    `>10 13 0004 ${hex('MQTT')} 04 02 003c 0007 ${hex('sensor1')}`,
    '<20 02 00 00',
    `>30 0b 0004 ${hex('temp')} ${hex('21.5C')}`,
    `>82 09 0001 0004 ${hex('cmnd')} 00`,
    '<90 03 0001 00',
    '>e0 00',
  ]);
  expect(await compare(service, 'mqtt')).toBeGreaterThan(20);
});

withTshark('NTP, client and server', async () => {
  const service = await talk('udp', 123, [
    `>23 00 06 ec ${'00'.repeat(36)} e8d4a51000000000`,
    `<24 02 06 e9 0000 0010 0000 0020 7f000001 e8d4a50f00000000 e8d4a51000000000 e8d4a51100000000 e8d4a51180000000`,
  ]);
  expect(await compare(service, 'ntp')).toBeGreaterThan(15);
});

/** Records what passes between a real client and a real server, as an endpoint of Porthole does. */
const relay = async (service: CaptureService, target: number, asPort: number): Promise<number> => {
  let time = START;
  const now = (): bigint => {
    time += 1_000_000n;
    return time;
  };
  const server = createServer((near) => {
    const conversation = flow('tcp', asPort, near.remotePort ?? 0);
    service.recorder.connectionOpened(conversation, 'remote', now());
    const far = connect(target, '127.0.0.1');
    const pass = (from: Socket, to: Socket, direction: 'in' | 'out'): void => {
      from.on('data', (bytes) => {
        service.recorder.data(conversation, direction, Uint8Array.from(bytes), now());
        to.write(bytes);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
    };
    pass(near, far, 'in');
    pass(far, near, 'out');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanUp(async () => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

withTshark('HTTP/1.1, spoken by a real client and a real server', async () => {
  const { service } = await startService();
  const http = createHttp((asked, answer) => {
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ url: asked.url, temperature: 21.5 }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onCleanUp(async () => void http.close());
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const port = await relay(service, address.port, 80);
  await new Promise<void>((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path: '/status?unit=C', method: 'POST', agent: false },
      (answer) => answer.resume().on('end', resolve),
    );
    asking.on('error', reject).end(bytesOf('{"on":true}'));
  });
  expect(await compare(service, 'http')).toBeGreaterThan(15);
});
