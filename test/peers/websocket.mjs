// A WebSocket server of npm's `ws`, and a client that speaks to it through the port that is said on standard input.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
await once(server, 'listening');
console.log(server.address().port);

const [port] = await once(createInterface({ input: process.stdin }), 'line');
const client = new WebSocket(`ws://127.0.0.1:${port}/values?unit=C`);
await once(client, 'open');
for (const message of ['{"temp":21.5}', Buffer.from([0, 1, 2, 254, 255]), 'x'.repeat(300)]) {
  client.send(message);
  await once(client, 'message');
}
client.ping('still there?');
await once(client, 'pong');
client.close(1000, 'done');
await once(client, 'close');
process.exit();
