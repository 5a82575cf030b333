// A plain node:tls server: `sink` counts what it reads and keeps nothing, `echo` sends it back. The certificate with
// its key is the PEM file on the command line. Prints {"port"}; a sink prints {"bytes"} for each connection whose peer
// has finished. Ends with its standard input.
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

const [, , role, file] = process.argv;
const pem = readFileSync(file);

/** @param {import('node:tls').TLSSocket} socket */
const sink = (socket) => {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  socket.on('end', () => console.log(JSON.stringify({ bytes })));
};
/** @param {import('node:tls').TLSSocket} socket */
const echo = (socket) => {
  socket.on('data', (chunk) => socket.write(chunk));
};
const server = tls.createServer({ cert: pem, key: pem, noDelay: true }, (socket) => {
  socket.on('error', () => {});
  if (role === 'sink') sink(socket);
  else echo(socket);
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.on('end', () => process.exit()).resume();
