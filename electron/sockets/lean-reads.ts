import type { Socket } from 'node:net';

/** What one read takes at most; the same as Node's own (libuv asks for 64 KiB). */
const READ_BYTES = 65_536;
/** From here on a chunk keeps the memory that it was read into; what is smaller is copied out of it. */
const LARGE = 16_384;

/** What node:net keeps on a socket for its `onread` option, which only connecting sockets are given. */
interface OnReadParts {
  readonly readInto: (memory: Uint8Array) => void;
  readonly buffer: symbol;
  readonly callback: symbol;
  readonly generator: symbol;
}

const partsOf = (socket: Socket): OnReadParts | null => {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return null;
  const use: unknown = Reflect.get(handle, 'useUserBuffer');
  if (typeof use !== 'function') return null;
  const named = (name: string): symbol | undefined =>
    Object.getOwnPropertySymbols(socket).find(({ description }) => description === name);
  const [buffer, callback, generator] = [named('kBuffer'), named('kBufferCb'), named('kBufferGen')];
  if (buffer === undefined || callback === undefined || generator === undefined) return null;
  return { readInto: (memory) => Reflect.apply(use, handle, [memory]), buffer, callback, generator };
};

// A read is handed over before the next begins, so that all connections of a thread can be read into one piece.
let shared: Buffer | null = null;

/**
 * Has the chunks of a socket read into memory that is used again. Node makes 64 KiB of new memory for each read, and
 * Electron fills it with zeros, which takes longer than the echo of a short message (docs/performance.md, echo). The
 * stream notices nothing: the same chunks come as `data`, and it is paused and resumed as before. A socket of a
 * runtime that keeps these parts elsewhere is left as it is. Call it before the socket is read.
 */
export const readLean = (socket: Socket): void => {
  const parts = partsOf(socket);
  if (parts === null) return;
  shared ??= Buffer.allocUnsafeSlow(READ_BYTES);
  const common = shared;
  let next: Buffer | null = null;
  const received = (length: number, memory: Buffer): boolean => {
    const chunk = memory.subarray(0, length);
    const keeps = length >= LARGE && memory !== common;
    // After a large chunk the next is probably large too, and gets memory of its own.
    next = length >= LARGE ? Buffer.allocUnsafeSlow(READ_BYTES) : memory === common ? null : common;
    return socket.push(keeps ? chunk : Buffer.from(chunk));
  };
  Reflect.set(socket, parts.callback, received);
  Reflect.set(socket, parts.generator, () => next);
  Reflect.set(socket, parts.buffer, common);
  parts.readInto(common);
};
