import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 * @template T
 * @param {string} what   for the error, e.g. `Packet Sender's UDP socket`
 * @param {() => Promise<T | undefined | false> | T | undefined | false} ask
 * @param {{ every?: number, within?: number }} [times] ms
 * @returns {Promise<T>}
 */
export async function until(what, ask, { every = 20, within = 30_000 } = {}) {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Waited ${within / 1000} s in vain: ${what}.`);
    await pause(every);
  }
}
