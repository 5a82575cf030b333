import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sum } from './stats.mjs';

/** A process and all that it started, as process numbers. @param {number} root */
async function familyOf(root) {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(stat.replace(/^.*\) /s, '').split(' ')[1]));
  }
  const family = new Set([root]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

/** What a process is, as Chromium names it: its command line is one text. @param {number} pid */
async function typeOf(pid) {
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split(/[\0 ]/);
  return words.find((word) => word.startsWith('--type='))?.slice(7) ?? 'main';
}

/** Memory that a process has for itself, and its share of what it has with others (proc(5), Pss). @param {number} pid */
async function shareOf(pid) {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s*(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}

/**
 * Memory of a program with all its processes, each byte counted once.
 * @param {number} pid of its first process
 * @returns {Promise<{ bytes: number, byType: Readonly<Record<string, number>> }>}
 */
export async function memoryOf(pid) {
  const byType = /** @type {Record<string, number>} */ ({});
  for (const member of await familyOf(pid)) {
    const type = await typeOf(member);
    byType[type] = (byType[type] ?? 0) + (await shareOf(member));
  }
  return { bytes: sum(Object.values(byType)), byType };
}

/** Samples that have to agree, how closely, and how long that may take. */
const SAMPLES = 4;
const CLOSE_BYTES = 3e6;
const EVERY_MS = 1000;
const WITHIN_MS = 30_000;

/**
 * The memory of a program that has come to rest: garbage is collected a while after the work.
 * @param {number} pid
 * @returns {Promise<number>} bytes; the last of several samples in a row that are close to each other
 */
export async function settledMemory(pid) {
  const samples = [];
  for (const end = performance.now() + WITHIN_MS; ; await pause(EVERY_MS)) {
    samples.push((await memoryOf(pid)).bytes);
    const last = samples.slice(-SAMPLES);
    const isSettled = last.length === SAMPLES && Math.max(...last) - Math.min(...last) < CLOSE_BYTES;
    if (isSettled || performance.now() > end) return samples.at(-1) ?? Number.NaN;
  }
}
