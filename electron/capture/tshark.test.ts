import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pathAddress, unnamedAddress } from '../../core/contract/local-address';
import type { CaptureService } from './capture-service-contract';
import { failingDisk } from './failing-disk';
import {
  bytesOf,
  cleanUp,
  flowOf,
  happeningOf,
  noControl,
  START,
  startService,
  tagOf,
  temporaryFolder,
} from './test-support';

// Wireshark's own reader is the judge of the format. `npm test` installs tshark; without it these tests cannot say
// anything, so they fail in CI and say so loudly elsewhere.
const run = promisify(execFile);
let missing = '';

beforeAll(async () => {
  try {
    await run('tshark', ['--version']);
  } catch (error) {
    missing = `tshark could not be run: ${String(error)}`;
  }
});
afterEach(cleanUp);

const withTshark = (name: string, body: () => Promise<void>): void =>
  test(name, { timeout: 60_000 }, async () => {
    if (missing === '') return body();
    if (process.env.CI !== undefined) throw new Error(missing);
    process.stderr.write(`\n*** NOT TESTED: "${name}". ${missing}\n*** Install tshark, or run npm test.\n\n`);
  });

const tshark = async (path: string, ...options: readonly string[]): Promise<string> => {
  const { stdout } = await run('tshark', ['-n', '-r', path, ...options], { maxBuffer: 256 * 1024 * 1024 });
  return stdout;
};

const CHECKSUMS = ['-o', 'ip.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'] as const;

/** Nothing that an expert would complain about. */
const TROUBLE = [
  '_ws.malformed',
  // Warnings and errors; Wireshark warns of every reset, which is what a reset is.
  '(_ws.expert.severity >= 0x00600000 && !(tcp.flags.reset == 1))',
  'ip.checksum.status == "Bad"',
  'udp.checksum.status == "Bad"',
  'tcp.analysis.retransmission',
  'tcp.analysis.lost_segment',
  'tcp.analysis.ack_lost_segment',
  'tcp.analysis.window_full',
  'tcp.analysis.duplicate_ack',
].join(' || ');

const saved = async (service: CaptureService): Promise<string> => {
  const path = join(await temporaryFolder(), 'saved.pcapng');
  const result = await service.save(path, noControl);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return path;
};

const noise = (length: number, seed: number): Uint8Array =>
  new Uint8Array(length).map((_, i) => (Math.imul(i + seed, 0x9e3779b1) >>> 24) & 0xff);

describe('tshark reads what Porthole writes', () => {
  withTshark('a conversation over TCP, with chunks larger than a packet', async () => {
    const { service } = await startService();
    const { recorder } = service;
    for (const [id, host] of [
      [1, '127.0.0.1'],
      [2, '::1'],
      [3, '::ffff:127.0.0.1'],
    ] as const) {
      const flow = flowOf(id, { host, endpoint: tagOf(`server ${id}`) });
      let at = START + BigInt(id) * 1_000_000n;
      const next = (): bigint => {
        at += 1000n;
        return at;
      };
      recorder.connectionOpened(flow, id === 2 ? 'local' : 'remote', next());
      recorder.data(flow, 'in', bytesOf('Hello, server!'), next());
      recorder.data(flow, 'out', noise(200_000, id), next());
      recorder.data(flow, 'out', noise(65_495, id), next());
      recorder.data(flow, 'in', noise(65_536, id), next());
      recorder.connectionFinished(flow, 'remote', 'fin', next());
      recorder.data(flow, 'out', bytesOf('bye'), next());
      recorder.connectionFinished(flow, 'local', 'fin', next());
    }
    const reset = flowOf(4);
    recorder.connectionOpened(reset, 'remote', START + 9_000_000n);
    recorder.data(reset, 'in', bytesOf('x'), START + 9_000_001n);
    recorder.connectionFinished(reset, 'remote', 'rst', START + 9_000_002n);
    const path = await saved(service);

    expect(await tshark(path, ...CHECKSUMS, '-Y', TROUBLE)).toBe('');
    const follow = await tshark(path, '-q', '-z', 'follow,tcp,raw,0');
    const sent = [
      bytesOf('Hello, server!'),
      noise(200_000, 1),
      noise(65_495, 1),
      noise(65_536, 1),
      bytesOf('bye'),
    ];
    const hex = follow.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line));
    expect(hex.map((line) => line.trim()).join('')).toBe(Buffer.concat(sent).toString('hex'));
    // A reset is one, both closes are complete, and the time is to the nanosecond.
    expect((await tshark(path, '-Y', 'tcp.flags.reset == 1')).trim().split('\n')).toHaveLength(1);
    const ends = await tshark(path, '-Y', 'tcp.flags.fin == 1', '-T', 'fields', '-e', 'tcp.stream');
    expect(ends.trim().split('\n')).toEqual(['0', '0', '1', '1', '2', '2']);
    const times = await tshark(
      path,
      '-c',
      '1',
      '-T',
      'fields',
      '-e',
      'frame.time_epoch',
      '-e',
      'frame.interface_name',
    );
    expect(times.trim()).toBe('1790000000.001001000\tserver 1');
  });

  withTshark(
    'local sockets: a stream for each connection, on addresses that stand for the path',
    async () => {
      const { service } = await startService();
      const { recorder } = service;
      const endpoint = { ...tagOf('x.sock'), description: 'Local server /tmp/x.sock' };
      for (const id of [1, 2]) {
        const flow = {
          ...flowOf(id, { endpoint }),
          local: pathAddress('/tmp/x.sock'),
          remote: unnamedAddress(id),
        };
        const at = START + BigInt(id) * 1000n;
        recorder.connectionOpened(flow, 'remote', at);
        recorder.data(flow, 'in', bytesOf('GET / HTTP/1.0\r\n\r\n'), at + 1n);
        recorder.data(flow, 'out', bytesOf(`HTTP/1.0 200 OK\r\n\r\nbody ${id}`), at + 2n);
        recorder.connectionFinished(flow, 'local', 'fin', at + 3n);
        recorder.connectionFinished(flow, 'remote', 'fin', at + 4n);
      }
      const path = await saved(service);
      expect(await tshark(path, ...CHECKSUMS, '-Y', TROUBLE)).toBe('');
      const follow = await tshark(path, '-q', '-z', 'follow,tcp,ascii,1');
      expect(follow).toContain('body 2');
      expect(follow).not.toContain('body 1');
      const fields = ['frame.interface_description', 'ip.src', 'tcp.stream'].flatMap((name) => ['-e', name]);
      const lines = (await tshark(path, '-Y', 'tcp.flags.syn == 1', '-T', 'fields', ...fields))
        .trim()
        .split('\n');
      expect(lines).toEqual([
        'Local server /tmp/x.sock\t127.117.110.121\t0',
        'Local server /tmp/x.sock\t127.117.110.120\t0',
        'Local server /tmp/x.sock\t127.117.110.121\t1',
        'Local server /tmp/x.sock\t127.117.110.120\t1',
      ]);
    },
  );

  withTshark('datagrams over IPv4 and IPv6, empty and largest ones', async () => {
    const { service } = await startService();
    const sizes = [0, 1, 2, 3, 101, 1472, 65_507];
    for (const [id, host] of [
      [1, '127.0.0.1'],
      [2, '::1'],
      [3, 'fe80::1%eth0'],
    ] as const) {
      const flow = flowOf(id, { transport: 'udp', host });
      for (const [i, size] of sizes.entries()) {
        service.recorder.data(flow, i % 2 === 0 ? 'in' : 'out', noise(size, id), START + BigInt(i));
      }
    }
    // RFC 8200: a checksum that comes out as 0 is sent as 0xffff. Found by trying.
    const flow = flowOf(9, { transport: 'udp', host: '::1' });
    for (let word = 0; word < 65_536; word += 1) {
      service.recorder.data(flow, 'in', Uint8Array.of(word >> 8, word & 0xff), START);
    }
    const path = await saved(service);
    expect(await tshark(path, ...CHECKSUMS, '-Y', TROUBLE)).toBe('');
    expect((await tshark(path, '-Y', 'udp.checksum == 0xffff')).trim().split('\n')).toHaveLength(1);
    const lengths = await tshark(
      path,
      '-c',
      '21',
      '-T',
      'fields',
      '-e',
      'udp.length',
      '-e',
      'frame.packet_flags_direction',
    );
    const shown = sizes.map((size, i) => `${size + 8}\t0x0000000${(i % 2) + 1}`);
    expect(lengths.trim().split('\n')).toEqual([...shown, ...shown, ...shown]);
  });

  withTshark('happenings as log lines on the same timeline', async () => {
    const { service } = await startService({
      sentence: ({ kind }) => `${kind}: <b>line one\nline two</b>\u001b[31m`,
    });
    service.recorder.happening(happeningOf('listening'), START + 1_234_000n);
    service.recorder.happening(
      happeningOf('refused', {
        severity: 'error',
        params: { code: 'ECONNREFUSED', errno: 111 },
        peer: '127.0.0.1:1',
      }),
      START + 2_000_000n,
    );
    service.recorder.data(flowOf(1), 'in', bytesOf('x'), START + 3_000_000n);
    const path = await saved(service);
    expect(await tshark(path, '-Y', TROUBLE)).toBe('');
    const lines = await tshark(
      path,
      ...[
        '-Y',
        'systemd_journal',
        '-T',
        'fields',
        '-e',
        'frame.time_epoch',
        '-e',
        'systemd_journal.priority',
      ],
      ...['-e', 'systemd_journal.syslog_id'],
    );
    expect(lines.trim().split('\n')).toEqual([
      '1790000000.001234000\t6\tporthole',
      '1790000000.002000000\t3\tporthole',
    ]);
    expect(await tshark(path, '-V', '-Y', 'systemd_journal')).toContain('listening: <b>line one');
  });

  withTshark('a file that is still being written, and a capture of several segments', async () => {
    const { service, folder, until } = await startService();
    const flow = flowOf(1);
    service.recorder.connectionOpened(flow, 'remote', START);
    service.recorder.data(flow, 'in', bytesOf('before'), START + 1n);
    await until(() => service.recorder.pending === 0);
    const { readdir } = await import('node:fs/promises');
    const files = await readdir(join(folder, 'captures'));
    const growing = files.find((name) => name.endsWith('.pcapng')) ?? '';
    expect((await tshark(join(folder, 'captures', growing))).trim().split('\n')).toHaveLength(4);

    await service.clear();
    service.recorder.data(flow, 'in', bytesOf('after'), START + 2n);
    const alone = await saved(service);
    expect(await tshark(alone, ...CHECKSUMS, '-Y', TROUBLE)).toBe('');
    expect(await tshark(alone, '-q', '-z', 'follow,tcp,ascii,0')).toContain('after');

    await service.undoClear();
    const whole = await saved(service);
    expect(await tshark(whole, ...CHECKSUMS, '-Y', TROUBLE)).toBe('');
    // The numbers ran on: Wireshark sees one stream without a gap across the sections.
    const follow = await tshark(whole, '-q', '-z', 'follow,tcp,raw,0');
    expect(follow).toContain(
      `${Buffer.from('before').toString('hex')}\n${Buffer.from('after').toString('hex')}`,
    );
  });

  withTshark('both ends of a connection in one window are one stream, which is followed once', async () => {
    const { service } = await startService();
    const { recorder } = service;
    const near = flowOf(1, { endpoint: tagOf('server') });
    const far = { ...flowOf(2, { endpoint: tagOf('client') }), local: near.remote, remote: near.local };
    recorder.connectionOpened(near, 'remote', START);
    recorder.connectionOpened(far, 'local', START + 1000n);
    recorder.data(far, 'out', bytesOf('ping'), START + 2000n);
    recorder.data(near, 'in', bytesOf('ping'), START + 3000n);
    recorder.data(near, 'out', bytesOf('pong'), START + 4000n);
    recorder.data(far, 'in', bytesOf('pong'), START + 5000n);
    for (const [flow, by] of [
      [far, 'local'],
      [near, 'remote'],
      [near, 'local'],
      [far, 'remote'],
    ] as const) {
      recorder.connectionFinished(flow, by, 'fin', START + 6000n);
    }
    const path = await saved(service);
    const streams = await tshark(path, '-T', 'fields', '-e', 'tcp.stream');
    expect(new Set(streams.trim().split('\n'))).toEqual(new Set(['0']));
    const followed = await tshark(path, '-q', '-z', 'follow,tcp,raw,0');
    const hex = followed.split('\n').map((line) => line.trim());
    expect(hex.filter((line) => /^[0-9a-f]+$/.test(line))).toEqual(['70696e67', '706f6e67']);
    expect(await tshark(path, '-Y', 'tcp.analysis.lost_segment || tcp.analysis.ack_lost_segment')).toBe('');
  });

  withTshark('what a full disk kept out shows as a gap in its stream', async () => {
    const disk = failingDisk();
    const { service, until } = await startService({ disk, lowWater: 1000, checkDiskEveryMs: 5 });
    const flow = flowOf(1);
    service.recorder.connectionOpened(flow, 'remote', START);
    service.recorder.data(flow, 'in', bytesOf('before'), START + 1n);
    disk.freeBytes = 0;
    await until(() => !service.status().recording.on);
    service.recorder.data(flow, 'in', bytesOf('kept out'), START + 2n);
    disk.freeBytes = 1_000_000;
    await until(() => service.status().recording.on);
    service.recorder.data(flow, 'in', bytesOf('after'), START + 3n);
    service.recorder.data(flow, 'out', bytesOf('answer'), START + 4n);
    const path = await saved(service);
    const gap = await tshark(path, '-Y', 'tcp.analysis.lost_segment', '-T', 'fields', '-e', 'tcp.payload');
    expect(gap.trim()).toBe(Buffer.from('after').toString('hex'));
    expect(await tshark(path, '-q', '-z', 'follow,tcp,ascii,0')).toContain(
      '[8 bytes missing in capture file]',
    );
  });
});
