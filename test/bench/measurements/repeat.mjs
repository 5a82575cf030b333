import { openPorthole } from '../lib/porthole.mjs';
import { startBaseline, startSender } from '../lib/programs.mjs';

// A message repeated every millisecond: how many of them leave, and how punctually, as the kernel of the receiving
// socket notes it. Every one is also stored and shown.

const bench = 'repeat';
const EVERY_MS = 1;
/**
 * Packet Sender looks at what is to be sent again in a timer of its window every 90 ms, and asks for at least 100 ms
 * between two (src/mainwindow.cpp: `refreshTimer.setInterval(90)`, and `-100` where it compares; its issue 102: "max
 * interval is 100ms"). So its best is by its source, and needs no run.
 */
const PACKET_SENDER_MS = 100;

/** Runs in the page: the first client repeats a message for some seconds. @param {{ port: number, every: number, seconds: number }} order */
async function repeatInPage({ port, every, seconds }) {
  const { request } = window.porthole;
  const snapshot = await request['app.snapshot']();
  const client = snapshot.value.endpoints.find((/** @type {any} */ { role }) => role === 'client');
  const { id } = client;
  const draft = {
    format: 'text',
    text: '0123456789abcdef',
    encoding: 'utf-8',
    lineEnding: 'none',
    raw: false,
  };
  const order = { target: { to: 'all' }, draft, every: String(every), count: '', seconds: String(seconds) };
  for (const answer of [
    await request['endpoint.configure']({
      ...client,
      protocol: 'udp',
      address: '127.0.0.1',
      port: String(port),
    }),
    await request['endpoint.start']({ id }),
    await request['repeat.start']({ id, ...order }),
  ]) {
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const repeat = {
  name: bench,
  async measure(context) {
    const seconds = context.quick ? 10 : 60;
    const due = (1000 * seconds) / EVERY_MS;
    const receiver = startSender('repeat_receiver.py', []);
    try {
      const { port } = await receiver.next();
      const measured = async (/** @type {() => Promise<void>} */ begin) => {
        receiver.say(String(EVERY_MS));
        await begin();
        return receiver.next();
      };
      const porthole = await openPorthole(context);
      let own;
      try {
        own = await measured(() => porthole.page.evaluate(repeatInPage, { port, every: EVERY_MS, seconds }));
      } finally {
        await porthole.remove();
      }
      const loop = startBaseline('timeout-loop.mjs', [port, EVERY_MS, seconds]);
      let bare;
      try {
        bare = await measured(async () => {
          await loop.next();
        });
      } finally {
        await loop.stop();
      }
      const line = (/** @type {string} */ what, /** @type {(run: any) => number} */ of) => ({
        bench,
        what,
        porthole: of(own),
        against: 'bare setTimeout loop',
        reference: of(bare),
        digits: 2,
        wanted: null,
      });
      const many = `messages sent of ${due.toLocaleString('en-US')}, one every ${EVERY_MS} ms for ${seconds} s`;
      return {
        rows: [
          {
            ...line(many, ({ count }) => count),
            digits: 0,
            wanted: { of: 'porthole', at: 'least', limit: due * 0.99 },
          },
          {
            ...line(many, ({ count }) => count),
            digits: 0,
            against: `Packet Sender, at best every ${PACKET_SENDER_MS} ms`,
            reference: (1000 * seconds) / PACKET_SENDER_MS,
          },
          {
            ...line('ms off the schedule, p99', ({ late }) => late.p99),
            wanted: { of: 'porthole', at: 'most', limit: 2 },
          },
          line('ms off the interval since the one before, p99', ({ gap }) => gap.p99),
        ],
        notes: [
          `datagrams of 16 B on loopback, timed by the kernel; off the schedule at worst: Porthole ${own.late.worst.toFixed(2)} ms, the loop ${bare.late.worst.toFixed(2)} ms; Packet Sender's number is by its source`,
        ],
      };
    } finally {
      await receiver.stop();
    }
  },
};
