import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { AppendFile } from './append-file';
import { type FailingDisk, failingDisk } from './failing-disk';
import { cleanUp, onCleanUp, temporaryFolder } from './test-support';

afterEach(cleanUp);

const BLOCK = 16;

/** Blocks of 16 bytes into chunks of 64. */
const start = async (disk: FailingDisk = failingDisk()) => {
  const path = join(await temporaryFolder(), 'file');
  const failures: unknown[] = [];
  const file = new AppendFile({
    path,
    create: () => disk.open(path, 'wx+'),
    chunkBytes: 4 * BLOCK,
    wholeBlocks: (_bytes, used) => used - (used % BLOCK),
    onWritten: () => undefined,
    onFailure: (error) => failures.push(error),
  });
  onCleanUp(() => file.close());
  return { file, path, disk, failures };
};

const blockOf = (number: number): Uint8Array => new Uint8Array(BLOCK).fill(number & 0xff);

test('what was appended can be read at once, wherever it is, whatever is written meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constant('flush' as const), fc.integer({ min: 1, max: 9 })), { maxLength: 30 }),
      fc.array(fc.tuple(fc.nat({ max: 3000 }), fc.nat({ max: 400 })), { maxLength: 5 }),
      async (steps, reads) => {
        const { file, path } = await start();
        const all: number[] = [];
        for (const step of steps) {
          if (step === 'flush') void file.flush();
          else
            for (let i = 0; i < step; i += 1) {
              file.append(blockOf(all.length / BLOCK));
              all.push(...blockOf(all.length / BLOCK));
            }
          for (const [position, length] of reads) {
            const into = new Uint8Array(length);
            const read = await file.read(position, into);
            expect([...into.subarray(0, read)]).toEqual(all.slice(position, position + length));
          }
        }
        expect(await file.flush()).toBe(true);
        expect(file.size).toBe(all.length);
        if (all.length > 0) expect([...(await readFile(path))]).toEqual(all);
        await cleanUp();
      },
    ),
    { numRuns: 50 },
  );
});

test('a write that fails is cut to whole blocks, and repeated when it can be', async () => {
  const { file, path, disk, failures } = await start();
  for (let i = 0; i < 10; i += 1) file.append(blockOf(i));
  disk.room = 5 * BLOCK + 7;
  expect(await file.flush()).toBe(false);
  expect(failures).toMatchObject([{ code: 'ENOSPC' }]);
  expect(file.written).toBe(5 * BLOCK);
  expect(await readFile(path)).toHaveLength(5 * BLOCK);
  file.append(blockOf(10));
  const into = new Uint8Array(11 * BLOCK);
  expect(await file.read(0, into)).toBe(11 * BLOCK);
  expect(await file.flush()).toBe(false);
  expect(failures).toHaveLength(1);
  disk.room = Number.POSITIVE_INFINITY;
  expect(await file.retry()).toBe(true);
  expect(await readFile(path)).toEqual(Buffer.from(into));
  expect(into.map((byte, i) => byte - Math.floor(i / BLOCK)).every((zero) => zero === 0)).toBe(true);
});

test('a block larger than a chunk has a chunk of its own', async () => {
  const { file, path } = await start();
  file.append(blockOf(1));
  file.append(new Uint8Array(40 * BLOCK).fill(2));
  file.append(blockOf(3));
  expect(await file.flush()).toBe(true);
  const bytes = await readFile(path);
  expect([bytes.length, bytes[15], bytes[16], bytes.at(-1)]).toEqual([42 * BLOCK, 1, 2, 3]);
});

test('no file is made for nothing, and a closed one is not read as zeros', async () => {
  const { file, path } = await start();
  expect(await file.flush()).toBe(true);
  await expect(readFile(path)).rejects.toThrow('ENOENT');
  for (let i = 0; i < 9; i += 1) file.append(blockOf(i));
  await file.flush();
  await file.close();
  await expect(file.read(0, new Uint8Array(BLOCK))).rejects.toThrow('closed');
});
