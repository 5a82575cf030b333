// A bare setTimeout loop, as a script has it: sends a datagram, and asks for the next one so many ms later.
// Arguments: port, ms between datagrams, seconds. Prints {"sent"} at the end.
import dgram from 'node:dgram';

const [port, every, seconds] = process.argv.slice(2).map(Number);
const socket = dgram.createSocket('udp4');
const message = Buffer.from('0123456789abcdef');
socket.connect(port, '127.0.0.1', () => {
  const until = performance.now() + 1000 * seconds;
  let sent = 0;
  const send = () => {
    if (performance.now() >= until) {
      console.log(JSON.stringify({ sent }));
      socket.close();
      return;
    }
    socket.send(message);
    sent += 1;
    setTimeout(send, every);
  };
  send();
});
process.stdin.on('end', () => process.exit()).resume();
