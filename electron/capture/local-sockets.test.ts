import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { formatAddress } from '../../core/contract/address';
import type { EndpointTag } from '../../core/contract/happening';
import { pathAddress, unnamedAddress } from '../../core/contract/local-address';
import type { Flow } from '../../core/contract/recorder';
import type { CaptureService } from './capture-service-contract';
import {
  bytesOf,
  cleanUp,
  filterOf,
  happeningOf,
  noControl,
  rowsOf,
  START,
  startService,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const PATH = '/tmp/two words 套接字.sock';
const tag: EndpointTag = { id: 's', name: 'x.sock', description: `Local server ${PATH}` };

const record = (service: CaptureService): void => {
  const { recorder } = service;
  const server: Flow = {
    id: 7,
    endpoint: tag,
    transport: 'tcp',
    local: pathAddress(PATH),
    remote: unnamedAddress(7),
  };
  const client: Flow = {
    id: 8,
    endpoint: { id: 'c', name: PATH, description: `Local client ${PATH}` },
    transport: 'tcp',
    local: unnamedAddress(8),
    remote: pathAddress(PATH),
  };
  for (const flow of [server, client]) {
    recorder.connectionOpened(flow, flow === server ? 'remote' : 'local', START);
    recorder.happening(
      happeningOf('accepted', { endpoint: flow.endpoint, flow: flow.id, peer: formatAddress(flow.remote) }),
      START + 1n,
    );
    recorder.data(flow, 'in', bytesOf('hello'), START + 2n);
    recorder.data(flow, 'out', bytesOf('world'), START + 3n);
    recorder.connectionFinished(flow, 'remote', 'fin', START + 4n);
    recorder.connectionFinished(flow, 'local', 'fin', START + 5n);
  }
};

const peers = async (service: CaptureService) =>
  (await rowsOf(service)).map(({ endpoint, peer }) => [endpoint, peer]);

const EXPECTED = [
  ['x.sock', '#7'],
  ['x.sock', '#7'],
  ['x.sock', '#7'],
  [PATH, PATH],
  [PATH, PATH],
  [PATH, PATH],
];

test('rows of a local socket say its path, and still do when the saved file is opened', async () => {
  const { service, until } = await startService();
  record(service);
  await until(() => service.viewState().matched === 6);
  expect(await peers(service)).toEqual(EXPECTED);
  const path = join(await temporaryFolder(), 'saved.pcapng');
  expect(await service.save(path, noControl)).toEqual({ ok: true, value: null });
  expect(await service.open(path, noControl)).toEqual({ ok: true, value: null });
  await until(() => service.viewState().matched === 6);
  expect(await peers(service)).toEqual(EXPECTED);
});

test('a filter finds them by the path and by the number', async () => {
  const { service, until } = await startService();
  record(service);
  for (const [query, matched] of [
    [`peer == "${PATH}"`, 3],
    ['peer == "#7"', 3],
    ['peer contains "two words" && dir == in', 1],
    ['tcp.port == 49159', 2],
  ] as const) {
    expect((await service.setView(filterOf({ query }))).ok).toBe(true);
    await until(() => service.viewState().scanned === 6);
    expect([query, service.viewState().matched]).toEqual([query, matched]);
  }
});
