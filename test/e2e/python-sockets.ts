import { type Program, peerFile, startProgram } from './programs';

const bytesOf = (data: string | Uint8Array): string => Buffer.from(data).toString('hex');

/** One socket of Python's socket module. Errors are the system's names (`ECONNRESET`). */
export interface PythonSocket {
  /** Its local port. */
  readonly port: number;
  send(data: string | Uint8Array): Promise<void>;
  /** Exactly so many bytes. */
  receive(bytes: number): Promise<Buffer>;
  /** Everything until the other side finishes. */
  receiveToEnd(): Promise<Buffer>;
  countToEnd(): Promise<{ readonly bytes: number; readonly end: 'finished' | 'reset' }>;
  /** shutdown(SHUT_WR): a half-close. */
  finish(): Promise<void>;
  /** SO_LINGER 0 and close: RST. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface PythonListener {
  readonly port: number;
  readonly pid: number;
  accept(): Promise<PythonSocket>;
  close(): Promise<void>;
}

export interface PythonDatagrams {
  readonly port: number;
  sendTo(port: number, data: string | Uint8Array): Promise<void>;
  /** The next datagram and the port that it came from. */
  receive(): Promise<{ readonly data: Buffer; readonly port: number }>;
  close(): Promise<void>;
}

/** A Python program whose sockets do what they are told, one call after the other. */
export interface Python {
  readonly pid: number;
  connect(port: number, host?: string): Promise<PythonSocket>;
  /** `receiveBuffer`: SO_RCVBUF in bytes, for a reader that is soon full. */
  listen(options?: {
    readonly host?: string;
    readonly port?: number;
    readonly receiveBuffer?: number;
    readonly backlog?: number;
  }): Promise<PythonListener>;
  udp(port?: number, host?: string): Promise<PythonDatagrams>;
  stop(): Promise<void>;
}

const ask = async (program: Program, call: string, given: object): Promise<unknown> => {
  program.say(`${JSON.stringify({ call, with: given })}\n`);
  const answer = JSON.parse(await program.line()) as { value?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(`${call} in Python: ${answer.error}`);
  return answer.value;
};

/** Starts `test/peers/sockets.py`. */
export const startPython = (): Python => {
  const program = startProgram('python3', [peerFile('sockets.py')]);
  let names = 0;
  const fresh = (): string => {
    names += 1;
    return `s${names}`;
  };
  // Answers come in the order of the calls, so one call waits for the one before it.
  let last: Promise<unknown> = Promise.resolve();
  const call = (what: string, given: object): Promise<unknown> => {
    const mine = last.then(() => ask(program, what, given));
    last = mine.catch(() => undefined);
    return mine;
  };
  const hex = async (what: string, given: object): Promise<Buffer> =>
    Buffer.from((await call(what, given)) as string, 'hex');
  const done = async (what: string, given: object): Promise<void> => void (await call(what, given));

  const socket = (name: string, port: number): PythonSocket => ({
    port,
    send: (data) => done('send', { name, data: bytesOf(data) }),
    receive: (count) => hex('receive', { name, count }),
    receiveToEnd: () => hex('receive_to_end', { name }),
    countToEnd: async () =>
      (await call('count_to_end', { name })) as { bytes: number; end: 'finished' | 'reset' },
    finish: () => done('finish', { name }),
    reset: () => done('reset', { name }),
    close: () => done('close', { name }),
  });

  return {
    pid: program.pid,
    async connect(port, host = '127.0.0.1') {
      const name = fresh();
      return socket(name, (await call('connect', { name, port, host })) as number);
    },
    async listen({ host = '127.0.0.1', port = 0, receiveBuffer, backlog = 128 } = {}) {
      const server = fresh();
      const options = receiveBuffer === undefined ? {} : { receive_buffer: receiveBuffer };
      const bound = (await call('listen', { name: server, host, port, backlog, ...options })) as number;
      return {
        port: bound,
        pid: program.pid,
        async accept() {
          const name = fresh();
          return socket(name, (await call('accept', { name, server })) as number);
        },
        close: () => done('close', { name: server }),
      };
    },
    async udp(port = 0, host = '127.0.0.1') {
      const name = fresh();
      const bound = (await call('bind_udp', { name, host, port })) as number;
      return {
        port: bound,
        sendTo: (to, data) => done('send_to', { name, port: to, data: bytesOf(data), host }),
        async receive() {
          const { data, port: from } = (await call('receive_from', { name })) as {
            data: string;
            port: number;
          };
          return { data: Buffer.from(data, 'hex'), port: from };
        },
        close: () => done('close', { name }),
      };
    },
    stop: () => program.stop(),
  };
};
