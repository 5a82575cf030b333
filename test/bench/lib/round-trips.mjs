import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { median } from './stats.mjs';

// Round trips through several echoes that stand ready and take turns, so that what else the machine does hits all.
//
// Where client and echo run decides more than what they do: a message to a core that sleeps waits until that core is
// awake, which in a virtual machine takes several times as long as the echo itself, and the system places the two anew
// in each run: one echo may be measured on one core and its neighbour on two. So they are compared where all are placed
// alike, with echo and client on one core and on a core each; as the system places them is told beside it.

const run = promisify(execFile);

/** CPU time of each thread of a process, in clock ticks (proc(5), stat). @param {number} pid */
const ticksOf = async (pid) => {
  const threads = await readdir(`/proc/${pid}/task`);
  const entries = threads.map(async (thread) => {
    const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'latin1').catch(() => '');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return /** @type {const} */ ([Number(thread), (user ?? 0) + (system ?? 0)]);
  });
  return new Map(await Promise.all(entries));
};

/** The thread of a process that works most while `work` runs. @param {number} pid @param {() => Promise<unknown>} work */
const busiestThread = async (pid, work) => {
  const before = await ticksOf(pid);
  await work();
  const spent = [...(await ticksOf(pid))].map(
    ([thread, ticks]) => /** @type {const} */ ([ticks - (before.get(thread) ?? 0), thread]),
  );
  return spent.reduce((most, one) => (one[0] > most[0] ? one : most))[1];
};

/**
 * @typedef {object} Echo
 * @property {number} pid
 * @property {import('./child.mjs').Child} client that is connected to it
 *
 * @typedef {{ p50: number, p99: number }} Times nanoseconds
 */

/** @param {Echo} echo @param {number} rounds @returns {Promise<Times>} */
const goRound = ({ client }, rounds) => {
  client.say(String(rounds));
  return client.next();
};

/** @param {readonly Echo[]} echoes @param {number} blocks @param {number} rounds @returns {Promise<Times[]>} */
const inTurns = async (echoes, blocks, rounds) => {
  const measured = echoes.map(() => /** @type {Times[]} */ ([]));
  for (let block = 0; block < blocks; block += 1) {
    for (const [at, echo] of echoes.entries()) measured[at]?.push(await goRound(echo, rounds));
  }
  const middle = (/** @type {Times[]} */ times, /** @type {keyof Times} */ which) =>
    median(times.map((time) => time[which]));
  return measured.map((times) => ({ p50: middle(times, 'p50'), p99: middle(times, 'p99') }));
};

/** @param {number} core @param {readonly number[]} threads */
const putOn = (core, threads) =>
  Promise.all(threads.map((thread) => run('taskset', ['-p', '-c', String(core), String(thread)])));

/**
 * @typedef {object} Placement
 * @property {string} where in words
 * @property {readonly ('p50' | 'p99')[]} judged what has a limit there
 * @property {Times[]} times medians of the blocks, one for each echo
 */

/**
 * Times of each echo in each placement. Only Linux's taskset(1) places threads; elsewhere the system does.
 * @param {readonly Echo[]} echoes
 * @param {{ blocks: number, rounds: number }} size
 * @returns {Promise<Placement[]>}
 */
export async function roundTrips(echoes, { blocks, rounds }) {
  const threads = [];
  // The first block warms all up, and shows which thread is the echo's.
  for (const echo of echoes) threads.push(await busiestThread(echo.pid, () => goRound(echo, rounds)));
  const measure = () => inTurns(echoes, blocks, rounds);
  const where = 'as the system places them';
  if (process.platform !== 'linux') return [{ where, judged: ['p50', 'p99'], times: await measure() }];
  const placed = { where, judged: [], times: await measure() };
  const clients = echoes.map(({ client }) => client.pid);
  await putOn(0, [...threads, ...clients]);
  const oneCore = {
    where: 'on one core',
    judged: /** @type {const} */ (['p50', 'p99']),
    times: await measure(),
  };
  if (availableParallelism() < 2) return [oneCore, placed];
  await putOn(1, clients);
  // What wakes the other core is a thousand times longer at p99 than the echo, for all alike.
  const coreEach = {
    where: 'on a core each',
    judged: /** @type {const} */ (['p50']),
    times: await measure(),
  };
  return [oneCore, coreEach, placed];
}

/**
 * Porthole's times, the first, beside those of the others. What is wanted is judged where all are placed alike.
 * @param {{ bench: string, what: string, size: { blocks: number, rounds: number }, p99?: boolean }} measured
 * @param {readonly string[]} others
 * @param {readonly Placement[]} placements
 * @returns {{ rows: import('./row.mjs').Row[], notes: string[] }}
 */
export function roundTripRows({ bench, what, size, p99 = true }, others, placements) {
  const rows = placements.flatMap(({ where, judged, times }) =>
    /** @type {const} */ (['p50', 'p99']).flatMap((which) =>
      others.flatMap((against, at) => {
        const [own, other] = [times[0], times[at + 1]];
        if (own === undefined || other === undefined) return [];
        const limited = judged.includes(which) && at === 0 && (which === 'p50' || p99);
        return [
          {
            bench,
            what: `${what}, ${which}, ${where}`,
            porthole: own[which] / 1000,
            against,
            reference: other[which] / 1000,
            digits: 1,
            wanted: limited ? /** @type {const} */ ({ of: 'ratio', at: 'most', limit: 1.5 }) : null,
          },
        ];
      }),
    ),
  );
  return {
    rows,
    notes: [
      `1 connection each, ${size.blocks} blocks of ${size.rounds.toLocaleString('en-US')} rounds in turns after one to warm up; medians of the blocks' p50 and p99`,
      'on one core: the thread of each echo and its client are put on core 0, the rest of Porthole runs where the system puts it; on a core each: the clients are put on core 1',
    ],
  };
}
