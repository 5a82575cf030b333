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
