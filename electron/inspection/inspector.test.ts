import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import type { DecodedField, DecodedRow } from '../../core/contract/dissect';
import type { Result } from '../../core/contract/result';
import type { CaptureService } from '../capture/capture-service-contract';
import { nodeDisk } from '../capture/disk';
import {
  bytesOf,
  cleanUp,
  flowOf,
  happeningOf,
  noControl,
  START,
  startService,
  tagOf,
  temporaryFolder,
} from '../capture/test-support';
import { Dissectors } from '../dissect/dissectors';
import { Inspector } from './inspector';

let dissectors: Dissectors;
let inspector: Inspector;

beforeAll(async () => {
  dissectors = await Dissectors.load();
  inspector = new Inspector(nodeDisk, dissectors);
}, 60_000);
afterEach(cleanUp);

const shownOf = async (service: CaptureService, decodeAs: readonly DecodeAsRule[] = []) => ({
  segments: await service.segments(),
  decodeAs,
});

const answered = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** Port 502 on our side, so that the dissectors know it without being told. */
const modbusFlow = (id: number, endpoint = tagOf('plc')) => ({
  ...flowOf(id, { endpoint }),
  local: { address: '127.0.0.1', port: 502, family: 4 as const },
});

const query = (transaction: number): Uint8Array =>
  Uint8Array.of(transaction >> 8, transaction & 0xff, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2);
const response = (transaction: number): Uint8Array =>
  Uint8Array.of(transaction >> 8, transaction & 0xff, 0, 0, 0, 7, 1, 3, 4, 1, 2, 3, 4);

const startModbus = async (exchanges: number) => {
  const started = await startService();
  const { recorder } = started.service;
  const flow = modbusFlow(1);
  recorder.connectionOpened(flow, 'remote', START);
  recorder.happening(happeningOf('accepted', { flow: 1, endpoint: flow.endpoint }), START);
  for (let i = 1; i <= exchanges; i += 1) {
    recorder.data(flow, 'in', query(i), START + BigInt(i) * 1_000_000n);
    recorder.data(flow, 'out', response(i), START + BigInt(i) * 1_000_000n + 200_000n);
  }
  return { ...started, segments: await shownOf(started.service) };
};

const field = ({ fields }: DecodedRow, name: string): DecodedField => {
  const found = fields.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name} in ${fields.map((one) => one.name).join(' ')}`);
  return found;
};

describe('the tree of a row', () => {
  test('has the deepest protocol first, and the bytes of each field', async () => {
    const { segments } = await startModbus(2);
    const row = answered(await inspector.decode(segments, 4, null));
    const layers = row.fields.filter(({ depth }) => depth === 0);
    expect(layers.map(({ name }) => name)).toEqual(['modbus', 'mbtcp', 'tcp', 'ip', 'raw', 'frame']);
    expect(row).toMatchObject({ row: 4, packet: 0, packets: 1, messageLayers: 2, cut: false });
    expect(row.sources).toEqual([{ name: '', length: 13 }]);
    expect(layers[0]).toMatchObject({ start: 7, length: 6, isProtocol: true, filter: 'modbus' });
    expect(field(row, 'modbus.func_code')).toMatchObject({
      depth: 1,
      label: '.000 0011 = Function Code: Read Holding Registers (3)',
      filter: 'modbus.func_code == 3',
      start: 7,
      length: 1,
    });
    expect(field(row, 'modbus.regval_uint16')).toMatchObject({ start: 9, length: 2 });
    // The headers are made up, so no byte of the message belongs to them.
    expect(field(row, 'ip.src')).toMatchObject({ start: 0, length: 0 });
  });

  test('speaks of rows where Wireshark speaks of frames, and of none where there is none', async () => {
    const { segments } = await startModbus(2);
    const row = answered(await inspector.decode(segments, 4, null));
    expect(field(row, 'modbus.request_frame')).toMatchObject({
      label: 'Request Frame: #4',
      row: 3,
      filter: '',
    });
    expect(row.fields.some(({ name }) => name === 'frame.number' || name === 'tcp.stream')).toBe(false);
    const first = answered(await inspector.decode(segments, 1, null));
    expect(
      first.fields.find(({ name }) => name === 'tcp.analysis.acks_frame') ?? { row: null },
    ).toMatchObject({
      row: null,
    });
    expect(field(first, 'frame').label).toMatch(/^Frame: 52 bytes/);
  });

  test('of a message in several packets is that of the packet which completes it', async () => {
    const { service } = await startService();
    const flow = { ...flowOf(1), local: { address: '127.0.0.1', port: 80, family: 4 as const } };
    const body = 'x'.repeat(150_000);
    const text = `POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    service.recorder.connectionOpened(flow, 'remote', START);
    service.recorder.data(flow, 'in', bytesOf(text), START);
    const segments = await shownOf(service);
    const row = answered(await inspector.decode(segments, 0, null));
    expect(row).toMatchObject({ packet: 2, packets: 3 });
    expect(row.sources.map(({ name }) => name)).toEqual(['', `Reassembled TCP (${text.length} bytes)`]);
    expect(row.sources[0]?.length).toBe(text.length);
    expect(field(row, 'http.host')).toMatchObject({ source: 1, start: text.indexOf('Host'), length: 9 });
    const whole = answered(
      await inspector.source(segments, { row: 0, packet: 2, source: 1, offset: 10, length: 20 }),
    );
    expect(Buffer.from(whole.bytes).toString()).toBe(text.slice(10, 30));
    expect(whole.total).toBe(text.length);
    const start = answered(await inspector.decode(segments, 0, 0));
    expect(field(start, 'tcp.reassembled_in')).toMatchObject({ row: 0 });
    expect(field(start, 'tcp.payload')).toMatchObject({ start: 0 });
    expect(field(answered(await inspector.decode(segments, 0, 1)), 'tcp.payload').start).toBeGreaterThan(
      60_000,
    );
  });

  test('of both ends of one connection in this window is decoded for each', async () => {
    const { service } = await startService();
    const server = modbusFlow(1);
    const client = {
      id: 2,
      endpoint: tagOf('client'),
      transport: 'tcp' as const,
      local: server.remote,
      remote: server.local,
    };
    service.recorder.connectionOpened(client, 'local', START);
    service.recorder.connectionOpened(server, 'remote', START);
    service.recorder.data(client, 'out', query(1), START + 1n);
    service.recorder.data(server, 'in', query(1), START + 2n);
    const segments = await shownOf(service);
    for (const row of [0, 1]) {
      expect(answered(await inspector.decode(segments, row, null)).fields[0]?.name).toBe('modbus');
    }
    expect(answered(await inspector.infos(segments, [0, 1], []))).toHaveLength(1);
    expect(answered(await inspector.infos(segments, [1], []))[0]).toMatchObject({ protocol: 'Modbus/TCP' });
  });

  test('of a request knows of the answer that has come since', async () => {
    const { service } = await startModbus(0);
    service.recorder.data(modbusFlow(1), 'in', query(1), START + 1_000_000n);
    const before = answered(await inspector.decode(await shownOf(service), 1, null));
    expect(before.fields.some(({ name }) => name === 'modbus.func_code')).toBe(true);
    service.recorder.data(modbusFlow(1), 'out', response(1), START + 2_000_000n);
    answered(await inspector.decode(await shownOf(service), 1, null));
    expect([...(dissectors.slice?.rows.keys() ?? [])]).toEqual([1, 2]);
  });

  test('comes ahead where nothing has to be read for it, and is the same', async () => {
    const { service } = await startModbus(3);
    const other = modbusFlow(2, tagOf('other'));
    service.recorder.data(other, 'in', query(9), START + 9_000_000n);
    const segments = await shownOf(service);
    expect(answered(inspector.ahead(segments, 2))).toBe(null);
    answered(await inspector.decode(segments, 1, null));
    expect(answered(inspector.ahead(segments, 2))).toEqual(
      answered(await inspector.decode(segments, 2, null)),
    );
    expect(answered(inspector.ahead(segments, 7))).toBe(null);
    service.recorder.data(modbusFlow(1), 'in', query(4), START + 10_000_000n);
    const grown = await shownOf(service);
    // The last row that was known may be told of by what has come since.
    expect([2, 6].map((row) => answered(inspector.ahead(grown, row)) !== null)).toEqual([true, false]);
  });

  test('a row of another capture with the same number is another row', async () => {
    const first = await startModbus(3);
    expect(answered(await inspector.decode(first.segments, 3, null)).fields[0]?.name).toBe('modbus');
    await first.service.clear();
    const flow = {
      ...flowOf(5, { transport: 'udp' }),
      local: { address: '127.0.0.1', port: 53, family: 4 as const },
    };
    const dns = Buffer.from('000101000001000000000000016103636f6d0000010001', 'hex');
    for (let i = 0; i < 5; i += 1) first.service.recorder.data(flow, 'in', dns, START);
    const row = answered(await inspector.decode(await shownOf(first.service), 3, null));
    expect(row.fields[0]?.name).toBe('dns');
  });

  test('a row that does not exist, and one that is too large, are failures', async () => {
    const { service, segments } = await startModbus(1);
    expect(await inspector.decode(segments, 99, null)).toMatchObject({
      failure: { code: 'ECAPTURE_NO_ROW' },
    });
    expect(await inspector.decode(segments, 0, null)).toMatchObject({ failure: { code: 'ECAPTURE_NO_ROW' } });
    service.recorder.data(modbusFlow(1), 'in', new Uint8Array(66 * 1024 * 1024), START);
    expect(await inspector.decode(await shownOf(service), 3, null)).toMatchObject({
      failure: { code: 'EDISSECT_TOO_LARGE', params: { most: 64 } },
    });
  }, 60_000);
});

test('a message of 16 MB is described, decoded and put together', async () => {
  const { service } = await startService();
  const flow = { ...modbusFlow(1), local: { address: '127.0.0.1', port: 80, family: 4 as const } };
  const size = 16 * 1024 * 1024;
  const head = bytesOf(`POST /a HTTP/1.1\r\nContent-Length: ${size}\r\n\r\n`);
  const message = new Uint8Array(head.length + size).fill(0x78);
  message.set(head);
  service.recorder.connectionOpened(flow, 'remote', START);
  service.recorder.data(flow, 'in', message, START);
  const shown = await shownOf(service);
  expect(answered(await inspector.infos(shown, [0], ['http.content_length']))).toMatchObject([
    { row: 0, protocol: 'HTTP', values: { 'http.content_length': String(size) } },
  ]);
  // One that is larger still has no words, and its neighbours have theirs.
  service.recorder.data(flow, 'in', new Uint8Array(2 * size), START);
  const larger = answered(await inspector.infos(await shownOf(service), [1, 2], []));
  expect(larger).toEqual([{ row: 1, protocol: '', info: '', values: {} }]);
  const decoded = answered(await inspector.decode(shown, 0, null));
  expect(field(decoded, 'http.content_length').label).toContain(String(size));
  const [own, whole] = decoded.sources;
  expect(own?.length).toBe(message.length);
  expect(whole?.length).toBe(message.length);
  const end = { row: 0, packet: decoded.packet, source: 1, offset: message.length - 4, length: 100 };
  expect(answered(await inspector.source(shown, end))).toEqual({
    bytes: Uint8Array.of(0x78, 0x78, 0x78, 0x78),
    total: message.length,
  });
}, 120_000);

describe('the log’s words for rows', () => {
  test('are Wireshark’s, and empty where there is no more than the transport', async () => {
    const { service, segments } = await startModbus(2);
    const infos = answered(await inspector.infos(segments, [1, 2, 3, 4], []));
    expect(infos.map(({ row, protocol, info }) => `${row} ${protocol}|${info}`)).toEqual([
      '1 Modbus/TCP|Query: Trans: 1; Unit: 1, Func: 3: Read Holding Registers',
      '2 Modbus/TCP|Response: Trans: 1; Unit: 1, Func: 3: Read Holding Registers',
      '3 Modbus/TCP|Query: Trans: 2; Unit: 1, Func: 3: Read Holding Registers',
      '4 Modbus/TCP|Response: Trans: 2; Unit: 1, Func: 3: Read Holding Registers',
    ]);
    service.recorder.data(flowOf(9), 'in', bytesOf('Hello, server!'), START);
    expect(answered(await inspector.infos(await shownOf(service), [5], []))).toEqual([
      { row: 5, protocol: '', info: '', values: {} },
    ]);
  });

  test('come with the values of the fields that are asked for, also where there is only the transport', async () => {
    const { service, segments } = await startModbus(2);
    const fields = ['modbus.func_code', 'mbtcp.len', 'modbus.regval_uint16', 'tcp.dstport', 'no.such'];
    const values = async (rows: readonly number[], wanted = fields) =>
      answered(await inspector.infos(segments, rows, wanted)).map((info) => info.values);
    expect(await values([3, 4])).toEqual([
      { 'modbus.func_code': 'Read Holding Registers', 'mbtcp.len': '6', 'tcp.dstport': '502' },
      {
        'modbus.func_code': 'Read Holding Registers',
        'mbtcp.len': '7',
        'modbus.regval_uint16': '258,772',
        'tcp.dstport': '40001',
      },
    ]);
    expect(await values([4], ['mbtcp.len'])).toEqual([{ 'mbtcp.len': '7' }]);
    expect(await values([4], [])).toEqual([{}]);
    service.recorder.data(flowOf(9), 'in', bytesOf('Hello, server!'), START);
    const [plain] = answered(await inspector.infos(await shownOf(service), [5], ['tcp.len']));
    expect(plain).toEqual({ row: 5, protocol: '', info: '', values: { 'tcp.len': '14' } });
  });

  test('of an opened file are the same', async () => {
    const { service } = await startModbus(2);
    const path = `${await temporaryFolder()}/a.pcapng`;
    await service.save(path, noControl);
    await service.open(path, noControl);
    const infos = answered(await inspector.infos(await shownOf(service), [2, 4], []));
    expect(infos.map(({ protocol }) => protocol)).toEqual(['Modbus/TCP', 'Modbus/TCP']);
  });
});

describe('the values of fields', () => {
  test('are bare, with their rows and times, and go with the log’s words', async () => {
    const { service, segments } = await startModbus(3);
    service.recorder.happening(happeningOf('note', { params: { text: 'x' } }), START);
    service.recorder.data(flowOf(9), 'in', bytesOf('Hello, server!'), START);
    const rows = Array.from({ length: 10 }, (_, row) => row);
    const shown = await shownOf(service);
    const found = answered(await inspector.values(shown, rows, ['modbus.func_code', 'mbtcp.len']));
    const at = (ms: number): number => Number(START / 1000n) + ms * 1000;
    expect(found).toEqual([
      { row: 1, micros: at(1), values: ['3', '6'] },
      { row: 2, micros: at(1) + 200, values: ['3', '7'] },
      { row: 3, micros: at(2), values: ['3', '6'] },
      { row: 4, micros: at(2) + 200, values: ['3', '7'] },
      { row: 5, micros: at(3), values: ['3', '6'] },
      { row: 6, micros: at(3) + 200, values: ['3', '7'] },
    ]);
    const infos = answered(await inspector.infos(segments, [1], ['modbus.func_code']));
    expect(infos[0]?.values).toEqual({ 'modbus.func_code': 'Read Holding Registers' });
    expect(answered(await inspector.values(shown, rows, ['tcp.len'])).at(-1)).toEqual({
      row: 8,
      micros: at(0),
      values: ['14'],
    });
  });

  test('of a field that the engine does not know are a failure; of rows that are not there, nothing', async () => {
    const { segments } = await startModbus(1);
    expect(await inspector.values(segments, [1], ['modbus.nosuch'])).toMatchObject({
      failure: { code: 'EFILTER_ENGINE' },
    });
    expect(answered(await inspector.values(segments, [77, 78], ['tcp.len']))).toEqual([]);
  });
});

test('a port is decoded as a person says', async () => {
  const { service } = await startService();
  // Both ports are nobody's.
  for (let i = 1; i <= 2; i += 1) {
    service.recorder.data(flowOf(1), 'in', query(i), START + BigInt(i) * 2n);
    service.recorder.data(flowOf(1), 'out', response(i), START + BigInt(i) * 2n + 1n);
  }
  const plain = answered(await inspector.decode(await shownOf(service), 1, null));
  expect(plain.fields[0]?.name).toBe('data');
  const rules = [{ transport: 'tcp', port: 8888, protocol: 'mbtcp' }] as const;
  const told = await shownOf(service, rules);
  expect(answered(await inspector.decode(told, 1, null)).fields[0]?.name).toBe('modbus');
  expect(answered(await inspector.infos(told, [0, 1], [])).map(({ info }) => info.split(':')[0])).toEqual([
    'Query',
    'Response',
  ]);
  // Another rule, on the other port's transport, and one that names nothing.
  const more = await shownOf(service, [
    ...rules,
    { transport: 'udp', port: 8888, protocol: 'dns' },
    { transport: 'tcp', port: 9999, protocol: 'no.such-dissector' },
  ]);
  expect(answered(await inspector.decode(more, 1, null)).fields[0]?.name).toBe('modbus');
});

test.each([
  ['server', 443, 'http'],
  ['client', 443, 'http'],
  ['server', 8443, 'http'],
  ['server', 993, 'imap'],
] as const)(
  'what a TLS %s spoke on port %i is decoded as %s; real TLS on that port stays TLS',
  async (role, port, name) => {
    const { service } = await startService();
    const at = (id: number, description: string) => ({
      ...flowOf(id, { endpoint: { id: `${id}`, name: `${id}`, description } }),
      ...{ [role === 'server' ? 'local' : 'remote']: { address: '127.0.0.1', port, family: 4 as const } },
    });
    const own = at(1, `TLS ${role} 127.0.0.1:${port}`);
    const strange = at(2, `TCP ${role} 127.0.0.1:${port}`);
    const said = name === 'http' ? 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' : 'a1 LOGIN me secret\r\n';
    service.recorder.data(own, role === 'server' ? 'in' : 'out', bytesOf(said), START);
    const alert = Uint8Array.of(21, 3, 3, 0, 2, 2, 40);
    service.recorder.data(strange, role === 'server' ? 'in' : 'out', alert, START + 1n);
    const shown = await shownOf(service);
    const protocolOf = async (row: number) =>
      answered(await inspector.decode(shown, row, null)).fields[0]?.name;
    expect(await protocolOf(0)).toBe(name);
    // Elsewhere an alert alone is not known for one.
    expect(await protocolOf(1)).toBe(port === 8443 ? 'data' : 'tls');
    expect(await protocolOf(0)).toBe(name);
  },
);

test('the dissectors are known by name', () => {
  const names = answered(inspector.protocols());
  expect(names.length).toBeGreaterThan(2000);
  expect(names).toContainEqual({ name: 'mbtcp', title: 'Modbus/TCP' });
  expect(names).toContainEqual({ name: 'http', title: 'HTTP' });
});

test('memory does not grow with the rows that are looked at', async () => {
  const { segments } = await startModbus(50);
  const look = async (): Promise<void> => {
    for (let row = 1; row <= 100; row += 1) answered(await inspector.decode(segments, row, null));
  };
  await look();
  const before = dissectors.memory;
  await look();
  await look();
  expect(dissectors.memory).toBe(before);
}, 60_000);
