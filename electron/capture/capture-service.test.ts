import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  bytesOf,
  cleanUp,
  flowOf,
  happeningOf,
  rowsOf,
  START,
  short,
  startService,
  tagOf,
} from './test-support';

afterEach(cleanUp);

describe('the live capture', () => {
  test('shows each row at once, before it is on disk', async () => {
    const { service } = await startService();
    const flow = flowOf(7);
    service.recorder.happening(happeningOf('listening', { params: { local: '127.0.0.1:8888' } }), START);
    service.recorder.connectionOpened(flow, 'remote', START + 1000n);
    service.recorder.happening(happeningOf('accepted', { flow: 7, peer: '127.0.0.1:40007' }), START + 2000n);
    service.recorder.data(flow, 'in', bytesOf('Hello, server!'), START + 3000n);
    service.recorder.data(flow, 'out', bytesOf('Hello, client!'), START + 5000n);
    const rows = await rowsOf(service);
    expect(rows.map(short)).toEqual([
      'info listening listening {"local":"127.0.0.1:8888"}',
      'info accepted accepted {}',
      'in tcp 14 Hello, server!',
      'out tcp 14 Hello, client!',
    ]);
    expect(rows.map(({ delta }) => delta)).toEqual([null, 2000, 1000, 2000]);
    expect(rows[2]).toMatchObject({
      endpoint: 'one',
      peer: '127.0.0.1:40007',
      flow: 7,
      seconds: 1_790_000_000,
      nanos: 3000,
    });
    expect(service.status()).toMatchObject({
      rows: 4,
      received: 1,
      sent: 1,
      stored: 2,
      bytesIn: 14,
      bytesOut: 14,
      unsaved: 4,
      recording: { on: true },
    });
  });

  test('writes nothing before there is a row, and everything soon after', async () => {
    const { service, folder, until } = await startService();
    expect(await readdir(join(folder, 'captures'))).toEqual([]);
    service.recorder.data(flowOf(1), 'in', bytesOf('x'), START);
    await until(() => service.status().fileBytes > 0 && service.recorder.pending === 0);
    const files = await readdir(join(folder, 'captures'));
    expect(files.map((name) => name.split('.').at(-1)).sort()).toEqual(['index', 'pcapng', 'run']);
  });

  test('answers the bytes of a chunk that needed many packets, from any offset', async () => {
    const { service } = await startService();
    const big = new Uint8Array(1_000_000).map((_, i) => (i * 31) & 0xff);
    service.recorder.data(flowOf(1), 'in', bytesOf('before'), START);
    service.recorder.data(flowOf(1), 'in', big, START + 1n);
    service.recorder.data(flowOf(1), 'in', bytesOf('after'), START + 2n);
    for (const [offset, length] of [
      [0, 10],
      [65_490, 20],
      [999_990, 100],
      [0, 1_000_000],
      [1_000_000, 5],
    ] as const) {
      const answer = await service.bytes(1, offset, length);
      expect(answer.ok && answer.value.total).toBe(big.length);
      expect(answer.ok && Buffer.from(answer.value.bytes).equals(big.subarray(offset, offset + length))).toBe(
        true,
      );
    }
    const rows = await rowsOf(service);
    expect(rows.map(short).map((line) => line.slice(0, 14))).toEqual([
      'in tcp 6 befor',
      'in tcp 1000000',
      'in tcp 5 after',
    ]);
  });

  test('an endpoint that was renamed keeps its old name on its old rows', async () => {
    const { service } = await startService();
    const flow = flowOf(1);
    service.recorder.data(flow, 'in', bytesOf('a'), START);
    service.recorder.data(
      { ...flow, endpoint: { ...flow.endpoint, name: 'renamed' } },
      'in',
      bytesOf('b'),
      START,
    );
    service.recorder.data(flow, 'in', bytesOf('c'), START);
    expect((await rowsOf(service)).map(({ endpoint }) => endpoint)).toEqual(['one', 'renamed', 'one']);
  });

  test('endpoints beyond the limit of a segment share one interface', async () => {
    const { service } = await startService();
    for (let i = 0; i < 65_600; i += 1) {
      service.recorder.happening(happeningOf('listening', { endpoint: tagOf(`n${i}`) }), START);
    }
    const { view } = service.viewState();
    const page = await service.page(view, 65_530, 70);
    const names = page.ok ? page.value.rows.map(({ endpoint }) => endpoint) : [];
    expect(names.slice(0, 6)).toEqual([
      'n65530',
      'n65531',
      'n65532',
      'n65533',
      'further endpoints',
      'further endpoints',
    ]);
    expect(new Set(names.slice(4)).size).toBe(1);
  });

  test('onChange is called once, and again after the status was asked for', async () => {
    const { service, changes } = await startService();
    expect(changes.count).toBe(0);
    const flow = flowOf(1);
    for (let i = 0; i < 10; i += 1) service.recorder.data(flow, 'in', bytesOf('a'), START);
    expect(changes.count).toBe(1);
    service.status();
    service.recorder.data(flow, 'in', bytesOf('a'), START);
    expect(changes.count).toBe(2);
  });
});
