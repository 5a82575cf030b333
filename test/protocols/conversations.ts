import { Resolver } from 'node:dns/promises';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { makePki } from '../../electron/sockets/tls-testing';
import { freePort } from '../e2e/ports';
import { type Program, peerFile, run } from '../e2e/programs';
import { BROKER, CACHE, DATABASE, ECHO, NAME_SERVER } from './answers';
import type { TestPorthole, Transport } from './porthole';

/** What a protocol's programs need from the test. */
interface Stage extends TestPorthole {
  /** Starts a program that is ended with the test. */
  start(command: string, ...args: readonly (string | number)[]): Program;
  /** Done at the end, the last one first. */
  atEnd(undo: () => unknown): void;
}

export interface Conversation {
  /** As the issue and Wireshark call it. */
  readonly protocol: string;
  readonly transport: Transport;
  /** What Porthole's port is given to. */
  readonly dissector: string;
  /** Has programs that nobody here wrote talk through Porthole; the port of Porthole's server. */
  readonly talk: (stage: Stage) => Promise<number>;
  /** At least so many values are compared; fewer would mean that hardly anything was said. */
  readonly least: number;
}

const until = async (what: string, met: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 20_000;
  while (!(await met())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const listening = (server: Server, atEnd: Stage['atEnd']): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      atEnd(() => server.close());
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });

/**
 * A server that speaks first would speak before its client is there, since Porthole connects at once. This one stands
 * before it and connects to it when there is something to say.
 */
const shy = (target: number, atEnd: Stage['atEnd']): Promise<number> => {
  const server = createServer((near) => {
    near.on('error', () => undefined);
    near.once('data', (first) => {
      const far = connect(target, '127.0.0.1');
      far.on('error', () => near.destroy());
      far.write(first);
      near.pipe(far).pipe(near);
    });
  });
  return listening(server, atEnd);
};

const answersTcp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Linux's own list of UDP sockets: addresses and ports in hex. */
const isBoundUdp = async (port: number): Promise<boolean> =>
  (await readFile('/proc/net/udp', 'utf8')).includes(
    `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} `,
  );

/** A program of test/peers that says its server's port, and speaks to the one that it is told. */
const throughPeer = async (stage: Stage, name: string, transport: Transport): Promise<number> => {
  const peer = stage.start(process.execPath, peerFile(`${name}.mjs`));
  const port = await stage.relay(name, transport, Number(await peer.line()));
  peer.say(`${port}\n`);
  const { code, stderr } = await peer.ended();
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr}`);
  return port;
};

const CURL = ['-sS', '--noproxy', '*', '--max-time', 20] as const;

const handshake =
  (version: string): Conversation['talk'] =>
  async (stage) => {
    const pki = makePki();
    stage.atEnd(() => pki.remove());
    pki.issue('localhost');
    const credentials = { key: pki.read('localhost.key'), cert: pki.read('localhost.pem') };
    const server = createTls(credentials, (socket) => {
      socket.on('error', () => undefined);
      socket.end('hello\n');
    });
    const port = await stage.relay(
      `tls-${version}`.replace('_', '-'),
      'tcp',
      await listening(server, stage.atEnd),
    );
    const client = stage.start(
      'openssl',
      ...['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', `-tls${version}`],
      ...['-CAfile', pki.path('ca.pem'), '-verify_return_error', '-ign_eof'],
    );
    await until('the greeting', async () => client.stdout().includes('hello'));
    await client.stop();
    return port;
  };

export const CONVERSATIONS: readonly Conversation[] = [
  {
    protocol: 'DNS',
    transport: 'udp',
    dissector: 'dns',
    least: 150,
    async talk(stage) {
      const port = await stage.serve('dns', 'udp', NAME_SERVER);
      const resolver = new Resolver({ timeout: 5000, tries: 2 });
      resolver.setServers([`127.0.0.1:${port}`]);
      await resolver.resolve4('plc.test');
      await resolver.resolveMx('plc.test');
      await resolver.resolveTxt('plc.test');
      await resolver.resolve4('nil.test').catch(() => undefined);
      return port;
    },
  },
  {
    protocol: 'HTTP/1.1',
    transport: 'tcp',
    dissector: 'http',
    least: 90,
    async talk(stage) {
      const server = createHttp((request, response) => {
        response.setHeader('content-type', 'application/json');
        request.resume().on('end', () => response.end(JSON.stringify({ url: request.url, temp: 21.5 })));
      });
      const port = await stage.relay('http', 'tcp', await listening(server, stage.atEnd));
      const url = `http://127.0.0.1:${port}`;
      const json = ['-H', 'content-type: application/json', '-d', '{"on":true}'];
      await run('curl', ...CURL, `${url}/status?unit=C`, '--next', ...CURL, ...json, `${url}/actors/led`);
      return port;
    },
  },
  {
    protocol: 'HTTP/2 (prior knowledge)',
    transport: 'tcp',
    dissector: 'http2',
    least: 140,
    async talk(stage) {
      const server = createHttp2();
      server.on('stream', (stream, headers) => {
        stream.respond({ ':status': 200, 'content-type': 'application/json' });
        stream.end(JSON.stringify({ path: headers[':path'], temp: 21.5 }));
      });
      const port = await stage.relay(
        'http2',
        'tcp',
        await shy(await listening(server, stage.atEnd), stage.atEnd),
      );
      const url = `http://127.0.0.1:${port}`;
      // This curl's own second request on one connection fails, whoever answers it.
      await run('curl', ...CURL, '--http2-prior-knowledge', '-d', '{"on":true}', `${url}/actors/led?unit=C`);
      return port;
    },
  },
  {
    protocol: 'WebSocket',
    transport: 'tcp',
    dissector: 'http',
    least: 80,
    talk: (stage) => throughPeer(stage, 'websocket', 'tcp'),
  },
  {
    protocol: 'MQTT',
    transport: 'tcp',
    dissector: 'mqtt',
    least: 60,
    async talk(stage) {
      const port = await stage.serve('mqtt', 'tcp', BROKER);
      await run('curl', ...CURL, '-d', '21.5', `mqtt://127.0.0.1:${port}/plc/temp`);
      // It is told that nothing more comes, and calls that a failure.
      await stage.start('curl', ...CURL, `mqtt://127.0.0.1:${port}/plc/on`).ended();
      return port;
    },
  },
  {
    protocol: 'Modbus/TCP',
    transport: 'tcp',
    dissector: 'mbtcp',
    least: 110,
    async talk(stage) {
      const port = await stage.preset('modbus', 'tcp', 'modbus');
      await run(process.execPath, peerFile('modbus_client.mjs'), port);
      return port;
    },
  },
  {
    protocol: 'NTP',
    transport: 'udp',
    dissector: 'ntp',
    least: 24,
    async talk(stage) {
      const port = await stage.preset('ntp', 'udp', 'ntp');
      await run(process.execPath, peerFile('ntp_client.mjs'), port);
      return port;
    },
  },
  {
    protocol: 'SNMP',
    transport: 'udp',
    dissector: 'snmp',
    least: 150,
    talk: (stage) => throughPeer(stage, 'snmp', 'udp'),
  },
  {
    protocol: 'CoAP',
    transport: 'udp',
    dissector: 'coap',
    least: 90,
    talk: (stage) => throughPeer(stage, 'coap', 'udp'),
  },
  {
    protocol: 'SIP',
    transport: 'udp',
    dissector: 'sip',
    least: 200,
    async talk(stage) {
      const [callee, caller] = [await freePort(), await freePort()];
      const once = ['-i', '127.0.0.1', '-m', 1, '-nostdin', '-timeout', 20];
      const answering = stage.start('sipp', '-sn', 'uas', '-p', callee, ...once);
      await until('the callee', () => isBoundUdp(callee));
      const port = await stage.relay('sip', 'udp', callee);
      await run('sipp', '-sn', 'uac', '-p', caller, '-d', 50, ...once, `127.0.0.1:${port}`);
      await answering.stop();
      return port;
    },
  },
  {
    protocol: 'TLS 1.2 handshake',
    transport: 'tcp',
    dissector: 'tls',
    least: 180,
    talk: handshake('1_2'),
  },
  {
    protocol: 'TLS 1.3 handshake',
    transport: 'tcp',
    dissector: 'tls',
    least: 120,
    talk: handshake('1_3'),
  },
  {
    protocol: 'Redis',
    transport: 'tcp',
    dissector: 'resp',
    least: 35,
    async talk(stage) {
      // Debian has one program for the server and the checker, which looks at the name that it is started by.
      const server = join(stage.folder, 'redis-server');
      await symlink('/usr/bin/redis-check-rdb', server);
      const target = await freePort();
      const options = ['--port', target, '--bind', '127.0.0.1', '--save', '', '--dir', stage.folder];
      stage.start(server, ...options);
      await until('the server', () => answersTcp(target));
      const port = await stage.relay('redis', 'tcp', target);
      for (const command of [
        'SET temp 21.5',
        'INCR count',
        'HSET plc sensor temp',
        'HGETALL plc',
        'GET none',
        'LPUSH temp 1',
      ])
        await run('redis-cli', '-h', '127.0.0.1', '-p', port, ...command.split(' '));
      return port;
    },
  },
  {
    protocol: 'PostgreSQL',
    transport: 'tcp',
    dissector: 'pgsql',
    least: 70,
    async talk(stage) {
      const port = await stage.serve('postgresql', 'tcp', DATABASE);
      const address = `host=127.0.0.1 port=${port} user=plc dbname=plant sslmode=disable gssencmode=disable`;
      const command = [
        ...['-X', '-w', '-A', '-t'],
        ...['-c', 'select sensor, temp from values', '-c', 'selec 1'],
      ];
      await stage.start('psql', address, ...command).ended();
      return port;
    },
  },
  {
    protocol: 'memcached',
    transport: 'tcp',
    dissector: 'memcache',
    least: 12,
    async talk(stage) {
      const port = await stage.serve('memcached', 'tcp', CACHE);
      const servers = `--servers=127.0.0.1:${port}`;
      const file = join(stage.folder, 'temp');
      await writeFile(file, '21.5');
      await run('memccp', servers, file);
      await run('memccat', servers, 'temp');
      return port;
    },
  },
  {
    protocol: 'Protobuf over TCP',
    transport: 'tcp',
    dissector: 'protobuf',
    least: 50,
    async talk(stage) {
      const port = await stage.serve('protobuf', 'tcp', ECHO);
      await run(process.execPath, peerFile('protobuf_client.mjs'), port);
      return port;
    },
  },
];
