import { afterEach, expect, test } from 'vitest';
import type { CompareWish } from '../../core/contract/compare';
import { nodeDisk } from '../capture/disk';
import { cleanUp, flowOf, happeningOf, noControl, START, startService } from '../capture/test-support';
import { Analyst } from './analyst';
import { MOST_COMPARED } from './comparisons';

afterEach(cleanUp);

const start = async () => {
  const { service } = await startService();
  const analyst = new Analyst(nodeDisk);
  const say = (direction: 'in' | 'out', bytes: string | Uint8Array, flow = 1): void =>
    service.recorder.data(flowOf(flow), direction, Buffer.from(bytes), START);
  const compare = async (left: number, right: number, what: CompareWish['what'] = 'message') =>
    analyst.answer('compare', await service.segments(), { left, right, what }, noControl);
  const bytes = async (comparison: number, side: 'left' | 'right', offset: number, length: number) => {
    const range = { comparison, side, offset, length };
    const answer = await analyst.answer('compareBytes', await service.segments(), range, noControl);
    return answer.ok ? Buffer.from(answer.value.bytes).toString('latin1') : answer.failure.code;
  };
  const end = async () => analyst.answer('compareEnd', await service.segments(), null, noControl);
  return { service, say, compare, bytes, end };
};

test('two messages are compared, and their bytes held until another comparison', async () => {
  const { say, compare, bytes, end } = await start();
  say('in', 'GET /a');
  say('in', 'GET /bc');
  const first = await compare(0, 1);
  expect(first).toMatchObject({
    ok: true,
    value: {
      id: 1,
      left: { total: 6, compared: 6 },
      right: { total: 7, compared: 7 },
      coarse: false,
      runs: [
        { kind: 'same', leftLength: 5, rightLength: 5 },
        { kind: 'changed', left: 5, leftLength: 1, right: 5, rightLength: 2 },
      ],
    },
  });
  expect(await bytes(1, 'left', 4, 100)).toBe('/a');
  expect(await bytes(1, 'right', 4, 2)).toBe('/b');
  expect(await compare(1, 1)).toMatchObject({ value: { id: 2, runs: [{ kind: 'same' }] } });
  expect(await bytes(1, 'left', 0, 1)).toBe('ECOMPARE_GONE');
  await end();
  expect(await bytes(2, 'left', 0, 1)).toBe('ECOMPARE_GONE');
});

test('streams are what one side or both said, whatever else was said meanwhile', async () => {
  const { say, compare, bytes } = await start();
  say('in', 'hel');
  say('in', 'xx', 2);
  say('out', 'ok');
  say('in', 'lo');
  say('in', 'help', 3);
  expect(await compare(3, 4, 'in')).toMatchObject({ value: { left: { total: 5 }, right: { total: 4 } } });
  expect(await bytes(1, 'left', 0, 10)).toBe('hello');
  expect(await compare(0, 4, 'both')).toMatchObject({ value: { left: { total: 7 } } });
  expect(await bytes(2, 'left', 0, 10)).toBe('heloklo');
  expect(await compare(0, 4, 'out')).toMatchObject({
    value: { right: { total: 0 }, runs: [{ kind: 'left' }] },
  });
});

test('what is no message says so', async () => {
  const { service, say, compare } = await start();
  say('in', 'x');
  service.recorder.happening(happeningOf('listening'), START);
  expect(await compare(0, 1)).toMatchObject({ failure: { code: 'ECOMPARE_NO_MESSAGE', params: { row: 2 } } });
  expect(await compare(7, 0)).toMatchObject({ failure: { code: 'ECOMPARE_NO_MESSAGE', params: { row: 8 } } });
});

test('of a stream beyond sixteen megabytes the beginning is compared, and that is said', async () => {
  const { say, compare } = await start();
  const piece = new Uint8Array(3 * 1024 * 1024);
  for (let n = 0; n < 6; n += 1) say('in', piece.fill(n));
  say('in', 'short', 2);
  const compared = await compare(0, 6, 'in');
  expect(compared).toMatchObject({
    value: { left: { total: 18 * 1024 * 1024, compared: MOST_COMPARED }, right: { total: 5, compared: 5 } },
  });
});
