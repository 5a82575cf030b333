// A plain node:dgram receiver that only counts, with the receive buffer (bytes) that is asked for on the command
// line, and in the multicast group that may follow it, on the loopback interface. Prints {"port", "receiveBuffer"} (as granted); any input is answered with {"received"}. Ends with its
// standard input.
import dgram from 'node:dgram';

let received = 0;
const socket = dgram.createSocket('udp4');
socket.on('message', () => {
  received += 1;
});
const [size, group] = process.argv.slice(2);
socket.bind(0, group === undefined ? '127.0.0.1' : '0.0.0.0', () => {
  if (group !== undefined) socket.addMembership(group, '127.0.0.1');
  socket.setRecvBufferSize(Number(size));
  console.log(JSON.stringify({ port: socket.address().port, receiveBuffer: socket.getRecvBufferSize() }));
});
process.stdin.on('data', () => console.log(JSON.stringify({ received })));
process.stdin.on('end', () => process.exit());
