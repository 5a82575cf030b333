import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { bench, endpoint, finish, portOf, python, until, value } from './testing';
import { parseUdpTable } from './udp-drops';

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

test('the table of the system is read by column', () => {
  const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  441: 0100007F:22B8 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 53211 2 0000000000000000 17
`;
  expect(parseUdpTable(table)).toEqual([{ port: 8888, inode: '53211', drops: 17 }]);
  expect(parseUdpTable('')).toEqual([]);
});

// The system counts its drops for us only on Linux.
const LINUX = process.platform === 'linux';

test.runIf(LINUX).each(['127.0.0.1', '::1'])(
  'what the system drops on %s is counted, exactly',
  async (address) => {
    const options = { receiveBuffer: '4096' };
    value(await engine.start(endpoint('u', 'udp', 'server', { address, options })));
    const port = portOf(engine, 'u');
    const folder = await mkdtemp(join(tmpdir(), 'drops-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const sent = join(folder, 'sent');
    // Sent while this process cannot read: the buffer holds a few, the system drops the others.
    const script = `
import socket, sys
a = sys.argv[1]
s = socket.socket(socket.AF_INET6 if ':' in a else socket.AF_INET, socket.SOCK_DGRAM)
print('ready')
sys.stdin.readline()
for i in range(200): s.sendto(b'x' * 1000, (a, int(sys.argv[2])))
open(sys.argv[3], 'w').close()
`;
    const sender = python(script, address, port, sent);
    await until('the sender', () => sender.output() === 'ready\n');
    sender.child.stdin?.write('go\n');
    const end = performance.now() + 30_000;
    while (!existsSync(sent) && performance.now() < end);
    await engine.stop('u');
    const dropped = recorder.calls.flatMap((call) => (call.call === 'dropped' ? [call] : []));
    expect(dropped.every(({ by }) => by === 'system')).toBe(true);
    const lost = dropped.reduce((sum, { messages }) => sum + messages, 0);
    expect(lost).toBeGreaterThan(100);
    expect(lost + engine.status('u').messagesIn).toBe(200);
  },
);
