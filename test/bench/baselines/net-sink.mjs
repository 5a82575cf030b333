// A plain node:net sink: counts what it reads and keeps nothing. Prints {"port"}, then {"bytes"} for each
// connection whose peer has finished. Ends with its standard input.
import net from 'node:net';

const server = net.createServer((socket) => {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  socket.on('end', () => console.log(JSON.stringify({ bytes })));
  socket.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.on('end', () => process.exit()).resume();
