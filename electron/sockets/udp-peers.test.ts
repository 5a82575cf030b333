import { expect, test } from 'vitest';
import type { Flow } from '../../core/contract/recorder';
import { ok } from '../../core/contract/result';
import { createPeerTable, type PeerSocket } from './udp-peers';

const table = (limit: number) => {
  let flows = 0;
  const socket: PeerSocket = {
    flowTo: (remote): Flow => {
      flows += 1;
      const endpoint = { id: 'u', name: 'u', description: 'u' };
      return { id: flows, endpoint, transport: 'udp', local: { address: '::', port: 1, family: 6 }, remote };
    },
    transmit: async () => ok(null),
    forget: () => undefined,
    owed: () => undefined,
    answers: () => ({
      opened: () => undefined,
      received: () => undefined,
      ended: () => undefined,
      closed: () => undefined,
    }),
    now: () => 0n,
  };
  return createPeerTable(socket, limit);
};

test('one peer for each address and port', () => {
  const peers = table(10);
  const a = peers.at('10.0.0.1', 1);
  expect(peers.at('10.0.0.1', 1)).toBe(a);
  expect(peers.at('10.0.0.1', 2)).not.toBe(a);
  expect(peers.at('10.0.0.2', 1)).not.toBe(a);
  expect(peers.at('10.0.0.1', 1)).toBe(a);
  expect([...peers.list.keys()]).toEqual([1, 2, 3]);
});

test('beyond the limit the one not seen for longest is forgotten, and comes back as new', () => {
  const peers = table(3);
  for (const port of [1, 2, 3]) peers.at('10.0.0.1', port);
  peers.at('10.0.0.1', 1);
  peers.at('10.0.0.1', 4);
  expect([...peers.list.values()].map(({ port }) => port)).toEqual([1, 3, 4]);
  expect(peers.at('10.0.0.1', 2).id).toBe(5);
  expect(peers.list.size).toBe(3);
});

test('the table stays small however many write', () => {
  const peers = table(1000);
  for (let i = 0; i < 100_000; i += 1) peers.at(`10.0.${i % 256}.1`, 1 + (i % 60_000));
  expect(peers.list.size).toBe(1000);
});

test('a forgotten peer is really gone', () => {
  const peers = table(3);
  const a = peers.at('10.0.0.1', 1);
  peers.forget(a);
  expect(peers.list.size).toBe(0);
  expect(peers.at('10.0.0.1', 1)).not.toBe(a);
});

test('a peer that was only written to has not been heard', () => {
  const peer = table(3).at('10.0.0.1', 1);
  expect(peer.info().heardAt).toBe(null);
  peer.heardAt = 5_000_000n;
  expect(peer.info().heardAt).toBe(5);
});

test('a mapped address is shown as IPv4 and kept as the socket names it', () => {
  const peer = table(3).at('::ffff:192.0.2.7', 9);
  expect(peer.address).toBe('::ffff:192.0.2.7');
  expect(peer.flow.remote).toEqual({ address: '192.0.2.7', port: 9, family: 4 });
  expect(peer.name).toBe('192.0.2.7:9');
});
