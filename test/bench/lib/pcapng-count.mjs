import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

// An independent look at what a capture holds, sharing no code with Porthole's own writer and reader: what is
// counted here is what any other program would find. Layout: draft-ietf-opsawg-pcapng, RFC 791, RFC 768, RFC 9293.

const ENHANCED_PACKET = 6;
const BLOCK_HEADER = 8;
const PACKET_HEADER = 20;
const WINDOW = 1024 * 1024;
/** Enough for the block's and the packet's header, the longest IPv4 header and the longest TCP header. */
const LOOK = BLOCK_HEADER + PACKET_HEADER + 60 + 60;
const PROTOCOL = { tcp: 6, udp: 17 };

/**
 * The payload of an IPv4 packet to a port: its length in bytes, or undefined when it is something else.
 * @param {Buffer} packet starting with the IPv4 header
 * @param {'tcp' | 'udp'} transport
 * @param {number} port destination
 * @returns {number | undefined}
 */
function payloadTo(packet, transport, port) {
  const first = packet[0] ?? 0;
  if (first >> 4 !== 4 || packet[9] !== PROTOCOL[transport]) return undefined;
  const ip = (first & 15) * 4;
  if (packet.readUInt16BE(ip + 2) !== port) return undefined;
  const header = transport === 'udp' ? 8 : ((packet[ip + 12] ?? 0) >> 4) * 4;
  return packet.readUInt16BE(2) - ip - header;
}

/**
 * Counts the packets with payload (for UDP: all) that a little-endian pcapng file holds for one port.
 * @param {string} file
 * @param {'tcp' | 'udp'} transport
 * @param {number} port destination
 * @returns {{ packets: number, bytes: number }}
 */
export function countPackets(file, transport, port) {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const window = Buffer.alloc(WINDOW);
    let windowAt = 0;
    let windowEnd = 0;
    let packets = 0;
    let bytes = 0;
    for (let at = 0; at + BLOCK_HEADER < size; ) {
      const wanted = Math.min(LOOK, size - at);
      if (at + wanted > windowEnd) {
        windowAt = at;
        windowEnd = at + readSync(handle, window, 0, WINDOW, at);
      }
      const block = window.subarray(at - windowAt, at - windowAt + wanted);
      const length = block.readUInt32LE(4);
      if (length < 12 || length % 4 !== 0 || at + length > size) break;
      if (block.readUInt32LE(0) === ENHANCED_PACKET) {
        const payload = payloadTo(block.subarray(BLOCK_HEADER + PACKET_HEADER), transport, port);
        if (payload !== undefined && (payload > 0 || transport === 'udp')) {
          packets += 1;
          bytes += payload;
        }
      }
      at += length;
    }
    return { packets, bytes };
  } finally {
    closeSync(handle);
  }
}
