import { afterEach, expect, test } from 'vitest';
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
    // Sent while this process cannot read: the buffer holds a few, the system drops the others.
    const script = `
import socket, sys
a = sys.argv[1]
s = socket.socket(socket.AF_INET6 if ':' in a else socket.AF_INET, socket.SOCK_DGRAM)
sys.stdin.readline()
for i in range(200): s.sendto(b'x' * 1000, (a, int(sys.argv[2])))
print('sent')
`;
    const sender = python(script, address, port);
    sender.child.stdin?.write('go\n');
    const end = performance.now() + 1500;
    while (performance.now() < end);
    await until('sent', () => sender.output() === 'sent\n');
    await engine.stop('u');
    const dropped = recorder.calls.flatMap((call) => (call.call === 'dropped' ? [call] : []));
    expect(dropped.every(({ by }) => by === 'system')).toBe(true);
    const lost = dropped.reduce((sum, { messages }) => sum + messages, 0);
    expect(lost).toBeGreaterThan(100);
    expect(lost + engine.status('u').messagesIn).toBe(200);
  },
);
