import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { LogFilter } from '../../core/contract/log';
import { compileQuery } from './compile-query';
import { findRow } from './find-rows';
import type { ScanNews } from './scan';
import { ScanSession } from './scan-session';
import { bytesOf, cleanUp, filterOf, flowOf, happeningOf, START, startLive, tagOf } from './test-support';

afterEach(cleanUp);

const flows = [
  flowOf(1, { endpoint: tagOf('needle') }),
  flowOf(2, { host: '::1' }),
  flowOf(3, { transport: 'udp' }),
  flowOf(4, { transport: 'udp', host: '::1' }),
] as const;

const TEXTS = [
  '',
  'needle',
  'NeeDLE',
  'need',
  'le',
  'dle nee',
  'Ärger',
  'ärger',
  '\u0000\u0001',
  'n',
] as const;

/** Rows of all sizes, most of them short; in some the text lies across the border between two packets. */
const row = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      flow: fc.nat({ max: 4 }),
      out: fc.boolean(),
      fill: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 60 }) }, fc.constantFrom(30_000, 65_494, 140_000)),
      text: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, fc.constantFrom(...TEXTS)),
      /** Where in the row the text stands, as a part of it. */
      place: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      flow: fc.nat({ max: 1 }),
      out: fc.boolean(),
      fill: fc.constantFrom(65_495, 66_000),
      text: fc.constantFrom('needle', 'NeeDLE'),
      /** The same in bytes. */
      place: fc.constantFrom(65_472, 65_492),
    }),
  },
);

const QUERIES: readonly Partial<LogFilter>[] = [
  { query: 'needle' },
  { query: 'needle', in: false },
  { query: 'needle', events: false },
  { query: 'payload contains "needle"' },
  { query: 'payload contains "le" || hex 00 01' },
  { query: 'hex 6e ?? 65 64' },
  { query: 'ärger' },
  { query: '!needle' },
  { query: 'needle || dir == out' },
  { query: 'needle && len > 40' },
  { query: 'n' },
  { query: '/need(le)?$/' },
];

test('a scan finds the rows that a look at each of them finds, wherever the text stands', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const live = await startLive(({ params }) => String(params.text));
      const expected = QUERIES.map((): number[] => []);
      for (const [number, { flow: which, out, fill, text, place }] of rows.entries()) {
        const flow = flows[which];
        const payload = Buffer.alloc(Math.min(fill, which >= 2 ? 65_000 : fill) + bytesOf(text).length, '.');
        const room = payload.length - bytesOf(text).length;
        payload.set(bytesOf(text), place > 1 ? Math.min(place, room) : Math.floor(place * room));
        if (flow === undefined) {
          const note = { endpoint: null, params: { text } };
          live.writer.happening(happeningOf('note', note), START);
        } else live.writer.data(flow, out ? 'out' : 'in', payload, START);
        for (const [i, wish] of QUERIES.entries()) {
          const filter = filterOf(wish);
          const shown = flow === undefined ? filter.events : out ? filter.out : filter.in;
          const compiled = compileQuery(filter);
          if (!compiled.ok || compiled.value === null) throw new Error('the query cannot be read');
          const facts = {
            row: number,
            time: 0,
            marked: false,
            instant: START,
            endpoint: '',
            severity: flow === undefined ? ('info' as const) : null,
            happening: flow === undefined ? 'note' : null,
            peer: '',
            localPort: null,
            peerPort: null,
            localAddress: '',
            peerAddress: '',
            transport: flow?.transport ?? null,
            kind: flow === undefined ? ('event' as const) : ('data' as const),
            dir: flow === undefined ? null : out ? ('out' as const) : ('in' as const),
            length: flow === undefined ? 0 : payload.length,
            message: flow === undefined ? text : '',
            payload: () => payload,
          };
          if (shown && compiled.value.full(facts)) expected[i]?.push(number);
        }
      }
      await live.writer.flush();
      const segments = live.segments.map(({ blocks, indexFile, interfaces, writtenRows }) => ({
        capturePath: blocks.path,
        indexPath: indexFile.path,
        firstRow: 0,
        rows: writtenRows,
        interfaces,
        marks: [],
        captureTime: null,
      }));
      for (const [i, wish] of QUERIES.entries()) {
        const found: number[] = [];
        const session = new ScanSession(compileQuery, (news: ScanNews) => {
          if (news.kind === 'failed') throw new Error(JSON.stringify(news.failure));
          found.push(...news.rows);
        });
        session.update({ view: 1, filter: filterOf(wish), segments });
        await session.idle();
        await session.stop();
        expect([wish.query, found]).toEqual([wish.query, expected[i]]);
        // The same backwards, a few rows at a time.
        const backwards: number[] = [];
        for (let from = rows.length; ; ) {
          const question = {
            filter: filterOf(wish),
            query: '',
            from,
            direction: 'previous' as const,
            segments,
          };
          const answer = await findRow(question, () => undefined);
          if (!answer.ok) throw new Error(answer.failure.code);
          if (answer.value.found !== 'row' || answer.value.wrapped) break;
          from = answer.value.row;
          backwards.unshift(from);
        }
        expect([wish.query, backwards]).toEqual([wish.query, expected[i]]);
      }
      await cleanUp();
    }),
    { numRuns: 100 },
  );
});
