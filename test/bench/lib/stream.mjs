import { startSender } from './programs.mjs';

export const WRITE_BYTES = 64 * 1024;

/**
 * Seconds from the sender's first write until `finished` says that everything has arrived.
 * @param {number} port
 * @param {number} writes of 64 KiB
 * @param {() => Promise<unknown>} finished
 * @param {readonly string[]} words `tls` for a stream over TLS
 */
export async function timeStream(port, writes, finished, words = []) {
  const sender = startSender('tcp_blast.py', ['127.0.0.1', port, writes, ...words]);
  try {
    await sender.next();
    const arrived = finished();
    const started = performance.now();
    sender.say('go');
    const [, sent] = await Promise.all([arrived, sender.next()]);
    if (sent.bytes !== writes * WRITE_BYTES) throw new Error(`The sender sent ${sent.bytes} bytes.`);
    return (performance.now() - started) / 1000;
  } finally {
    await sender.stop();
  }
}
