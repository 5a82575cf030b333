import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { createBatchReader, type Sender } from './udp-batch';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const opened = async (type: 'udp4' | 'udp6', address: string): Promise<Socket> => {
  const socket = createSocket(type);
  sockets.push(socket);
  socket.bind(0, address);
  await once(socket, 'listening');
  socket.setRecvBufferSize(4 * 1024 * 1024);
  return socket;
};

const sent = (socket: Socket, bytes: Buffer, port: number, address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.send(bytes, port, address, (error) => (error === null ? resolve() : reject(error)));
  });

interface Heard {
  readonly bytes: Buffer;
  readonly from: Sender;
  readonly batched: boolean;
}

/** All that comes to a socket, with whatever waits behind a datagram read in batches. */
const hearing = (socket: Socket, count: number): Promise<readonly Heard[]> =>
  new Promise((resolve, reject) => {
    const reader = createBatchReader(socket);
    if (reader === null) throw new Error('This system has recvmmsg and an interface to it.');
    const heard: Heard[] = [];
    socket.on('message', (bytes: Buffer, { address, port }: RemoteInfo) => {
      heard.push({ bytes, from: { address, port }, batched: false });
      const read = reader.read((batch, from) =>
        heard.push({ bytes: Buffer.from(batch), from, batched: true }),
      );
      if (typeof read === 'string') reject(new Error(read));
      if (heard.length >= count) resolve(heard);
    });
  });

// Elsewhere node:dgram delivers alone, and createBatchReader says so.
if (process.platform === 'linux') {
  const bytesOf = (at: number, length: number): Buffer => Buffer.alloc(length, at);
  const SIZES = [0, 1, 100, 1472, 65_507, 0, 9000, 2];

  describe.each([
    ['udp4', '127.0.0.1', '127.0.0.1', 'udp4', '127.0.0.1'],
    ['udp6', '::1', '::1', 'udp6', '::1'],
    ['udp6', '::', '127.0.0.1', 'udp4', '::ffff:127.0.0.1'],
  ] as const)('%s on %s, written to from %s', (type, bound, target, from, named) => {
    test('all datagrams, in order, whole, and from whom', async () => {
      const receiver = await opened(type, bound);
      const senders = await Promise.all([opened(from, target), opened(from, target)]);
      const count = 400;
      const heard = hearing(receiver, count);
      for (let at = 0; at < count; at += 1) {
        const sender = senders[at % 2];
        if (sender === undefined) throw new Error('There are two.');
        await sent(sender, bytesOf(at, SIZES[at % SIZES.length] ?? 0), receiver.address().port, target);
      }
      const all = await heard;
      expect(all.length).toBe(count);
      for (const [at, { bytes, from }] of all.entries()) {
        expect(bytes.equals(bytesOf(at, SIZES[at % SIZES.length] ?? 0))).toBe(true);
        expect(from).toEqual({ address: named, port: senders[at % 2]?.address().port });
      }
    });

    test('what waits behind a datagram comes in one call', async () => {
      const receiver = await opened(type, bound);
      const [sender] = await Promise.all([opened(from, target)]);
      const heard = hearing(receiver, 50);
      // Handed to the system within one turn of the loop: none can be delivered before all of them wait.
      await Promise.all(
        Array.from({ length: 50 }, (_, at) => sent(sender, bytesOf(at, 10), receiver.address().port, target)),
      );
      expect((await heard).filter(({ batched }) => batched).length).toBe(49);
    });
  });

  test('what the system has to say of a connected socket', async () => {
    const client = await opened('udp4', '127.0.0.1');
    const other = await opened('udp4', '127.0.0.1');
    const { port } = other.address();
    client.connect(port, '127.0.0.1');
    await once(client, 'connect');
    await new Promise<void>((resolve) => other.close(resolve));
    sockets.splice(sockets.indexOf(other), 1);
    const reader = createBatchReader(client);
    client.on('error', () => undefined);
    expect(reader?.read(() => undefined)).toBe(0);
    client.send('nobody there');
    // The system may take a moment to answer; in the next turn of the loop node:dgram would take it.
    const end = performance.now() + 10_000;
    let read = reader?.read(() => undefined);
    while (read === 0 && performance.now() < end) read = reader?.read(() => undefined);
    expect(read).toBe('ECONNREFUSED');
    expect(reader?.read(() => undefined)).toBe(0);
  });
} else {
  test('left to node:dgram', async () => {
    expect(createBatchReader(await opened('udp4', '127.0.0.1'))).toBeNull();
  });
}
