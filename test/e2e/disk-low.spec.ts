// A disk that runs short while recording, on a real, small file system.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

const run = promisify(execFile);
const MIB = 1024 * 1024;

const freeIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

// Mounting takes root, as CI has; without it electron/capture/recording-pause.test.ts tries the same without a window.
if (process.platform === 'linux' && process.getuid?.() === 0) {
  test('recording pauses before the disk is full, sockets go on, and it resumes by itself', async ({
    open,
    python,
  }) => {
    const userData = await mkdtemp(join(tmpdir(), 'porthole-small-disk-'));
    await run('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', userData]);
    try {
      const { page, porthole, servers, log, status } = await open({ userData });
      const port = await startServer(servers, { protocol: 'UDP' });
      await servers.answer('Echo');
      const peer = await python.udp();
      const exchange = async (messages: number, word: string): Promise<void> => {
        for (let n = 1; n <= messages; n += 1) {
          await peer.sendTo(port, `${word} ${n}`);
          expect((await peer.receive()).data.toString()).toBe(`${word} ${n}`);
        }
      };
      await exchange(20, 'before');
      await status.took(40);

      const ballast = join(userData, 'ballast');
      await writeFile(ballast, new Uint8Array((await freeIn(userData)) - 48 * MIB));
      const banner = page.getByRole('note').filter({ hasText: 'The disk is nearly full' });
      await expect(banner).toContainText('sockets have never stopped');
      // Before it is full: there is room for what was in memory, and for the rest of the system.
      expect(await freeIn(userData)).toBeGreaterThan(32 * MIB);

      await exchange(15, 'meanwhile');
      await expect.poll(() => status.counter('Received')).toBe(35);
      await expect.poll(() => status.counter('Dropped')).toBe(30);
      await expect.poll(() => status.counter('Sent')).toBe(35);
      await expect.poll(() => status.counter('Stored')).toBe(40);

      // By hand it does not go on either while there is no room.
      await banner.getByRole('button', { name: 'Record again' }).click();
      await expect(banner).toBeVisible();
      await expect.poll(() => status.counter('Stored')).toBe(40);

      await rm(ballast);
      await expect(banner).toHaveCount(0);
      await exchange(5, 'after');
      await expect.poll(() => status.counter('Stored')).toBe(50);
      await expect.poll(() => status.counter('Received')).toBe(40);
      await expect.poll(() => status.counter('Sent')).toBe(40);
      await expect.poll(() => status.counter('Dropped')).toBe(30);
      await log.filter.fill('recording');
      await expect
        .poll(log.story)
        .toEqual([
          expect.stringMatching(/^Error Recording paused\..*nearly full/),
          expect.stringMatching(/^Warning Recording again\. Not recorded meanwhile: 30 messages/),
        ]);
      await porthole.close();
    } finally {
      await run('umount', ['-l', userData]);
      await rm(userData, { recursive: true });
    }
  });
} else {
  test('recording pauses before the disk is full: takes root on Linux', () => {
    process.stderr.write(
      '\n*** NOT TESTED: a full disk in the window. Mounting a small file system takes root on Linux.\n\n',
    );
  });
}
