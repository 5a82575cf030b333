import type { Socket } from 'node:net';

/** What a connection hears of the stream that carries it. */
export interface StreamEvents {
  data(chunk: Buffer): void;
  /** The peer has finished. */
  end(): void;
  /** Our side has finished: everything before it was taken. */
  finish(): void;
  /** Nothing passed for the stream's timeout. */
  timeout(): void;
  error(error: Error): void;
  close(): void;
}

/** Answers with the way to hear no more. */
export const hear = (stream: Socket, { data, end, finish, timeout, error, close }: StreamEvents) => {
  stream.on('data', data).on('end', end).on('finish', finish);
  stream.on('timeout', timeout).on('error', error).on('close', close);
  return (): void => {
    stream.off('data', data).off('end', end).off('finish', finish);
    stream.off('timeout', timeout).off('error', error).off('close', close);
  };
};

/** The number of a socket's descriptor (fileno), as the runtime's own handle has it; null where there is none. */
export const descriptorOf = (socket: Socket): number | null => {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return null;
  const { fd } = handle;
  return typeof fd === 'number' && fd >= 0 ? fd : null;
};
