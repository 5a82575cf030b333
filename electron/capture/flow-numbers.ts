import { TCP_ACK, TCP_SYN } from './ip-packet';
import type { DecodedPacket } from './packet-decode';

interface NumberedFlow {
  readonly id: number;
  /** The side that spoke first, which is taken for the local one where the capture does not say. */
  readonly initiator: string;
  /** More than connection requests were seen. */
  spoken: boolean;
}

/** Conversations that are remembered at once; a stranger's capture may have any number. */
const MOST_FLOWS = 1 << 20;

const text = (bytes: Uint8Array, at: number, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString('latin1');

/**
 * Numbers the conversations of a capture that Porthole did not write: by interface, transport, addresses and ports.
 * A connection request on ports that were used before begins another conversation.
 */
export class FlowNumbers {
  readonly #flows = new Map<string, NumberedFlow>();
  #last = 0;

  /**
   * 0 where there are no ports. `out` when the packet comes from the side that spoke first. `bytes` is the buffer
   * that the packet was decoded from.
   */
  number(
    packet: DecodedPacket,
    bytes: Uint8Array,
    interfaceId: number,
  ): { readonly id: number; readonly out: boolean } {
    const { transport, version, sourceAt, destinationAt, sourcePort, destinationPort, tcpFlags } = packet;
    if (transport === 'other') return { id: 0, out: false };
    const length = version === 4 ? 4 : 16;
    const from = `${text(bytes, sourceAt, length)}:${sourcePort}`;
    const to = `${text(bytes, destinationAt, length)}:${destinationPort}`;
    const key = `${interfaceId}${transport}${from < to ? from + to : to + from}`;
    const request = transport === 'tcp' && (tcpFlags & (TCP_SYN | TCP_ACK)) === TCP_SYN;
    const known = this.#flows.get(key);
    if (known !== undefined && !(request && known.spoken)) {
      if (!request) known.spoken = true;
      return { id: known.id, out: known.initiator === from };
    }
    if (this.#flows.size >= MOST_FLOWS) this.#flows.clear();
    this.#last += 1;
    // An answer to a request that was not captured: the other side has spoken first.
    const answer = transport === 'tcp' && (tcpFlags & TCP_SYN) !== 0 && !request;
    const initiator = answer ? to : from;
    this.#flows.delete(key);
    this.#flows.set(key, { id: this.#last, initiator, spoken: !request });
    return { id: this.#last, out: initiator === from };
  }
}
