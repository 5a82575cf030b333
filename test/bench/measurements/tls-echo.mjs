import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { roundTripRows, roundTrips } from '../lib/round-trips.mjs';
import { plainTlsServers, startTlsServer } from '../lib/tls.mjs';

// How long 64 bytes are on their way there and back over TLS 1.3, through Porthole's Auto reply and through plain
// node:tls echoes.

const bench = 'tls-echo';
const SIZE = 64;

const echoReply = {
  mode: 'echo',
  delay: '0',
  reply: { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
};

/** @type {import('../lib/context.mjs').Measurement} */
export const tlsEcho = {
  name: bench,
  async measure(context) {
    const size = context.quick ? { blocks: 3, rounds: 500 } : { blocks: 10, rounds: 2_000 };
    const { node, electron } = plainTlsServers(context, 'echo');
    const plain = [node(), electron()];
    const clients = [];
    const porthole = await openPorthole(context).catch(async (error) => {
      await Promise.all(plain.map((child) => child.stop()));
      throw error;
    });
    try {
      const { port } = await startTlsServer(porthole, { autoReply: echoReply });
      const servers = [{ pid: porthole.pid, port }];
      for (const child of plain) servers.push({ pid: child.pid, port: (await child.next()).port });
      for (const server of servers) {
        clients.push(startSender('echo_client.py', ['127.0.0.1', server.port, SIZE, 'tls']));
      }
      const echoes = servers.map(({ pid }, at) => ({ pid, client: clients[at] }));
      return roundTripRows(
        { bench, what: `µs round trip, ${SIZE} B over TLS`, size, p99: false },
        ['plain node:tls echo', 'the same in Electron’s Node'],
        await roundTrips(echoes, size),
      );
    } finally {
      await Promise.all([...clients, ...plain].map((child) => child.stop()));
      await porthole.remove();
    }
  },
};
