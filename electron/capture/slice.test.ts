import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Slice } from '../../core/contract/slice';
import type { CaptureService } from './capture-service-contract';
import { nodeDisk } from './disk';
import { readSlice, segmentOf } from './read-slice';
import type { SliceLimits } from './slice-rows';
import {
  bytesOf,
  cleanUp,
  flowOf,
  happeningOf,
  noControl,
  rowsOf,
  START,
  savedBytes,
  startService,
  tagOf,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const ALL: SliceLimits = { packets: 1000, bytes: 1 << 24, head: 10, before: 1000, ahead: 100 };

const sliceOf = async (service: CaptureService, wanted: readonly number[], limits = ALL): Promise<Slice> => {
  const segment = segmentOf(await service.segments(), wanted[0] ?? 0);
  if (segment === undefined) throw new Error('no such row');
  const slice = await readSlice(nodeDisk, segment, wanted, limits);
  if (slice === 'too large') throw new Error(slice);
  return slice;
};

/** The payload that the slice has of a row, put together from its frames. */
const payloadOf = (slice: Slice, row: number): string => {
  const blocks = packetsOf(slice.pcapng);
  const { first, count } = slice.rows.get(row) ?? { first: 1, count: 0 };
  let text = '';
  for (let frame = first; frame < first + count; frame += 1) {
    const facts = slice.frames[frame - 1];
    const packet = blocks[frame - 1];
    if (facts === undefined || packet === undefined) throw new Error(`no frame ${frame}`);
    expect(facts).toMatchObject({ row, rowOffset: text.length });
    const { payloadStart, payloadBytes } = facts;
    text += packet.subarray(payloadStart, payloadStart + payloadBytes).toString('latin1');
  }
  return text;
};

/** The packets of a pcapng file as this room writes them, found without its reader. */
const packetsOf = (pcapng: Uint8Array): readonly Buffer[] => {
  const file = Buffer.from(pcapng);
  const packets: Buffer[] = [];
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    if (file.readUInt32LE(at) !== 6) continue;
    packets.push(file.subarray(at + 28, at + 28 + file.readUInt32LE(at + 20)));
  }
  return packets;
};

const flagsOf = (packet: Buffer): number => packet[20 + 13] ?? 0;

describe('a slice', () => {
  test('has the conversation of a row, its handshake and its end, and nothing of the others', async () => {
    const { service } = await startService();
    const { recorder } = service;
    const [ours, other, elsewhere] = [flowOf(1), flowOf(2), flowOf(3, { endpoint: tagOf('two') })];
    for (const flow of [ours, other, elsewhere]) {
      recorder.connectionOpened(flow, 'remote', START);
      recorder.happening(happeningOf('accepted', { flow: flow.id, endpoint: flow.endpoint }), START);
    }
    for (const [i, flow] of [ours, other, ours, elsewhere, ours].entries()) {
      recorder.data(flow, i % 2 === 0 ? 'in' : 'out', bytesOf(`message ${i}`), START + BigInt(i));
    }
    recorder.connectionFinished(ours, 'remote', 'fin', START + 10n);
    recorder.happening(happeningOf('peerFinished', { flow: 1 }), START + 10n);

    const slice = await sliceOf(service, [5]);
    expect([...slice.rows.keys()]).toEqual([3, 5, 7]);
    expect([3, 5, 7].map((row) => payloadOf(slice, row))).toEqual(['message 0', 'message 2', 'message 4']);
    const packets = packetsOf(slice.pcapng);
    expect(packets).toHaveLength(slice.frames.length);
    // SYN, SYN-ACK, ACK, three messages, FIN-ACK, ACK.
    expect(packets.map(flagsOf)).toEqual([0x02, 0x12, 0x10, 0x18, 0x18, 0x18, 0x11, 0x10]);
    expect(slice.frames.filter(({ row }) => row === null)).toHaveLength(5);
    expect(slice).toMatchObject({ whole: true, lastRow: 7 });
  });

  test('holds a message of several packets as one row', async () => {
    const { service } = await startService();
    const flow = flowOf(1);
    const big = 'x'.repeat(200_000);
    service.recorder.data(flow, 'in', bytesOf('before'), START);
    service.recorder.data(flow, 'out', bytesOf(big), START);
    const slice = await sliceOf(service, [1]);
    expect(slice.rows.get(1)).toEqual({ first: 2, count: 4 });
    expect(payloadOf(slice, 1)).toBe(big);
  });

  test('of a conversation that is too long keeps its beginning and what is near', async () => {
    const { service } = await startService();
    const flow = flowOf(1);
    for (let i = 0; i < 500; i += 1) service.recorder.data(flow, 'in', bytesOf(`${i}`), START);
    const limits = { packets: 50, bytes: 1 << 20, head: 10, before: 1000, ahead: 5 };
    const slice = await sliceOf(service, [300], limits);
    const rows = [...slice.rows.keys()];
    expect(rows).toHaveLength(50);
    expect(rows.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(rows.slice(10)).toEqual(Array.from({ length: 40 }, (_, i) => 266 + i));
    expect(slice).toMatchObject({ whole: false, lastRow: 305 });
    expect(rows.every((row) => payloadOf(slice, row) === `${row}`)).toBe(true);
  });

  test('says when a row alone is too large', async () => {
    const { service } = await startService();
    service.recorder.data(flowOf(1), 'in', new Uint8Array(100_000), START);
    const [segment] = await service.segments();
    if (segment === undefined) throw new Error('no segment');
    expect(await readSlice(nodeDisk, segment, [0], { ...ALL, bytes: 50_000 })).toBe('too large');
  });

  test('takes wanted rows of one interface together, and leaves those of another for the next', async () => {
    const { service } = await startService();
    const [one, two] = [flowOf(1), flowOf(2, { endpoint: tagOf('two') })];
    for (let i = 0; i < 10; i += 1)
      service.recorder.data(i % 2 === 0 ? one : two, 'in', bytesOf(`${i}`), START);
    expect([...(await sliceOf(service, [2, 3, 4, 9])).rows.keys()]).toEqual([0, 2, 4, 6, 8]);
    expect([...(await sliceOf(service, [3, 4, 9])).rows.keys()]).toEqual([1, 3, 5, 7, 9]);
  });

  test('of an opened file is the same as of the capture that it was saved from', async () => {
    const { service } = await startService();
    const flow = flowOf(1);
    service.recorder.connectionOpened(flow, 'local', START);
    service.recorder.happening(happeningOf('connected', { flow: 1 }), START);
    for (let i = 0; i < 5; i += 1)
      service.recorder.data(flow, 'out', bytesOf(`message ${i}`), START + BigInt(i));
    const live = await sliceOf(service, [3]);
    const path = `${await temporaryFolder()}/a.pcapng`;
    await service.save(path, noControl);
    await service.open(path, noControl);
    const opened = await sliceOf(service, [3]);
    expect(opened.pcapng).toEqual(live.pcapng);
    expect(opened.frames).toEqual(live.frames);
  });

  test('of a foreign file has blocks of every kind and byte order as packets with nanoseconds', async () => {
    const { service } = await startService();
    // Big-endian, Ethernet, microseconds: an Enhanced Packet Block and a Simple one.
    const udp = Buffer.from(
      '0001020304050a0b0c0d0e0f080045000021000000004011000a7f0000017f0000011388138900' + '0d000068656c6c6f',
      'hex',
    );
    const block = (type: number, body: Buffer): Buffer => {
      const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
      const frame = Buffer.alloc(8);
      frame.writeUInt32BE(type, 0);
      frame.writeUInt32BE(padded.length + 12, 4);
      return Buffer.concat([frame, padded, frame.subarray(4)]);
    };
    const numbers = (...values: number[]): Buffer => {
      const bytes = Buffer.alloc(values.length * 4);
      for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, i * 4);
      return bytes;
    };
    const file = Buffer.concat([
      block(0x0a0d0d0a, numbers(0x1a2b3c4d, 0x00010000, 0xffffffff, 0xffffffff)),
      block(1, numbers(0x00010000, 0)),
      block(6, Buffer.concat([numbers(0, 0x00056a4e, 0x12345678, udp.length, udp.length), udp])),
      block(3, Buffer.concat([numbers(udp.length), udp])),
    ]);
    const { writeFile } = await import('node:fs/promises');
    const path = `${await temporaryFolder()}/foreign.pcapng`;
    await writeFile(path, file);
    expect(await service.open(path, noControl)).toMatchObject({ ok: true });
    expect(await rowsOf(service)).toHaveLength(2);
    const slice = await sliceOf(service, [0]);
    expect([payloadOf(slice, 0), payloadOf(slice, 1)]).toEqual(['hello', 'hello']);
    const packets = packetsOf(slice.pcapng);
    expect(packets.every((packet) => packet.equals(udp))).toBe(true);
    const sliced = Buffer.from(slice.pcapng);
    const at = sliced.indexOf(Buffer.from([6, 0, 0, 0]));
    const stamp = (BigInt(sliced.readUInt32LE(at + 12)) << 32n) | BigInt(sliced.readUInt32LE(at + 16));
    expect(stamp).toBe(0x00056a4e12345678n * 1000n);
    expect(await readFile(path)).toEqual(file);
  });

  test('maps every message to its own bytes, whatever came in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            flow: fc.integer({ min: 1, max: 4 }),
            what: fc.constantFrom('in', 'out', 'event', 'open', 'close'),
            size: fc.constantFrom(0, 1, 100, 70_000),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        fc.nat(),
        async (steps, pick) => {
          const { service } = await startService();
          const flows = [1, 2, 3, 4].map((id) =>
            flowOf(id, { endpoint: tagOf(id < 3 ? 'one' : 'two'), transport: id === 4 ? 'udp' : 'tcp' }),
          );
          const sent: { row: number; flow: number; text: string }[] = [];
          let rows = 0;
          for (const [i, { flow: id, what, size }] of steps.entries()) {
            const flow = flows[id - 1];
            if (flow === undefined) continue;
            const { recorder } = service;
            if (what === 'open' && id < 4) recorder.connectionOpened(flow, 'remote', START);
            else if (what === 'close' && id < 4) recorder.connectionFinished(flow, 'remote', 'fin', START);
            else if (what === 'in' || what === 'out') {
              const text = String(i).padEnd(id === 4 ? Math.min(size, 60_000) : size, '.');
              recorder.data(flow, what, bytesOf(text), START);
              sent.push({ row: rows, flow: id, text });
              rows += 1;
            } else if (what === 'event') {
              recorder.happening(happeningOf('note', { flow: id, endpoint: flow.endpoint }), START);
              rows += 1;
            }
          }
          const wanted = sent[pick % Math.max(1, sent.length)];
          if (wanted !== undefined) {
            const slice = await sliceOf(service, [wanted.row]);
            const conversation = sent.filter(({ flow }) => flow === wanted.flow);
            expect([...slice.rows.keys()]).toEqual(conversation.map(({ row }) => row));
            for (const { row, text } of conversation) expect(payloadOf(slice, row)).toBe(text);
          }
          await savedBytes(service);
          await cleanUp();
        },
      ),
      { numRuns: 40 },
    );
  });
});
