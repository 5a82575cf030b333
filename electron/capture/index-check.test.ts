import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Recorder } from '../../core/contract/recorder';
import { AppendFile, type ByteSource } from './append-file';
import type { DiskFile } from './disk';
import { checkIndex } from './index-check';
import { rebuildIndex } from './rebuild-index';
import { RECORD_BYTES, readRecord } from './row-index';
import { call, flows, noise, record } from './test-calls';
import { bytesOf, cleanUp, happeningOf, noControl, START, startService } from './test-support';

afterEach(cleanUp);

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (position, into) => {
    const piece = bytes.subarray(position, position + into.length);
    into.set(piece);
    return piece.length;
  },
});

/** An index in memory: there are hundreds of them. */
const memoryIndex = () => {
  const written: Uint8Array[] = [];
  const file: DiskFile = {
    read: () => Promise.reject(new Error('nobody reads it')),
    writev: async (buffers) => {
      for (const buffer of buffers) written.push(buffer.slice());
      return { bytesWritten: buffers.reduce((sum, { length }) => sum + length, 0) };
    },
    truncate: () => Promise.resolve(),
    sync: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const index = new AppendFile({
    path: '',
    create: () => Promise.resolve(file),
    chunkBytes: 4096,
    wholeBlocks: (_bytes, used) => used,
    onWritten: () => undefined,
    onFailure: () => undefined,
  });
  return { index, bytes: () => Buffer.concat(written) };
};

const APPLICATION = 'Porthole 0.1.0';

const known = (blocks: Uint8Array, records: Uint8Array, application = APPLICATION) =>
  checkIndex(sourceOf(blocks), sourceOf(records), application, () => undefined);

/** What opening these two files comes to: with the index as far as it is sound, or without it. */
const indexed = async (blocks: Uint8Array, records: Uint8Array | null) => {
  const { index, bytes } = memoryIndex();
  const sound = records === null ? null : await known(blocks, records);
  const built = await rebuildIndex(
    sourceOf(blocks),
    index,
    'x',
    { ...noControl, onRows: () => undefined },
    sound,
  );
  await index.flush();
  return { built, index: bytes(), reused: sound?.rows ?? 0 };
};

/** Thousands of numbers, which another test compares. */
const withoutSummary = (built: Awaited<ReturnType<typeof indexed>>['built']) =>
  built.ok ? { ...built.value, summary: null } : built;

/** The two files that these calls leave. */
const filesOf = async (record: (recorder: Recorder) => void) => {
  const { service, folder, until } = await startService();
  record(service.recorder);
  await until(() => service.recorder.pending === 0 && service.status().stored > 0);
  await service.close({ discard: false });
  const captures = join(folder, 'captures');
  const file = async (ending: string): Promise<Buffer> =>
    readFile(
      join(captures, (await readdir(captures)).find((name) => name.endsWith(ending)) ?? 'there is none'),
    );
  return { blocks: await file('.pcapng'), records: await file('.index') };
};

describe('an index that was left behind', () => {
  test('is made anew as it was, and is known to the last row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 60 }), async (calls) => {
        const { blocks, records } = await filesOf((recorder) => {
          record(recorder, calls);
          recorder.data(flows[0], 'in', bytesOf('at least this'), START);
        });
        const anew = await indexed(blocks, null);
        expect(anew.index).toEqual(records);
        const again = await indexed(blocks, records);
        expect(again.reused).toBe(records.length / RECORD_BYTES);
        expect(again.index).toEqual(records);
        expect(again.built).toEqual(anew.built);
        await cleanUp();
      }),
      { numRuns: 25 },
    );
  });

  test('wherever the capture and the index were cut in their last blocks, all whole blocks are there', {
    timeout: 300_000,
  }, async () => {
    const { blocks, records } = await filesOf((recorder) => {
      recorder.connectionOpened(flows[0], 'remote', START);
      recorder.data(flows[0], 'in', bytesOf('first'), START + 1n);
      recorder.data(flows[2], 'in', noise(50), START + 2n);
      recorder.happening(happeningOf('note', { params: { text: 'third' } }), START + 3n);
      recorder.connectionOpened(flows[1], 'local', START + 4n);
      recorder.data(flows[1], 'out', bytesOf('fourth'), START + 4n);
      recorder.data(flows[3], 'out', bytesOf('fifth'), START + 5n);
    });
    const ends = Array.from({ length: records.length / RECORD_BYTES }, (_, row) => {
      const { position, blockBytes } = readRecord(new DataView(records.buffer, records.byteOffset), row * 32);
      return position + blockBytes;
    });
    const [first = 0] = ends;
    for (let cut = first - 20; cut <= blocks.length; cut += 1) {
      const rows = ends.filter((end) => end <= cut).length;
      const anew = await indexed(blocks.subarray(0, cut), null);
      expect(anew.built).toMatchObject({ ok: true, value: { rows, size: cut } });
      // The index may be behind the blocks, ahead of them, or cut in the middle of a record.
      const every = cut === blocks.length ? 1 : RECORD_BYTES;
      for (let at = (cut * 7) % every; at <= records.length; at += every) {
        const both = await indexed(blocks.subarray(0, cut), records.subarray(0, at));
        expect(withoutSummary(both.built)).toEqual(withoutSummary(anew.built));
        expect(both.index.equals(anew.index)).toBe(true);
        expect(both.reused).toBe(Math.min(rows, Math.floor(at / RECORD_BYTES)));
      }
    }
  });

  test('with any byte turned is used for no more than what is true', async () => {
    const { blocks, records } = await filesOf((recorder) => {
      for (let i = 0; i < 20; i += 1) recorder.data(flows[i % 4] ?? flows[0], 'in', noise(i * 9), START);
    });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: records.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const broken = Uint8Array.from(records);
          broken[at] = (broken[at] ?? 0) ^ by;
          expect((await indexed(blocks, broken)).index).toEqual(records);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of another capture, another version or a foreign file is not used at all', async () => {
    const one = await filesOf((recorder) => recorder.data(flows[0], 'in', bytesOf('one'), START));
    const two = await filesOf((recorder) => recorder.data(flows[0], 'in', bytesOf('another'), START + 1n));
    expect(await known(one.blocks, two.records)).toBeNull();
    expect(await known(one.blocks, one.records, 'Porthole 0.2.0')).toBeNull();
    expect(await known(one.blocks, one.records)).toMatchObject({ rows: 1 });
    expect(await known(new Uint8Array(one.blocks.length), one.records)).toBeNull();
  });

  test('of many rows is compared at its beginning, its end and in between', async () => {
    const { blocks, records } = await filesOf((recorder) => {
      for (let i = 0; i < 20_000; i += 1) recorder.data(flows[2], 'in', noise(i % 50), START + BigInt(i));
    });
    expect(await known(blocks, records)).toMatchObject({ rows: 20_000 });
    // A flow's number is nothing that a neighbour could tell.
    for (const row of [0, 19_999, Math.floor((19_936 * 31) / 63)]) {
      const broken = Buffer.from(records);
      broken.writeUInt32LE(77, row * RECORD_BYTES + 24);
      expect(await known(blocks, broken)).toBeNull();
    }
  });
});
