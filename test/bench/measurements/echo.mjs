import { openPorthole } from '../lib/porthole.mjs';
import { startBaseline, startInElectron, startSender } from '../lib/programs.mjs';
import { roundTripRows, roundTrips } from '../lib/round-trips.mjs';

// How long a 64-byte message is on its way there and back, through Porthole's Auto reply and through plain echoes.

const bench = 'echo';
const SIZE = 64;

/** @type {import('../lib/context.mjs').Measurement} */
export const echo = {
  name: bench,
  async measure(context) {
    const size = context.quick ? { blocks: 3, rounds: 500 } : { blocks: 10, rounds: 2_000 };
    const plain = [startBaseline('net-echo.mjs'), startInElectron(context.runtime.program, 'net-echo.mjs')];
    const clients = [];
    const porthole = await openPorthole(context).catch(async (error) => {
      await Promise.all(plain.map((child) => child.stop()));
      throw error;
    });
    try {
      const { port } = await porthole.startServer({ protocol: 'tcp', autoReply: echoReply });
      const servers = [{ pid: porthole.pid, port }];
      for (const child of plain) servers.push({ pid: child.pid, port: (await child.next()).port });
      for (const server of servers)
        clients.push(startSender('echo_client.py', ['127.0.0.1', server.port, SIZE]));
      const echoes = servers.map(({ pid }, at) => ({ pid, client: clients[at] }));
      return roundTripRows(
        { bench, what: `µs round trip, ${SIZE} B`, size },
        ['plain node:net echo', 'the same in Electron’s Node'],
        await roundTrips(echoes, size),
      );
    } finally {
      await Promise.all([...clients, ...plain].map((child) => child.stop()));
      await porthole.remove();
    }
  },
};

const echoReply = {
  mode: 'echo',
  delay: '0',
  reply: { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
};
