import { looksLikeTls } from './tls-records';

/** A ClientHello with every extension that is known fits many times. */
const MOST_BYTES = 65_536;

/**
 * The beginning of a TLS handshake that came while the connection was plain. A peer that asks for STARTTLS begins as
 * soon as it is told to go ahead; a person who then presses the button is always too late, and the handshake goes on
 * with what was kept here.
 */
export class EarlyHello {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #told = false;

  /** Looks at what was received. True, once: the peer begins to speak TLS. */
  received(chunk: Buffer): boolean {
    const begins = this.#bytes === 0 && looksLikeTls(chunk);
    if (begins || this.#bytes > 0) {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      if (this.#bytes > MOST_BYTES) this.forget();
    }
    const first = begins && !this.#told;
    if (first) this.#told = true;
    return first;
  }

  /** Something was written in plain after it: no handshake goes on from there. */
  forget(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }

  take(): Buffer | null {
    const bytes = this.#bytes === 0 ? null : Buffer.concat(this.#chunks);
    this.forget();
    return bytes;
  }
}
