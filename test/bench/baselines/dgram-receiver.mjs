// A plain node:dgram receiver that only counts, with the receive buffer (bytes) that is asked for on the command
// line. Prints {"port", "receiveBuffer"} (as granted); any input is answered with {"received"}. Ends with its
// standard input.
import dgram from 'node:dgram';

let received = 0;
const socket = dgram.createSocket('udp4');
socket.on('message', () => {
  received += 1;
});
socket.bind(0, '127.0.0.1', () => {
  socket.setRecvBufferSize(Number(process.argv[2]));
  console.log(JSON.stringify({ port: socket.address().port, receiveBuffer: socket.getRecvBufferSize() }));
});
process.stdin.on('data', () => console.log(JSON.stringify({ received })));
process.stdin.on('end', () => process.exit());
