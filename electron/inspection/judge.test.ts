import { afterEach, beforeAll, expect, test } from 'vitest';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import { nodeDisk } from '../capture/disk';
import type { Judge } from '../capture/judged-scan';
import {
  bytesOf,
  cleanUp,
  filterOf,
  flowOf,
  happeningOf,
  rowsOf,
  START,
  startService,
  tagOf,
} from '../capture/test-support';
import { Dissectors } from '../dissect/dissectors';
import { Inspector } from './inspector';

let inspector: Inspector;
const RULES: readonly DecodeAsRule[] = [];

beforeAll(async () => {
  inspector = new Inspector(nodeDisk, await Dissectors.load());
}, 60_000);
afterEach(cleanUp);

const judge: Judge = ({ filter, rows, segments }) =>
  inspector.judge({ segments, decodeAs: RULES }, filter, rows);

/** Two conversations over Modbus on two endpoints, plain text between them, and an event. Rows are numbered from 0. */
const start = async (exchanges: number) => {
  const started = await startService({ judge });
  const { recorder } = started.service;
  const modbus = (id: number, name: string) => ({
    ...flowOf(id, { endpoint: tagOf(name) }),
    local: { address: '127.0.0.1', port: 502, family: 4 as const },
  });
  const [one, two, text] = [modbus(1, 'plc'), modbus(2, 'other'), flowOf(3)];
  for (const flow of [one, two]) recorder.connectionOpened(flow, 'remote', START);
  let time = START;
  const next = (): bigint => {
    time += 1_000_000n;
    return time;
  };
  recorder.happening(happeningOf('note', { params: { text: 'modbus' } }), next());
  for (let i = 1; i <= exchanges; i += 1) {
    const code = i % 2 === 0 ? 3 : 6;
    for (const flow of [one, two]) {
      recorder.data(flow, 'in', Uint8Array.of(0, i & 0xff, 0, 0, 0, 6, 1, code, 0, 0, 0, 2), next());
    }
    recorder.data(text, 'in', bytesOf('modbus.func_code == 3'), next());
    recorder.data(one, 'out', Uint8Array.of(0, i & 0xff, 0, 0, 0, 3, 1, code | 0x80, 2), next());
  }
  return started;
};

const matches = async (query: string, exchanges = 2): Promise<readonly number[]> => {
  const { service, until } = await start(exchanges);
  const set = await service.setView(filterOf({ query }));
  if (!set.ok) throw new Error(set.failure.code);
  await until(() => service.viewState().scanned === 1 + exchanges * 4);
  return (await rowsOf(service)).map(({ row }) => row);
};

// Row 0 is the event; 1 and 5 are requests on plc, 2 and 6 on other, 3 and 7 text, 4 and 8 answers of plc.
test.each([
  ['modbus.func_code == 3', [5, 6, 8]],
  ['modbus.func_code == 3 && dir == in', [5, 6]],
  ['modbus.func_code == 3 and endpoint == "plc"', [5, 8]],
  ['modbus.exception_code == 2', [4, 8]],
  ['modbus.func_code == 3 or dir == out', [4, 5, 6, 8]],
  ['not modbus.func_code == 3', [0, 1, 2, 3, 4, 7]],
  ['not modbus.func_code == 3 and not modbus.func_code == 6 and kind == data', [3, 7]],
  ['modbus.func_code in {3, 6} and len > 9', [1, 2, 5, 6]],
  ['frame.protocols contains "modbus" and mbtcp.trans_id == 2', [5, 6, 8]],
  ['(modbus.func_code == 6 and dir == in) or row == 1', [0, 1, 2]],
])('%s', async (query, rows) => {
  expect(await matches(query)).toEqual(rows);
});

test('goes through many conversations in slices, and keeps up with what is recorded', async () => {
  const { service, until } = await start(3000);
  await service.setView(filterOf({ query: 'modbus.func_code == 6 and dir == in' }));
  await until(() => service.viewState().scanned === 12_001);
  expect(service.viewState().matched).toBe(3000);
  service.recorder.data(
    { ...flowOf(1, { endpoint: tagOf('plc') }), local: { address: '127.0.0.1', port: 502, family: 4 } },
    'in',
    Uint8Array.of(0, 9, 0, 0, 0, 6, 1, 6, 0, 0, 0, 2),
    START,
  );
  await until(() => service.viewState().scanned === 12_002);
  expect(service.viewState().matched).toBe(3001);
}, 120_000);

test('a term that the engine does not take is said', async () => {
  expect(inspector.check(['modbus.func_code == 3', 'modbus.nosuch == 1'])).toMatchObject({
    ok: false,
    failure: { code: 'EFILTER_ENGINE', params: { found: 'modbus.nosuch == 1' } },
  });
  expect(inspector.check(['dns.qry.name contains "x"'])).toEqual({ ok: true, value: null });
  const { service, warnings, until } = await start(1);
  await service.setView(filterOf({ query: 'modbus.nosuch == 1' }));
  await until(() => warnings.length > 0);
  expect(warnings[0]?.code).toBe('EFILTER_ENGINE');
});

test('names are completed by the engine', () => {
  const completed = inspector.complete('modbus.func');
  expect(completed).toEqual({ ok: true, value: [{ name: 'modbus.func_code', title: 'Function Code' }] });
});
