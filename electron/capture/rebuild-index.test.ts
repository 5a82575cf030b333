import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { LogRow } from '../../core/contract/log';
import type { CaptureService } from './capture-service-contract';
import { call, flows, noise, record } from './test-calls';
import {
  bytesOf,
  cleanUp,
  filterOf,
  happeningOf,
  noControl,
  rowsOf,
  START,
  savedBytes,
  startService,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const open = async (service: CaptureService, bytes: Uint8Array) => {
  const path = join(await temporaryFolder(), 'opened.pcapng');
  await writeFile(path, bytes);
  return service.open(path, noControl);
};

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const openRows = async (service: CaptureService, bytes: Uint8Array): Promise<readonly LogRow[]> => {
  const opened = await open(service, bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return rowsOf(service);
};

describe('a capture that is read again', () => {
  test('has the same rows, whatever was recorded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), fc.nat({ max: 40 }), async (calls, cleared) => {
        const { service } = await startService();
        record(service.recorder, calls.slice(0, cleared));
        await service.clear();
        record(service.recorder, calls.slice(cleared));
        await service.undoClear();
        const rows = await rowsOf(service);
        const again = await openRows(service, await savedBytes(service));
        expect(again).toEqual(rows);
        const bytes = async (): Promise<readonly string[]> => {
          const answers = await Promise.all(rows.map(({ row }) => service.bytes(row, 3, 200_000)));
          return answers.map((answer) => (answer.ok ? digest(answer.value.bytes) : answer.failure.code));
        };
        const opened = await bytes();
        await service.live();
        expect(await bytes()).toEqual(opened);
        await cleanUp();
      }),
      { numRuns: 25 },
    );
  });

  test('and cut anywhere in its last blocks has all rows but the one that was cut', async () => {
    const { service } = await startService();
    const flow = flows[0];
    service.recorder.connectionOpened(flow, 'remote', START);
    service.recorder.data(flow, 'in', bytesOf('first'), START + 1n);
    const whole = await savedBytes(service);
    service.recorder.happening(happeningOf('note', { params: { text: 'second' } }), START + 2n);
    const second = (await savedBytes(service)).length;
    service.recorder.data(flow, 'out', bytesOf('third'), START + 3n);
    const all = await savedBytes(service);
    const live = await rowsOf(service);
    for (let end = whole.length; end <= all.length; end += 1) {
      const rows = await openRows(service, all.subarray(0, end));
      const kept = end < second ? 1 : end < all.length ? 2 : 3;
      expect(rows).toEqual(live.slice(0, kept));
      const { source } = service.status();
      const boundary = [whole.length, second, all.length][kept - 1] ?? 0;
      expect(source).toMatchObject({ kind: 'file', tornBytes: end - boundary });
    }
  });

  test('a chunk of several packets that was cut shows the packets that are whole', async () => {
    const { service } = await startService();
    service.recorder.data(flows[0], 'in', noise(200_000), START);
    const all = await savedBytes(service);
    const rows = await openRows(service, all.subarray(0, all.length - 10));
    expect(rows).toMatchObject([{ kind: 'data', length: 3 * 65_495 }]);
  });

  test('a tail of zeros is a torn tail, and other damage is said', async () => {
    const { service, warnings } = await startService();
    service.recorder.data(flows[0], 'in', bytesOf('first'), START);
    const whole = await savedBytes(service);
    expect(await openRows(service, Buffer.concat([whole, Buffer.alloc(5000)]))).toHaveLength(1);
    expect(service.status().source).toMatchObject({ tornBytes: 5000 });
    expect(warnings).toEqual([]);

    for (const damage of [
      'ffffffff00000000ffffffff',
      '060000000d0000000000000000',
      '0600000010000000000000001c000000',
    ]) {
      const bytes = Buffer.concat([whole, Buffer.from(damage, 'hex')]);
      expect(await openRows(service, bytes)).toHaveLength(1);
      expect(service.status().source).toMatchObject({ tornBytes: bytes.length - whole.length });
      expect(warnings.splice(0)).toMatchObject([
        { code: 'ECAPTURE_DAMAGED', params: { name: 'opened.pcapng', position: whole.length } },
      ]);
    }
  });

  test('no byte that is turned makes reading fail or hang', async () => {
    const { service } = await startService();
    service.recorder.data(flows[1], 'in', bytesOf('first'), START);
    service.recorder.happening(happeningOf('note', { params: { text: 'second' } }), START + 2n);
    const whole = await savedBytes(service);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        const broken = Uint8Array.from(whole);
        broken[at] = byte;
        const opened = await open(service, broken);
        if (!opened.ok) {
          expect(opened.failure.code).toMatch(/^ECAPTURE_(DAMAGED|NOT_PCAPNG|COMPRESSED)$/);
          return;
        }
        const rows = await rowsOf(service);
        for (const { row } of rows) expect((await service.bytes(row, 0, 1000)).ok).toBe(true);
        await service.setView(filterOf({ query: 'tcp.port == 8888 || "zzz"' }));
      }),
      { numRuns: 300 },
    );
  });
});
