import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { DecodedRow } from '../../core/contract/dissect';
import { MAX_TEXT_BYTES } from '../../core/contract/protocol-choices';
import type { Flow } from '../../core/contract/recorder';
import { ALGORITHMS, algorithmBytes } from '../../core/protocol/algorithms';
import { compileLua } from '../../core/protocol/compile-lua';
import { encodeMessage, type Given } from '../../core/protocol/encode';
import type { Protocol } from '../../core/protocol/protocol';
import { fieldWith, METER } from '../../core/protocol/testing';
import type { CaptureService } from '../capture/capture-service-contract';
import { nodeDisk } from '../capture/disk';
import {
  bytesOf,
  cleanUp,
  noControl,
  rowsOf,
  START,
  startService,
  tagOf,
  temporaryFolder,
} from '../capture/test-support';
import { Dissectors } from '../dissect/dissectors';
import { Inspector } from './inspector';

// A person's own dissectors, and those that are made of described protocols, say the same here and in tshark.
const run = promisify(execFile);
/** Every checksum that a described protocol can have, each over the same bytes. */
const CHECKED: Protocol = {
  name: 'checked',
  title: 'All checksums',
  tcpPorts: '',
  udpPorts: '',
  fields: [
    fieldWith('data', { kind: 'bytes', size: { of: 'bytes', bytes: 9 } }),
    ...[...ALGORITHMS].map(([name, algorithm], i) =>
      fieldWith(`check_${i}`, {
        title: name,
        kind: 'checksum',
        size: { of: 'bytes', bytes: algorithmBytes(algorithm) },
        order: i % 2 === 0 ? 'big' : 'little',
        checksum: { name, from: 'data' },
      }),
    ),
  ],
};
/** Without a field that takes the rest, so that messages can follow each other. */
const STREAMED: Protocol = {
  name: 'streamed',
  title: 'Streamed',
  tcpPorts: '',
  udpPorts: '',
  fields: [
    fieldWith('length'),
    fieldWith('name', { kind: 'text', size: { of: 'field', field: 'length', plus: 0 } }),
    fieldWith('value'),
  ],
};
/** Some of everything, with nothing that takes the rest: messages whose end is known. */
const LOGGED: Protocol = {
  ...METER,
  name: 'logged',
  title: 'Logged',
  udpPorts: '',
  fields: METER.fields.flatMap((field) => {
    if (field.name === 'rest') return [];
    if (field.name !== 'crc') return [field];
    const unit = fieldWith('unit', { kind: 'textz', size: { of: 'zero', most: 8 } });
    const tags = { of: 'zero', most: MAX_TEXT_BYTES } as const;
    return [unit, fieldWith('tags', { kind: 'textz', size: tags, repeat: { of: 'count', count: 3 } }), field];
  }),
};
const LOGGED_MESSAGE: Given = {
  magic: [Uint8Array.of(0x4d, 0x31)],
  kind: [2],
  flags: [0x800b],
  name: ['Pump 7'],
  values: [1, -2, 8_388_607],
  scale: [0.5],
  serial: [0x0102_0304_0506_0708n],
  unit: ['°C'],
  tags: ['hall 3', '', 'é'],
};
/** Its size may be less than nothing, and more than anything. */
const BLOB: Protocol = {
  name: 'blob',
  title: 'Blob',
  tcpPorts: '',
  udpPorts: '',
  fields: [
    fieldWith('size', { kind: 'int', size: { of: 'bytes', bytes: 4 } }),
    fieldWith('body', { kind: 'bytes', size: { of: 'field', field: 'size', plus: 0 } }),
    fieldWith('end'),
  ],
};
const SAMPLE = join(import.meta.dirname, '../../assets/sensor.lua');
let missing = '';
let inspector: Inspector;

beforeAll(async () => {
  try {
    await run('tshark', ['--version']);
  } catch (error) {
    missing = `tshark could not be run: ${String(error)}`;
  }
  const sample = { name: 'sensor.lua', text: await readFile(SAMPLE, 'utf8') };
  const described = [METER, CHECKED, STREAMED, LOGGED, BLOB].map((one) => ({
    name: `${one.name}.lua`,
    text: compileLua(one),
  }));
  inspector = new Inspector(nodeDisk, await Dissectors.load([sample, ...described]));
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

/** tshark writes truth values as numbers, bytes and strings without quotes, and a single byte without a colon. */
const plain = (value: string): string =>
  ({ True: '1', False: '0' })[value] ??
  value
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^([0-9a-f]{2}):$/, '$1')
    .replaceAll('\\"', '"');

/** The same, of the tree. Links to other rows have no value that would be tshark's: its frames are others. */
const fieldsOf = ({ fields }: DecodedRow, prefix: string): string[] =>
  fields.flatMap(({ name, filter, isProtocol }) => {
    // What an expert says has a name and no value.
    if (filter === name && !isProtocol && name.startsWith(`${prefix}.`)) return [`${name}: `];
    const value = / == (.*)$/s.exec(filter)?.[1];
    return value !== undefined && name.startsWith(`${prefix}.`) ? [`${name}: ${plain(value)}`] : [];
  });

const compare = async (
  service: CaptureService,
  prefix: string,
  lua?: string,
  port?: number,
  transport: 'tcp' | 'udp' = 'udp',
): Promise<number> => {
  const path = join(await temporaryFolder(), 'saved.pcapng');
  const saved = await service.save(path, noControl);
  if (!saved.ok) throw new Error(saved.failure.code);
  const { stdout } = await run(
    'tshark',
    [
      ...(lua === undefined ? [] : ['-X', `lua_script:${lua}`]),
      ...(port === undefined ? [] : ['-d', `${transport}.port==${port},${prefix}`]),
      ...['-n', '-2', '-r', path, '-T', 'json', '--no-duplicate-keys', '-Y', prefix],
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const packets = JSON.parse(stdout) as { readonly _source: { readonly layers: Json } }[];
  const decodeAs = port === undefined ? [] : [{ transport, port, protocol: prefix }];
  const shown = { segments: await service.segments(), decodeAs };
  let compared = 0;
  let packet = 0;
  for (const row of await rowsOf(service)) {
    if (row.kind !== 'data') continue;
    const decoded = await inspector.decode(shown, row.row, null);
    if (!decoded.ok) throw new Error(decoded.failure.code);
    if (!decoded.value.fields.some(({ name }) => name === prefix)) continue;
    const layers = packets[packet]?._source.layers ?? {};
    packet += 1;
    const theirs = leaves(layers, prefix);
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

withTshark('the sample in Lua, the same file in both', async () => {
  const service = await talk('udp', 45_683, [
    '>5048 02 02 01 00d7 02 fff4 69',
    '>5048 03 01 01 7fff 00',
    '<5048 01 00 99',
    '>5048 02 ff 01',
    '>',
  ]);
  expect(await compare(service, 'sensor', SAMPLE)).toBeGreaterThan(10);
});

/** Messages of a described protocol, and such as end too early, in both. */
const compareDescribed = async (
  protocol: Protocol,
  udpPort: number,
  messages: readonly Given[],
  raw: (whole: string) => readonly string[] = () => [],
) => {
  const hexes = messages.map((given) => Buffer.from(encodeMessage(protocol, given).bytes).toString('hex'));
  const service = await talk(
    'udp',
    udpPort,
    [...hexes, ...raw(hexes[0] ?? '')].map((message) => `>${message}`),
  );
  const lua = join(await temporaryFolder(), `${protocol.name}.lua`);
  await writeFile(lua, compileLua(protocol));
  return { service, compared: await compare(service, protocol.name, lua, udpPort) };
};

withTshark('a described protocol, compiled to Lua: whole messages, and cut at every byte', async () => {
  const { service, compared } = await compareDescribed(
    METER,
    40_001,
    [
      {
        magic: [Uint8Array.of(0x4d, 0x31)],
        kind: [2],
        flags: [0x800b],
        name: ['Pump 7'],
        values: [1, -2, 8_388_607],
        scale: [0.5],
        serial: [0x0102_0304_0506_0708n],
        rest: [Uint8Array.of(9, 8, 7)],
      },
      { kind: [1], flags: [1] },
    ],
    (whole) => [
      ...Array.from({ length: whole.length / 2 - 1 }, (_, i) => whole.slice(0, 2 * (i + 1))),
      ...['4d31 01 0000 ff ffff 00', '0000 02 ffff 00 0000 00 0000 00 0000 00 00 00 00 00 00'],
    ],
  );
  expect(compared).toBeGreaterThan(100);
  const shown = {
    segments: await service.segments(),
    decodeAs: [{ transport: 'udp' as const, port: 40_001, protocol: 'meter' }],
  };
  const names = async (row: number) => {
    const decoded = await inspector.decode(shown, row, null);
    return decoded.ok ? decoded.value.fields.map(({ name }) => name) : [];
  };
  expect(await names(0)).not.toContain('meter._wrong');
  expect(await names(0)).not.toContain('meter._cut');
  expect(await names(2)).toContain('meter._cut');
  const infos = await inspector.infos(shown, [0], []);
  expect(infos).toMatchObject({ value: [{ row: 0, protocol: "A meter's message" }] });
});

const hexOf = (protocol: Protocol, given: Given): string =>
  Buffer.from(encodeMessage(protocol, given).bytes).toString('hex');

/** A conversation over TCP in both; with the fields of each row that has any, as `name: value`. */
const compareStream = async (protocol: Protocol, port: number, chunks: readonly string[]) => {
  const service = await talk('tcp', port, chunks);
  const lua = join(await temporaryFolder(), `${protocol.name}.lua`);
  await writeFile(lua, compileLua(protocol));
  await compare(service, protocol.name, lua, port, 'tcp');
  const decodeAs = [{ transport: 'tcp' as const, port, protocol: protocol.name }];
  const shown = { segments: await service.segments(), decodeAs };
  const said: (readonly string[])[] = [];
  const infos: (readonly string[])[] = [];
  for (const { row, kind } of await rowsOf(service)) {
    if (kind !== 'data') continue;
    const decoded = await inspector.decode(shown, row, null);
    if (!decoded.ok) throw new Error(decoded.failure.code);
    said.push(fieldsOf(decoded.value, protocol.name));
    const info = await inspector.infos(shown, [row], []);
    if (!info.ok) throw new Error(info.failure.code);
    infos.push(info.value.map((one) => `${one.protocol}: ${one.info}`));
  }
  return { said, infos: infos.flat() };
};

withTshark('several messages in one chunk of a stream', async () => {
  const [one, other] = [hexOf(STREAMED, { name: ['P'], value: [7] }), hexOf(STREAMED, { name: ['Pump 7'] })];
  const { said } = await compareStream(STREAMED, 40_003, [
    `>${one}${other}${other}`,
    `<${one}`,
    `>${other}${one.slice(0, -2)}`,
  ]);
  const first = ['streamed.length: 1', 'streamed.name: P', 'streamed.value: 7'];
  const second = ['streamed.length: 6', 'streamed.name: Pump 7', 'streamed.value: 0'];
  // The last one is not whole: it would be with the next chunk.
  expect(said).toEqual([[...first, ...second, ...second], first, second]);
});

withTshark('a message that is cut at every byte into two chunks of a stream is read whole', async () => {
  const whole = hexOf(LOGGED, LOGGED_MESSAGE);
  const cuts = Array.from({ length: whole.length / 2 - 1 }, (_, i) => 2 * (i + 1));
  const { said, infos } = await compareStream(LOGGED, 40_004, [
    `>${whole}`,
    ...cuts.flatMap((cut) => [`>${whole.slice(0, cut)}`, `>${whole.slice(cut)}`]),
  ]);
  const [first = []] = said;
  expect(first).toContain('logged.values: 8388607');
  expect(first.filter((line) => /unit|tags/.test(line))).toEqual([
    'logged.unit: °C',
    'logged.tags: hall 3',
    'logged.tags: ',
    'logged.tags: é',
  ]);
  expect(first).not.toContain('logged._cut: ');
  expect(said).toEqual([first, ...cuts.flatMap(() => [[], first])]);
  expect(infos.slice(0, 3)).toEqual(["Logged: Reading's \\ end\\n", ': ', "Logged: Reading's \\ end\\n"]);
});

withTshark('two messages in two chunks of a stream, cut at every byte', async () => {
  const one = hexOf(STREAMED, { name: ['P'], value: [7] });
  const other = hexOf(STREAMED, { name: ['Pump 7'], value: [8] });
  const both = one + other;
  const cuts = Array.from({ length: both.length / 2 - 1 }, (_, i) => 2 * (i + 1));
  const { said } = await compareStream(
    STREAMED,
    40_006,
    cuts.flatMap((cut) => [`>${both.slice(0, cut)}`, `>${both.slice(cut)}`]),
  );
  const first = ['streamed.length: 1', 'streamed.name: P', 'streamed.value: 7'];
  const second = ['streamed.length: 6', 'streamed.name: Pump 7', 'streamed.value: 8'];
  expect(said).toEqual(
    cuts.flatMap((cut) => (cut < one.length ? [[], [...first, ...second]] : [first, second])),
  );
});

withTshark(
  'a long message in many chunks of a stream, more messages than are shown, and what cannot be',
  async () => {
    const letter = (length: number): Given => ({ body: [new Uint8Array(length).fill(0x61)], end: [1] });
    const long = hexOf(BLOB, letter(300_000));
    const pieces = long.match(/.{1,130000}/g) ?? [];
    const short = hexOf(BLOB, letter(1));
    const { said, infos } = await compareStream(BLOB, 40_007, [
      ...pieces.map((piece) => `>${piece}`),
      // One more than are shown, and the beginning of another.
      `>${short.repeat(1001)}${short.slice(0, 6)}`,
      `>${short.slice(6)}`,
      // No more bytes make a size of it, and so many are not waited for.
      '>8000000061',
      '>7fffffff61',
      `>${short}`,
    ]);
    const one = ['blob.size: 1', 'blob.body: 61', 'blob.end: 1'];
    expect(said.slice(0, pieces.length - 1).flat()).toEqual([]);
    expect(said[pieces.length - 1]?.map((line) => line.slice(0, 20))).toEqual([
      'blob.size: 300000',
      `blob.body: ${'61:'.repeat(3)}`,
      'blob.end: 1',
    ]);
    const behind = said.slice(pieces.length);
    expect(behind.map(({ length }) => length)).toEqual([3000, 3, 2, 2, 3]);
    expect(behind[1]).toEqual(one);
    expect(behind[4]).toEqual(one);
    expect(behind[2]).toEqual(['blob.size: -2147483648', 'blob._cut: ']);
    expect(infos.slice(-3, -1)).toEqual(['Blob: ends within body', 'Blob: ends within body']);
  },
);

withTshark(
  'texts that end with a zero, in datagrams that are cut at every byte, and without a zero',
  async () => {
    const { service, compared } = await compareDescribed(LOGGED, 40_005, [LOGGED_MESSAGE], (whole) => [
      ...Array.from({ length: whole.length / 2 - 1 }, (_, i) => whole.slice(0, 2 * (i + 1))),
      whole.replace('c2b04300', 'c2b04361626364650066'),
    ]);
    expect(compared).toBeGreaterThan(100);
    const decodeAs = [{ transport: 'udp' as const, port: 40_005, protocol: 'logged' }];
    const shown = { segments: await service.segments(), decodeAs };
    const rows = (await rowsOf(service)).map(({ row }) => row);
    const infos = await inspector.infos(shown, rows, []);
    const said = infos.ok ? infos.value.map(({ info }) => info.replace(/^.*, /, '')) : [];
    expect(said.filter((info) => info.startsWith('ends within'))).toEqual([
      ...['magic', 'kind', 'flags', 'flags', 'count', 'name_length', 'name_length'].map(
        (name) => `ends within ${name}`,
      ),
      ...Array.from({ length: 6 }, () => 'ends within name'),
      ...Array.from({ length: 9 }, () => 'ends within values'),
      ...Array.from({ length: 4 }, () => 'ends within scale'),
      ...Array.from({ length: 8 }, () => 'ends within serial'),
      ...Array.from({ length: 4 }, () => 'ends within unit'),
      ...Array.from({ length: 11 }, () => 'ends within tags'),
      ...['crc', 'crc', 'unit'].map((name) => `ends within ${name}`),
    ]);
  },
);

withTshark('every checksum of described protocols', async () => {
  const { service, compared } = await compareDescribed(CHECKED, 40_002, [
    { data: [bytesOf('123456789')] },
    { data: [Uint8Array.of(255, 254, 253, 128, 127, 1, 0, 0, 200)] },
  ]);
  expect(compared).toBeGreaterThan(100);
  const shown = {
    segments: await service.segments(),
    decodeAs: [{ transport: 'udp' as const, port: 40_002, protocol: 'checked' }],
  };
  for (const row of [0, 1]) {
    const decoded = await inspector.decode(shown, row, null);
    if (!decoded.ok) throw new Error(decoded.failure.code);
    const { fields } = decoded.value;
    expect(fields.filter(({ name }) => /^checked\.check/.test(name))).toHaveLength(ALGORITHMS.size);
    // The expert stands behind the checksum that does not fit.
    const wrong = fields.flatMap(({ name }, i) => (name === 'checked._wrong' ? [fields[i - 1]?.label] : []));
    expect(wrong).toEqual([]);
  }
});
