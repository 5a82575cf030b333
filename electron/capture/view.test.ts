import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { CaptureService } from './capture-service-contract';
import { MatchList } from './match-list';
import {
  bytesOf,
  cleanUp,
  filterOf,
  flowOf,
  happeningOf,
  noControl,
  rowsOf,
  START,
  savedBytes,
  startService,
  tagOf,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const tcp = flowOf(1, { endpoint: tagOf('alpha') });
const udp = flowOf(2, { endpoint: tagOf('beta'), transport: 'udp', host: '::1' });

const fill = ({ recorder }: CaptureService): void => {
  recorder.happening(happeningOf('listening', { endpoint: tagOf('alpha') }), START);
  recorder.connectionOpened(tcp, 'remote', START + 1n);
  recorder.happening(
    happeningOf('accepted', { endpoint: tagOf('alpha'), flow: 1, peer: '127.0.0.1:40001' }),
    START + 1_000_000_000n,
  );
  recorder.data(tcp, 'in', bytesOf('GET / HTTP/1.1'), START + 2_000_000_000n);
  recorder.data(tcp, 'out', bytesOf('HTTP/1.1 200 OK'), START + 3_000_000_000n);
  recorder.data(udp, 'in', new Uint8Array(0), START + 4_000_000_000n);
  recorder.data(udp, 'out', Uint8Array.of(1, 2, 3, 0xff), START + 5_000_000_000n);
  // 'needle' lies across the border between two packets of one row.
  const big = new Uint8Array(100_000);
  big.set(bytesOf('needle'), 65_495 - 3);
  recorder.data(tcp, 'in', big, START + 6_000_000_000n);
  recorder.connectionFinished(tcp, 'remote', 'rst', START + 7_000_000_000n);
  recorder.happening(
    happeningOf('resetByPeer', {
      endpoint: tagOf('alpha'),
      severity: 'error',
      flow: 1,
      peer: '127.0.0.1:40001',
    }),
    START + 7_000_000_000n,
  );
};

const scanned = async (
  { service, until }: Awaited<ReturnType<typeof startService>>,
  filter: Parameters<typeof filterOf>[0],
): Promise<readonly number[]> => {
  const set = await service.setView(filterOf(filter));
  if (!set.ok) throw new Error(JSON.stringify(set.failure));
  await until(() => service.viewState().scanned === service.viewState().total);
  return (await rowsOf(service)).map(({ row }) => row);
};

/** Seconds after START. */
const seconds = (from: number, to: number) => {
  const start = Number(START / 1000n);
  return { from: start + from * 1_000_000, to: start + to * 1_000_000 };
};

const CASES = [
  [{}, [0, 1, 2, 3, 4, 5, 6, 7]],
  [{ events: false }, [2, 3, 4, 5, 6]],
  [{ in: false }, [0, 1, 3, 5, 7]],
  [{ out: false, events: false }, [2, 4, 6]],
  [{ in: false, out: false, events: false }, []],
  [{ query: 'http' }, [2, 3]],
  [{ query: 'http', in: false }, [3]],
  [{ query: 'accepted' }, [1]],
  [{ query: 'needle' }, [6]],
  [{ query: 'hex 02 03' }, [5]],
  [{ query: '/HTTP\\/\\d/' }, [2, 3]],
  [{ query: 'payload[0:1] == 01' }, [5]],
  [{ query: 'len == 0' }, [4]],
  [{ query: 'len > 14 && dir == in' }, [6]],
  [{ query: 'endpoint == beta' }, [4, 5]],
  [{ query: 'udp' }, [4, 5]],
  [{ query: 'tcp' }, [1, 2, 3, 6, 7]],
  [{ query: 'tcp.port == 8888' }, [1, 2, 3, 6, 7]],
  [{ query: 'udp.port == 40002' }, [4, 5]],
  [{ query: 'peer == 127.0.0.1:40001' }, [1, 2, 3, 6, 7]],
  [{ query: 'ip.addr == ::1' }, [4, 5]],
  [{ query: 'ip.addr == 127.0.0.0/8' }, [1, 2, 3, 6, 7]],
  [{ query: 'kind == event && severity >= warning' }, [7]],
  [{ query: 'event == accepted' }, [1]],
  [{ query: 'time >= 5' }, [5, 6, 7]],
  [{ query: 'row in {2..3 8}' }, [1, 2, 7]],
  [{ query: '!tcp' }, [0, 4, 5]],
  [{ query: 'frame.time < "2000-01-01"' }, []],
  [{ span: seconds(0, 1) }, [0]],
  [{ span: seconds(2, 5) }, [2, 3, 4]],
  [{ span: seconds(2, 5), query: 'http || udp', in: false }, [3]],
] as const;

describe('a view', () => {
  test.each(CASES)('%j shows rows %j, live and read again', async (filter, expected) => {
    const running = await startService();
    fill(running.service);
    expect(await scanned(running, filter)).toEqual(expected);
    const path = join(await temporaryFolder(), 'x.pcapng');
    await writeFile(path, await savedBytes(running.service));
    await running.service.open(path, noControl);
    expect(await scanned(running, filter)).toEqual(expected);
  });

  test('a query that cannot be read is a failure with its place, and changes nothing', async () => {
    const { service } = await startService();
    fill(service);
    const before = service.viewState();
    expect(await service.setView(filterOf({ query: 'len == ' }))).toMatchObject({
      ok: false,
      failure: {
        code: 'EFILTER_VALUE_MISSING',
        params: { at: expect.any(Number), length: expect.any(Number) },
      },
    });
    expect(service.viewState()).toEqual(before);
    expect(await rowsOf(service)).toHaveLength(8);
  });

  test('follows the capture as it grows, and counts deltas within itself', async () => {
    const running = await startService();
    const { service, until } = running;
    await scanned(running, { query: 'yes' });
    const numbers: number[] = [];
    for (let i = 0; i < 300; i += 1) {
      service.recorder.data(tcp, 'in', bytesOf(i % 3 === 0 ? 'yes' : 'no'), START + BigInt(i) * 10n);
      if (i % 3 === 0) numbers.push(i);
      if (i % 50 === 0) await until(() => service.viewState().scanned > i);
    }
    await until(() => service.viewState().scanned === 300);
    const rows = await rowsOf(service);
    expect(rows.map(({ row }) => row)).toEqual(numbers);
    expect(rows.map(({ delta }) => delta)).toEqual([null, ...new Array(99).fill(30)]);
    const { view } = service.viewState();
    expect(await service.page(view, 10, 2)).toMatchObject({
      value: {
        start: 10,
        matched: 100,
        rows: [
          { row: 30, delta: 30 },
          { row: 33, delta: 30 },
        ],
      },
    });
    expect(await service.page(view, 99, 5)).toMatchObject({ value: { rows: [{ row: 297 }] } });
    expect(await service.page(view, 100, 5)).toMatchObject({ value: { rows: [] } });
  });

  test('locates a row, or the next one after it', async () => {
    const running = await startService();
    fill(running.service);
    await scanned(running, { query: 'len == 0 || time >= 5' }); // Rows 4 to 7.
    const { view } = running.service.viewState();
    const at = async (row: number) => {
      const answer = await running.service.locate(view, row);
      return answer.ok ? answer.value.position : null;
    };
    expect([await at(0), await at(4), await at(6), await at(7), await at(8)]).toEqual([0, 0, 2, 3, 4]);
    await scanned(running, {});
    expect(await running.service.locate(running.service.viewState().view, 5)).toMatchObject({
      value: { position: 5 },
    });
  });

  test('keeps its filter for another capture, but no span of time', async () => {
    const running = await startService();
    fill(running.service);
    expect(await scanned(running, { span: seconds(2, 5), events: false })).toEqual([2, 3, 4]);
    await running.service.clear();
    fill(running.service);
    await running.until(() => running.service.viewState().scanned === 8);
    expect((await rowsOf(running.service)).map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
  });

  test('that is replaced while it is being looked for answers nothing more', async () => {
    const running = await startService();
    const { service, until } = running;
    for (let i = 0; i < 60_000; i += 1) service.recorder.data(udp, 'in', bytesOf('x'), START);
    await until(() => service.recorder.pending === 0);
    const first = await service.setView(filterOf({ query: 'x' }));
    const second = await service.setView(filterOf({ query: 'row <= 5' }));
    expect(first.ok && second.ok && second.value.view > first.value.view).toBe(true);
    await until(() => service.viewState().scanned === 60_000);
    expect(service.viewState()).toMatchObject({ matched: 5 });
  });

  test('shows its first matches before it has seen everything', async () => {
    const running = await startService();
    const { service, until } = running;
    for (let i = 0; i < 60_000; i += 1) service.recorder.data(udp, 'in', bytesOf('x'), START);
    await until(() => service.recorder.pending === 0);
    await service.setView(filterOf({ query: 'x' }));
    const seen: number[] = [];
    await until(() => {
      const { scanned: done, total, matched } = service.viewState();
      if (seen.at(-1) !== matched) seen.push(matched);
      return done === total;
    });
    expect(seen[0]).toBe(0);
    expect(seen[1]).toBeLessThanOrEqual(512);
    expect(seen.at(-1)).toBe(60_000);
    expect(seen.length).toBeGreaterThan(2);
  });
});

test('a list of matches finds what a sorted array finds', () => {
  fc.assert(
    fc.property(
      fc.array(
        // Up to three times past 32 bits from one row to the next.
        fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 * 2 ** 32 })), {
          maxLength: 30,
        }),
        { maxLength: 9 },
      ),
      fc.oneof(fc.nat({ max: 999 }), fc.maxSafeNat()),
      (steps, asked) => {
        const list = new MatchList();
        const all: number[] = [];
        let row = 0;
        for (const batch of steps) {
          const rows = batch.map((step) => {
            row += step;
            return row;
          });
          list.append(Float64Array.from(rows));
          all.push(...rows);
        }
        expect(list.length).toBe(all.length);
        expect(all.map((_, position) => list.at(position))).toEqual(all);
        expect(list.at(all.length)).toBeUndefined();
        const next = all.findIndex((found) => found >= asked);
        expect(list.locate(asked)).toBe(next < 0 ? all.length : next);
      },
    ),
  );
  const long = new MatchList();
  long.append(Float64Array.from({ length: 200_000 }, (_, i) => i * 2));
  long.append(Float64Array.of(1_000_000));
  expect([long.at(65_535), long.at(65_536), long.at(200_000), long.locate(131_073)]).toEqual([
    131_070, 131_072, 1_000_000, 65_537,
  ]);
});
