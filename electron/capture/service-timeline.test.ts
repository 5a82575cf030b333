import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CaptureService } from './capture-service-contract';
import {
  bytesOf,
  cleanUp,
  flowOf,
  happeningOf,
  noControl,
  START,
  savedBytes,
  startService,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const SECOND = 1_000_000_000n;
const flow = flowOf(1);

/** `in` messages of 3 bytes, one per second from so many seconds on, and an answer of 5 bytes to the last. */
const talk = ({ recorder }: CaptureService, from: number, count: number): void => {
  for (let i = 0; i < count; i += 1) {
    recorder.data(flow, 'in', bytesOf('abc'), START + BigInt(from + i) * SECOND);
  }
  recorder.data(flow, 'out', bytesOf('hello'), START + BigInt(from + count - 1) * SECOND);
};

const lineOf = async (service: CaptureService, bars = 100) => {
  const answer = await service.timeline(null, bars);
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value;
};

const sums = async (service: CaptureService) => {
  const { messagesIn, messagesOut, bytesIn, bytesOut } = await lineOf(service);
  return [messagesIn, messagesOut, bytesIn, bytesOut].map((series) => series.reduce((a, b) => a + b, 0));
};

test('follows the capture through clear, undo, a file and back', async () => {
  const { service } = await startService();
  expect(await lineOf(service)).toMatchObject({ whole: null, messagesIn: new Float64Array(0) });
  service.recorder.happening(happeningOf('listening'), START);
  expect(await sums(service)).toEqual([0, 0, 0, 0]);
  talk(service, 10, 20);
  expect(await sums(service)).toEqual([20, 1, 60, 5]);
  const line = await lineOf(service, 30);
  const start = Number(START / 1000n);
  expect(line).toMatchObject({ width: 1_000_000, from: start, whole: { from: start } });
  expect([...line.messagesIn.slice(8, 12)]).toEqual([0, 0, 1, 1]);

  const path = join(await temporaryFolder(), 'x.pcapng');
  await writeFile(path, await savedBytes(service));
  await service.clear();
  expect(await sums(service)).toEqual([0, 0, 0, 0]);
  talk(service, 100, 2);
  expect(await sums(service)).toEqual([2, 1, 6, 5]);
  await service.undoClear();
  expect(await sums(service)).toEqual([22, 2, 66, 10]);

  expect(await service.open(path, noControl)).toMatchObject({ ok: true });
  expect(await lineOf(service, 30)).toEqual(line);
  await service.live();
  expect(await sums(service)).toEqual([22, 2, 66, 10]);
});

test('the figures of a span are the rows that the log shows of it', async () => {
  const { service, until } = await startService();
  talk(service, 0, 300);
  const { from, width, messagesIn, messagesOut } = await lineOf(service, 40);
  const span = { from: from + 10 * width, to: from + 25 * width };
  const wanted = [...messagesIn.slice(10, 25), ...messagesOut.slice(10, 25)].reduce((a, b) => a + b, 0);
  await service.setView({ query: '', in: true, out: true, events: true, span });
  await until(() => service.viewState().scanned === service.viewState().total);
  expect(service.viewState().matched).toBe(wanted);
  expect(wanted).toBeGreaterThan(50);
});

test('what a limit has removed is no longer counted', async () => {
  const { service, until } = await startService({ limit: { bytes: 64 * 1024, ageMs: null } });
  const udp = flowOf(2, { transport: 'udp' });
  for (let second = 0; second < 3000; second += 1) {
    service.recorder.data(udp, 'in', new Uint8Array(50), START + BigInt(second) * SECOND);
    if (second % 100 === 0) await until(() => service.recorder.pending === 0);
  }
  await service.setView({ query: '', in: true, out: true, events: false, span: null });
  const left = () => service.viewState().matched;
  await until(() => service.viewState().scanned === service.viewState().total);
  expect(left()).toBeLessThan(1000);
  expect(await sums(service)).toEqual([left(), 0, left() * 50, 0]);
});
