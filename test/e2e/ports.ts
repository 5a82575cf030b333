import { createServer } from 'node:net';

/**
 * The system gives none of these to a socket that asks for any (on Linux from 32768 on, elsewhere from 49152), and no
 * dissector is at home on one.
 */
const FIRST = 28_100;
const COUNT = 1_200;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

let next = Math.floor(Math.random() * COUNT);

/** A TCP port of 127.0.0.1 on which nothing listens, and which nobody gets by chance: each time another one. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${FIRST} to ${FIRST + COUNT - 1} is free`);
};
