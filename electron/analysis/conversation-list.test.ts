import { afterEach, expect, test } from 'vitest';
import type { ConversationSort } from '../../core/contract/conversations';
import { nodeDisk } from '../capture/disk';
import { bytesOf, cleanUp, flowOf, noControl, START, startService, tagOf } from '../capture/test-support';
import { Analyst } from './analyst';

afterEach(cleanUp);

const start = async () => {
  const { service } = await startService();
  const analyst = new Analyst(nodeDisk);
  const list = async (sort: ConversationSort, descending: boolean, from = 0, count = 100) => {
    const wish = { sort, descending, start: from, count };
    const answer = await analyst.answer('conversations', await service.segments(), wish, noControl);
    if (!answer.ok) throw new Error(answer.failure.code);
    return answer.value;
  };
  return { service, list };
};

test('who spoke with whom, how much and how fast, in any order', async () => {
  const { service, list } = await start();
  const second = 1_000_000_000n;
  const say = (id: number, direction: 'in' | 'out', text: string, at: bigint, more = {}): void =>
    service.recorder.data(flowOf(id, more), direction, bytesOf(text), START + at);
  say(1, 'in', 'hello', 0n);
  say(2, 'in', 'x', second, { transport: 'udp', endpoint: tagOf('two') });
  say(1, 'out', 'hello you', 2n * second);
  say(3, 'out', 'long enough to be the largest', 3n * second);
  expect((await list('first', false)).conversations).toMatchObject([
    {
      flow: 1,
      endpoint: 'one',
      peer: '127.0.0.1:40001',
      transport: 'tcp',
      row: 0,
      messages: 2,
      bytesIn: 5,
      bytesOut: 9,
      bytesPerSecond: 7,
    },
    { flow: 2, endpoint: 'two', transport: 'udp', bytesPerSecond: null },
    { flow: 3 },
  ]);
  const order = async (sort: ConversationSort, descending: boolean) =>
    (await list(sort, descending)).conversations.map(({ flow }) => flow);
  expect(await order('bytes', true)).toEqual([3, 1, 2]);
  expect(await order('messages', true)).toEqual([1, 3, 2]);
  expect(await order('in', false)).toEqual([3, 2, 1]);
  expect(await order('last', true)).toEqual([3, 1, 2]);
  expect(await order('rate', true)).toEqual([1, 3, 2]);
  // It grows with the capture, and is had a page at a time.
  say(4, 'in', 'later', 4n * second);
  const page = await list('first', false, 3, 1);
  expect(page).toMatchObject({ start: 3, total: 4, others: 0, conversations: [{ flow: 4 }] });
});

test('another capture has a list of its own', async () => {
  const { service, list } = await start();
  service.recorder.data(flowOf(1), 'in', bytesOf('a'), START);
  expect((await list('first', false)).total).toBe(1);
  await service.clear();
  expect((await list('first', false)).total).toBe(0);
  service.recorder.data(flowOf(9), 'in', bytesOf('b'), START);
  expect((await list('first', false)).conversations).toMatchObject([{ flow: 9, messages: 1 }]);
});
