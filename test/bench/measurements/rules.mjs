import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { median } from '../lib/stats.mjs';

// How much longer an answer takes when 100 rules are asked for every message, at 20,000 messages a second on one
// connection. Echo and rules take turns in the same program, so that what else the machine does hits both.

const bench = 'rules';
const SIZE = 64;
const RATE = 20_000;
const RULES = 100;

const condition = (/** @type {object} */ change) => ({
  trigger: 'text',
  how: 'starts',
  text: '',
  hex: '',
  regex: '',
  ignoreCase: false,
  length: '',
  nth: '',
  state: '',
  every: '1000',
  ...change,
});

const draft = (/** @type {string} */ text) => ({
  format: 'text',
  text,
  encoding: 'utf-8',
  lineEnding: 'none',
  raw: false,
});

/** None of the first 99 matches: text, hex with gaps, and expressions in turn; the last one answers what came. */
const conditions = Array.from({ length: RULES - 1 }, (_, at) =>
  condition(
    [
      { trigger: 'text', how: at % 2 === 0 ? 'starts' : 'contains', text: `NEVER${at}` },
      { trigger: 'hex', hex: `?? ${(at % 64).toString(16).padStart(2, '0')} 80&80` },
      { trigger: 'regex', regex: `^(GET|PUT) /v${at}/(\\d+)$` },
    ][at % 3] ?? {},
  ),
);

const rules = [...conditions, condition({ text: 'MATCH' })].map((when, at) => ({
  id: `r${at}`,
  name: '',
  on: true,
  when,
  actions: [{ kind: 'reply', draft: draft('{{$message}}\\n'), delay: '', jitter: '' }],
  goOn: false,
}));

const framing = {
  kind: 'delimiter',
  delimiter: '\\n',
  start: '\\x02',
  end: '\\x03',
  keep: false,
  length: '8',
  offset: '0',
  size: '2',
  order: 'be',
  adjustment: '0',
  includesHeader: false,
  idle: '20',
  regex: '',
  most: '',
};

const answering = (/** @type {'echo' | 'rules'} */ mode) => ({
  protocol: 'tcp',
  framing,
  autoReply: { mode, delay: '0', reply: draft(''), rules },
});

/** Runs in the page: the first server answers otherwise from now on. @param {object} change */
async function changeInPage(change) {
  const snapshot = await window.porthole.request['app.snapshot']();
  const server = snapshot.value.endpoints.find((/** @type {any} */ { role }) => role === 'server');
  const answer = await window.porthole.request['endpoint.configure']({ ...server, ...change });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
}

/** @type {import('../lib/context.mjs').Measurement} */
export const rulesBench = {
  name: bench,
  async measure(context) {
    const blocks = context.quick ? 2 : 8;
    const seconds = context.quick ? 2 : 5;
    const porthole = await openPorthole(context);
    let client = null;
    try {
      const { port } = await porthole.startServer(answering('echo'));
      client = startSender('paced_client.py', ['127.0.0.1', port, SIZE, RATE]);
      const modes = /** @type {const} */ (['echo', 'rules']);
      /** @type {Record<'echo' | 'rules', { rate: number, p50: number, p99: number }[]>} */
      const measured = { echo: [], rules: [] };
      // The first block warms both up and does not count.
      for (let block = 0; block <= blocks; block += 1) {
        for (const mode of modes) {
          await porthole.page.evaluate(changeInPage, answering(mode));
          client.say(String(block === 0 ? 1 : seconds));
          const result = await client.next();
          if (block > 0) measured[mode].push(result);
        }
      }
      const of = (/** @type {'echo' | 'rules'} */ mode, /** @type {'rate' | 'p50' | 'p99'} */ which) =>
        median(measured[mode].map((result) => result[which]));
      const added = (/** @type {'p50' | 'p99'} */ which) => (of('rules', which) - of('echo', which)) / 1000;
      return {
        rows: [
          {
            bench,
            what: `messages/s answered of ${RATE.toLocaleString('en-US')} on one connection, ${RULES} rules`,
            porthole: of('rules', 'rate'),
            against: 'Echo',
            reference: of('echo', 'rate'),
            digits: 0,
            wanted: { of: 'porthole', at: 'least', limit: RATE * 0.99 },
          },
          {
            bench,
            what: `µs more than Echo, ${RULES} rules, ${SIZE} B, p50`,
            porthole: added('p50'),
            against: '',
            reference: null,
            digits: 1,
            wanted: { of: 'porthole', at: 'most', limit: 200 },
          },
          {
            bench,
            what: `µs more than Echo, ${RULES} rules, ${SIZE} B, p99`,
            porthole: added('p99'),
            against: '',
            reference: null,
            digits: 1,
            wanted: null,
          },
        ],
        notes: [
          `${blocks} blocks of ${seconds} s in turns after one to warm up; medians of the blocks; Echo alone: p50 ${(of('echo', 'p50') / 1000).toFixed(0)} µs, p99 ${(of('echo', 'p99') / 1000).toFixed(0)} µs`,
        ],
      };
    } finally {
      await client?.stop();
      await porthole.remove();
    }
  },
};
