import dgram from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { parseUdpTable, udpSocketAt, udpSocketsOf } from './kernel-udp.mjs';

test('reads port, queue, inode and drops', () => {
  const text = [
    '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
    ' 5320: 00000000:B114 00000000:0000 07 00000000:00000500 00:00000000 00000000     0        0 26699 2 0000000001670755 44319',
    '',
  ].join('\n');
  expect(parseUdpTable(text)).toEqual([{ port: 45332, inode: '26699', queued: 1280, drops: 44319 }]);
});

test.runIf(process.platform === 'linux')('finds a real socket by its port and by its process', async () => {
  const socket = dgram.createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  try {
    expect(await udpSocketAt(port)).toMatchObject({ port, queued: 0, drops: 0 });
    expect((await udpSocketsOf(process.pid)).map((found) => found.port)).toContain(port);
  } finally {
    socket.close();
  }
});
