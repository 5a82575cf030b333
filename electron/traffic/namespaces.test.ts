import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointConfig, newEndpoint } from '../../core/contract/endpoint';
import type { Result } from '../../core/contract/result';
import type { EndpointStatus } from '../../core/contract/status';
import {
  bundleTraffic,
  endPrograms,
  makeNamespaces,
  type NamespacedTraffic,
  readThere,
  removeNamespaces,
  startThere,
  startTraffic,
} from './namespace-testing';

// Multicast and broadcast between two computers: network namespaces that the test makes, Porthole's sockets and capture
// in one of them, Python and socat in the other.

let missing = '';
let removeBundle: () => Promise<void> = async () => undefined;
let porthole: NamespacedTraffic;

beforeAll(async () => {
  missing = await makeNamespaces();
  if (missing === '') removeBundle = await bundleTraffic();
}, 60_000);
afterAll(async () => {
  await removeNamespaces();
  await removeBundle();
});
afterEach(endPrograms);

const between = (name: string, body: () => Promise<void>): void =>
  test(name, { timeout: 60_000 }, async () => {
    if (missing !== '') {
      process.stderr.write(`\n*** NOT TESTED: "${name}". ${missing}\n\n`);
      return;
    }
    porthole = await startTraffic();
    await body();
    await porthole.stop();
  });

interface Change {
  readonly address?: string;
  readonly port?: number;
  readonly role?: 'server' | 'client';
  readonly options?: Partial<EndpointConfig['options']>;
  readonly groups?: readonly (readonly [group: string, source: string, via: string])[];
}

const udp = (
  id: string,
  { address = '0.0.0.0', port = 0, role = 'server', options, groups = [] }: Change,
) => {
  const base = newEndpoint(id, role);
  return {
    ...base,
    protocol: 'udp',
    address,
    port: String(port),
    options: { ...base.options, ...options },
    groups: groups.map(([group, source, via]) => ({ group, source, via })),
  } as const;
};

/** Opens a socket; answers with its port. */
const opened = async (config: EndpointConfig): Promise<number> => {
  expect(await porthole.ask<Result<null>>('start', config)).toEqual({ ok: true, value: null });
  const { state } = await porthole.ask<EndpointStatus>('status', config.id);
  if (state.phase !== 'open') throw new Error(`It is ${state.phase}.`);
  return state.local.port;
};

const failureOf = async (config: EndpointConfig) => {
  const result = await porthole.ask<Result<null>>('start', config);
  return result.ok ? null : result.failure;
};

/** Sends one datagram, from an address, over an interface: `send TO PORT TEXT FROM INTERFACE`. */
const SEND = `
import socket, sys
to, port, text, source, via = sys.argv[1:6]
six = ':' in to
s = socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
if six: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex(via))
else:
    s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(source))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, via.encode())
s.bind((source, 0))
s.sendto(text.encode(), (to, int(port)))
`;
const send = (to: string, port: number, text: string, from: string, via = 'lan0'): Promise<void> =>
  startThere('python3', '-c', SEND, to, String(port), text, from, via).ended;

/** Sends one datagram of so many bytes: `large TO PORT BYTES`. */
const LARGE = `
import socket, sys
s = socket.socket(socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET, socket.SOCK_DGRAM)
s.sendto(b'x' * int(sys.argv[3]), (sys.argv[1], int(sys.argv[2])))
`;

/** Prints its port, then text, sender and TTL of each datagram: `listen GROUP-OR-EMPTY INTERFACE 4|6`. */
const LISTEN = `
import socket, struct, sys
group, via, six = sys.argv[1], sys.argv[2], sys.argv[3] == '6'
s = socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('::' if six else '0.0.0.0', 0))
index = socket.if_nametoindex(via)
# Or it would hear what other sockets here have joined on the other cable (IP_MULTICAST_ALL).
s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, via.encode())
if six:
    s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
    if group: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, group) + struct.pack('@I', index))
else:
    s.setsockopt(socket.IPPROTO_IP, 12, 1) # IP_RECVTTL
    if group: s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + bytes(4) + struct.pack('@i', index))
print(s.getsockname()[1], flush=True)
while True:
    data, ancillary, _, sender = s.recvmsg(1000, 100)
    print(data.decode(), sender[0], struct.unpack('@i', ancillary[0][2])[0], flush=True)
`;
const listenThere = async (group: string, via: string, family: 4 | 6) => {
  const program = startThere('python3', '-c', LISTEN, group, via, String(family));
  return { port: Number(await program.line()), line: program.line };
};

const say = (id: string, host: string, port: number, text: string) =>
  porthole.ask<Result<unknown>>(
    'say',
    id,
    host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
    text,
  );

const FAMILIES = [
  { family: 4, any: '0.0.0.0', us: '10.77.0.1', one: '10.77.0.2', two: '10.77.0.3', other: '10.78.0.2' },
  { family: 6, any: '::', us: 'fd77::1', one: 'fd77::2', two: 'fd77::3', other: 'fd78::2' },
] as const;

describe.each(FAMILIES)('IPv$family', ({ family, any, us, one, two, other }) => {
  const groups =
    family === 4 ? (['239.77.0.1', '239.77.0.2'] as const) : (['ff15::77:1', 'ff15::77:2'] as const);
  const specific = family === 4 ? '232.77.0.1' : 'ff35::77:1';
  const [first, second] = groups;
  const named = (host: string): string => (family === 6 ? `\\[${host}\\]` : host.replaceAll('.', '\\.'));

  between('any source: several groups, each on its interface', async () => {
    const config = udp('u', {
      address: any,
      groups: [
        [first, '', 'lan0'],
        [second, '', 'lan1'],
      ],
    });
    const port = await opened(config);
    await send(first, port, 'first on lan0', one);
    await porthole.row(new RegExp(`^in ${named(one)}:\\d+ first on lan0$`));
    await send(second, port, 'second on lan0', one);
    await send(first, port, 'first on lan1', other, 'lan1');
    await send(second, port, 'second on lan1', other, 'lan1');
    await porthole.row(/ second on lan1$/);
    // Joined on the other interface as well, and left on the first.
    await porthole.ask('configure', {
      ...config,
      groups: udp('u', { groups: [[first, '', 'lan1']] }).groups,
    });
    await porthole.row(`Left ${second} on lan1`);
    await send(first, port, 'first on lan0, left', one);
    await send(first, port, 'first on lan1, joined', other, 'lan1');
    await porthole.row(/ first on lan1, joined$/);
    const rows = await porthole.ask<readonly string[]>('rows');
    expect(rows.map((row) => row.replace(/^in \S+ /, ''))).toEqual([
      `Open on ${family === 6 ? `[::]` : any}:${port}`,
      `Joined ${first} on lan0`,
      `Joined ${second} on lan1`,
      'first on lan0',
      'second on lan1',
      `Left ${first} on lan0`,
      `Left ${second} on lan1`,
      `Joined ${first} on lan1`,
      'first on lan1, joined',
    ]);
    expect((await porthole.packets('udp.payload')).map((hex) => Buffer.from(hex, 'hex').toString())).toEqual([
      'first on lan0',
      'second on lan1',
      'first on lan1, joined',
    ]);
  });

  between('source-specific: the one sender is heard, another is not', async () => {
    const port = await opened(udp('u', { address: any, groups: [[specific, one, 'lan0']] }));
    await send(specific, port, 'from another', two);
    await send(specific, port, 'from the source', one);
    await porthole.row(/ from the source$/);
    const config = udp('u', {
      address: any,
      groups: [
        [specific, one, 'lan0'],
        [specific, two, 'lan0'],
      ],
    });
    await porthole.ask('configure', config);
    await send(specific, port, 'from the second', two);
    await porthole.row(/ from the second$/);
    const rows = await porthole.ask<readonly string[]>('rows');
    expect(rows.filter((row) => row.endsWith('from another'))).toEqual([]);
  });

  between('what we send: interface, TTL, loop', async () => {
    const near = await listenThere(first, 'lan0', family);
    const far = await listenThere(first, 'lan1', family);
    const hears = await opened(
      udp('hears', {
        address: any,
        groups: [
          [first, '', 'lan0'],
          [first, '', 'lan1'],
        ],
      }),
    );
    const config = udp('says', {
      address: any,
      options: { multicastInterface: 'lan0', multicastTtl: '5', ttl: '9', multicastLoop: false },
    });
    await opened(config);
    await say('says', first, near.port, 'to the group');
    await say('says', one, near.port, 'to one');
    await say('says', first, far.port, 'to the other cable');
    await say('says', first, hears, 'to ourselves');
    expect(await near.line()).toMatch(new RegExp(`^to the group ${us} 5$`));
    expect(await near.line()).toMatch(new RegExp(`^to one ${us} 9$`));
    await porthole.ask('configure', { ...config, options: { ...config.options, multicastLoop: true } });
    await say('says', first, hears, 'to ourselves, looped');
    await porthole.row(/^in .* to ourselves, looped$/);
    const rows = await porthole.ask<readonly string[]>('rows');
    expect(rows.filter((row) => row.startsWith('in '))).toHaveLength(1);
    // And by the other interface after a new start.
    await porthole.ask('stop', 'says');
    await opened({ ...config, options: { ...config.options, multicastInterface: 'lan1' } });
    await say('says', first, far.port, 'by the other cable');
    expect(await far.line()).toMatch(/^by the other cable \S+ 5$/);
  });

  between('the largest datagram that there is comes in whole', async () => {
    const largest = family === 4 ? 65_507 : 65_527;
    const port = await opened(udp('u', { address: any }));
    startThere('python3', '-c', LARGE, us, String(port), String(largest));
    await porthole.row(/^in .* x+$/);
    expect(await porthole.ask<EndpointStatus>('status', 'u')).toMatchObject({
      messagesIn: 1,
      bytesIn: largest,
    });
    expect(await porthole.packets('udp.length')).toEqual([String(largest + 8)]);
  });

  between('socat, in both directions', async () => {
    const port = await opened(
      udp('u', { address: any, groups: [[first, '', 'lan0']], options: { multicastInterface: 'lan0' } }),
    );
    const host = (address: string): string => (family === 6 ? `[${address}]` : address);
    startThere('socat', '-u', '-', `UDP${family}-SENDTO:${host(first)}:${port},so-bindtodevice=lan0`).end(
      'from socat',
    );
    await porthole.row(/ from socat$/);
    const join = family === 4 ? `ip-add-membership=${second}:${one}` : `ipv6-join-group=[${second}]:lan0`;
    const socat = startThere('socat', '-u', `UDP${family}-RECVFROM:47001,${join}`, '-');
    // Bound and joined, in the words of proc(5): 47001 is B799.
    const joined = family === 4 ? '02004DEF' : 'ff150000000000000000000000770002';
    const files = family === 4 ? ['/proc/net/udp', '/proc/net/igmp'] : ['/proc/net/udp6', '/proc/net/igmp6'];
    const state = () => readThere(...files);
    await expect.poll(state, { timeout: 40_000 }).toMatch(new RegExp(`:B799 [^]*${joined}`));
    await say('u', second, 47_001, 'to socat\n');
    expect(await socat.line()).toBe('to socat');
  });

  between('a closed port on the other computer is said in plain words', async () => {
    await opened(udp('c', { role: 'client', address: one, port: 47_003 }));
    await porthole.ask('say', 'c', '', 'anyone?');
    await porthole.row(
      /was reached, but no program has that UDP port open \(ICMP port unreachable, ECONNREFUSED 111\)$/,
    );
  });

  between('an interface that is down, that has no address, that does not exist', async () => {
    const failure = (via: string) => failureOf(udp('u', { address: any, groups: [[first, '', via]] }));
    expect(await failure('down0')).toMatchObject({ code: 'EINTERFACE_DOWN', params: { value: 'down0' } });
    expect(await failure('bare0')).toMatchObject({
      code: 'EINTERFACE_FAMILY',
      params: { family: `IPv${family}` },
    });
    expect(await failure('lan7')).toMatchObject({ code: 'ENOINTERFACE' });
    const outgoing = udp('u', { address: any, options: { multicastInterface: 'down0' } });
    expect(await failureOf(outgoing)).toMatchObject({ code: 'EINTERFACE_DOWN' });
  });
});

between('a socket bound to a group hears only that one, and the capture says to whom it went', async () => {
  const port = await opened(
    udp('u', {
      address: '239.77.0.1',
      groups: [
        ['239.77.0.1', '', 'lan0'],
        ['239.77.0.2', '', 'lan0'],
      ],
    }),
  );
  await send('239.77.0.2', port, 'another group', '10.77.0.2');
  await send('239.77.0.1', port, 'this group', '10.77.0.2');
  await porthole.row(/ this group$/);
  expect(await porthole.packets('ip.src', 'ip.dst')).toEqual(['10.77.0.2 239.77.0.1']);
});

between('broadcast: heard, and sent when it is switched on', async () => {
  const port = await opened(udp('u', {}));
  await send('10.77.0.255', port, 'to this network', '10.77.0.2');
  await send('255.255.255.255', port, 'to everyone', '10.77.0.2');
  await porthole.row(/^in 10\.77\.0\.2:\d+ to everyone$/);
  await porthole.row(/^in 10\.77\.0\.2:\d+ to this network$/);

  const there = await listenThere('', 'lan0', 4);
  expect(await say('u', '10.77.0.255', there.port, 'refused')).toMatchObject({ failure: { code: 'EACCES' } });
  await porthole.ask('configure', udp('u', { options: { broadcast: true } }));
  expect(await say('u', '10.77.0.255', there.port, 'hello all')).toMatchObject({ ok: true });
  expect(await there.line()).toMatch(/^hello all 10\.77\.0\.1 \d+$/);
  expect((await porthole.packets('ip.dst')).at(-1)).toBe('10.77.0.255');
});
