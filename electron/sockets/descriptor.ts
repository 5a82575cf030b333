import type { Socket as DatagramSocket } from 'node:dgram';
import type { Server, Socket } from 'node:net';

const numberOf = (handle: unknown): number | null => {
  const fd: unknown = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'fd') : null;
  return typeof fd === 'number' && fd >= 0 ? fd : null;
};

/** The number of a socket's descriptor (fileno), as the runtime's own handle has it; null where there is none. */
export const descriptorOf = (socket: Socket | Server): number | null =>
  numberOf(Reflect.get(socket, '_handle'));

/** That of a UDP socket, which node:dgram keeps to itself. */
export const datagramDescriptorOf = (socket: DatagramSocket): number | null => {
  const key = Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'state symbol');
  const state: unknown = key === undefined ? null : Reflect.get(socket, key);
  return typeof state === 'object' && state !== null ? numberOf(Reflect.get(state, 'handle')) : null;
};
