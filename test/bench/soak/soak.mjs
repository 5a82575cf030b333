import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { measureClicks } from '../lib/clicks.mjs';
import { allShown, countStored, drained } from '../lib/datagrams.mjs';
import { measureFrames } from '../lib/frames.mjs';
import { udpSocketAt } from '../lib/kernel-udp.mjs';
import { FEW_MESSAGES } from '../lib/many.mjs';
import { memoryOf, settledMemory } from '../lib/memory.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { percentile, sum } from '../lib/stats.mjs';
import { alignedTable } from '../lib/table.mjs';

// A flood that goes on and on: whether memory grows, anything is lost, or the window becomes slow.

const SIZE = 100;
const SAMPLES = 10;
const FEW_ROWS = 1_000;

/**
 * The program at one moment of the flood.
 * @typedef {object} Sample
 * @property {number} second    since the flood began
 * @property {number} received  datagrams
 * @property {number} drops     by the kernel, for the socket's buffer was full
 * @property {number} fileBytes
 * @property {number} memory    bytes, all processes
 * @property {Readonly<Record<string, number>>} byType
 * @property {number} perSecond frames
 * @property {number} click     ms to the drawn toggle, the slower of two
 *
 * @typedef {object} Soak
 * @property {readonly Sample[]} samples
 * @property {number} sent
 * @property {number} lost      sent, and not in the capture file
 * @property {number} offered   datagrams per second, in fact
 * @property {number} before    bytes of memory after the first few datagrams, at rest
 * @property {number} after     and after the last one, at rest
 */

/**
 * @param {import('../lib/context.mjs').Context} context
 * @param {{ seconds: number, rate: number }} load
 * @returns {Promise<Soak>}
 */
export async function soak(context, { seconds, rate }) {
  const porthole = await openPorthole(context);
  const senders = [];
  try {
    const { port } = await porthole.startServer({ protocol: 'udp' });
    const send = (/** @type {number} */ count) => {
      const sender = startSender('udp_send.py', ['127.0.0.1', port, count, SIZE, rate]);
      senders.push(sender);
      return sender.next();
    };
    const first = await send(FEW_MESSAGES);
    await drained(port);
    const before = await settledMemory(porthole.pid);

    const started = performance.now();
    const elapsed = () => (performance.now() - started) / 1000;
    const sample = async () => {
      const second = elapsed();
      const { perSecond } = await measureFrames(porthole.page, 2000);
      const clicks = await measureClicks(porthole.page, { times: 2, fewRows: FEW_ROWS });
      const { bytes, byType } = await memoryOf(porthole.pid);
      const files = await porthole.captureFiles();
      return {
        second,
        received: (await porthole.counters()).received,
        drops: (await udpSocketAt(port))?.drops ?? Number.NaN,
        fileBytes: sum(await Promise.all(files.map(async (file) => (await stat(file)).size))),
        memory: bytes,
        byType,
        perSecond,
        click: Math.max(...clicks.map(({ drawn }) => drawn)),
      };
    };
    const flood = send(rate * seconds);
    const samples = [];
    for (let at = 0; at < SAMPLES; at += 1) {
      const due = ((at + 0.5) / SAMPLES) * seconds - elapsed();
      if (due > 0) await pause(due * 1000);
      if (elapsed() > seconds) break;
      samples.push(await sample());
      context.say(soakLine(samples.at(-1)));
    }
    const last = await flood;
    await drained(port);
    const { stored } = await allShown(porthole);
    const after = await settledMemory(porthole.pid);
    const found = await countStored(porthole, port, stored);
    const sent = first.sent + last.sent;
    return { samples, sent, lost: sent - found, offered: last.sent / last.seconds, before, after };
  } finally {
    await Promise.all(senders.map((sender) => sender.stop()));
    await porthole.remove();
  }
}

const count = (/** @type {number} */ value) => Math.round(value).toLocaleString('en-US');
const megabytes = (/** @type {number} */ bytes) => count(bytes / 1e6);

/** @param {Sample} sample */
const soakLine = ({ second, received, memory, perSecond, click }) =>
  `  ${count(second)} s: ${count(received)} received, ${megabytes(memory)} MB, ${count(perSecond)} frames/s, click ${count(click)} ms`;

const HEAD = [
  's',
  'received',
  'dropped by the kernel',
  'capture, MB',
  'memory, MB',
  'of that main',
  'window',
  'frames/s',
  'ms from click to drawn toggle',
];

/**
 * What a soak has shown, in words and a table.
 * @param {readonly string[]} facts
 * @param {Soak} soak
 * @param {{ seconds: number, rate: number }} load
 * @returns {string}
 */
export function soakText(facts, { samples, sent, lost, offered, before, after }, { seconds, rate }) {
  const lines = samples.map(({ second, received, drops, fileBytes, memory, byType, perSecond, click }) => [
    count(second),
    count(received),
    count(drops),
    megabytes(fileBytes),
    megabytes(memory),
    megabytes(byType.main ?? 0),
    megabytes(byType.renderer ?? 0),
    perSecond.toFixed(1),
    click.toFixed(0),
  ]);
  const fell = offered < rate * 0.98 ? ` (the sender fell behind: ${count(offered)}/s in fact)` : '';
  const worst =
    samples.length > 0
      ? percentile(
          samples.map(({ click }) => click),
          95,
        )
      : Number.NaN;
  const said = [
    `${count(sent)} datagrams of ${SIZE} B, ${count(rate)} a second for ${count(seconds)} s${fell}: ${count(lost)} lost`,
    `memory of all processes, at rest: ${megabytes(before)} MB after ${count(FEW_MESSAGES)} datagrams, ${megabytes(after)} MB after all of them`,
    `clicks during the flood: p95 ${worst.toFixed(0)} ms`,
  ];
  const right = new Set(HEAD.keys());
  return [
    facts.map((fact) => `- ${fact}`).join('\n'),
    said.map((line) => `- ${line}`).join('\n'),
    alignedTable([HEAD, ...lines], right),
  ].join('\n\n');
}
