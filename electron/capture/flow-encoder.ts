import type { Direction, Flow, Nanoseconds } from '../../core/contract/recorder';
import { type FlowState, FlowStates } from './flow-states';
import {
  TCP_ACK,
  TCP_FIN,
  TCP_PSH,
  TCP_RST,
  TCP_SYN,
  tcpPacketLength,
  writeTcpPacket,
  writeUdpPacket,
} from './ip-packet';
import type { LiveSegment } from './live-segment';
import {
  DIRECTION_IN,
  DIRECTION_OUT,
  PACKET_OFFSET,
  packetBlockLength,
  writePacketBlock,
} from './pcapng-blocks';
import { FLAG_OUT, KIND_TCP, KIND_UDP } from './row-index';

const NOTHING = new Uint8Array(0);

// A bigint is taken apart through memory: arithmetic on it costs more than the rest of a datagram's row. Every
// system that Electron runs on is little-endian.
const clock = new BigUint64Array(1);
const halves = new Uint32Array(clock.buffer);

/** Encodes what flows do into a segment's chunk: packets, and one index record per chunk or datagram. */
export class FlowEncoder {
  readonly #states = new FlowStates();

  /** The flow with a number, open or just ended. */
  known(id: number): Flow | null {
    return this.#states.known(id);
  }

  #interface(flow: Flow, state: FlowState, segment: LiveSegment): number {
    if (state.segment !== segment || state.tag !== flow.endpoint) {
      state.interfaceId = segment.interfaceOf(flow.endpoint);
      state.segment = segment;
      state.tag = flow.endpoint;
    }
    return state.interfaceId;
  }

  /** One message: a row. Sequence numbers run on. */
  data(segment: LiveSegment, flow: Flow, direction: Direction, bytes: Uint8Array, at: Nanoseconds): void {
    const state = this.#states.get(flow);
    const interfaceId = this.#interface(flow, state, segment);
    const position = segment.blocks.size;
    if (flow.transport === 'udp') {
      clock[0] = at;
      this.#datagram(segment, flow, state, interfaceId, direction, bytes);
    } else {
      // The last packet carries PSH, and only it; a chunk without bytes is one packet.
      const most = state.headers.maxPayload;
      let from = 0;
      while (bytes.length - from > most) {
        this.#packet(segment, flow, state, direction, TCP_ACK, bytes.subarray(from, from + most), at);
        from += most;
      }
      const rest = from === 0 ? bytes : bytes.subarray(from);
      this.#packet(segment, flow, state, direction, TCP_ACK | TCP_PSH, rest, at);
    }
    segment.addRow(
      position,
      halves[1] ?? 0,
      halves[0] ?? 0,
      bytes.length,
      flow.id,
      interfaceId,
      flow.transport === 'tcp' ? KIND_TCP : KIND_UDP,
      direction === 'out' ? FLAG_OUT : 0,
    );
  }

  /** A message that is not recorded: the numbers run on, so that Wireshark shows the gap. */
  skip(flow: Flow, direction: Direction, length: number): void {
    if (flow.transport !== 'tcp') return;
    const state = this.#states.get(flow);
    if (direction === 'out') state.sequenceOut = (state.sequenceOut + length) >>> 0;
    else state.sequenceIn = (state.sequenceIn + length) >>> 0;
  }

  /** The three-way handshake, or with no segment only its effect on the numbers. */
  opened(segment: LiveSegment | null, flow: Flow, initiator: 'local' | 'remote', at: Nanoseconds): void {
    const state = this.#states.get(flow);
    const first = initiator === 'local' ? 'out' : 'in';
    const second = initiator === 'local' ? 'in' : 'out';
    if (segment === null) {
      this.skip(flow, first, 1);
      this.skip(flow, second, 1);
      return;
    }
    this.#packet(segment, flow, state, first, TCP_SYN, NOTHING, at);
    this.#packet(segment, flow, state, second, TCP_SYN | TCP_ACK, NOTHING, at);
    this.#packet(segment, flow, state, first, TCP_ACK, NOTHING, at);
  }

  /**
   * FIN and its acknowledgement, or RST. A connection is forgotten when both sides have finished, or one has reset;
   * whatever is said of its end after that is not written again.
   */
  finished(
    segment: LiveSegment | null,
    flow: Flow,
    by: 'local' | 'remote',
    how: 'fin' | 'rst',
    at: Nanoseconds,
  ): void {
    const state = this.#states.find(flow);
    if (state === undefined) return;
    if (how === 'fin' && (by === 'local' ? state.finishedLocal : state.finishedRemote)) return;
    const direction = by === 'local' ? 'out' : 'in';
    if (segment === null) {
      if (how === 'fin') this.skip(flow, direction, 1);
    } else if (how === 'rst') {
      this.#packet(segment, flow, state, direction, TCP_RST | TCP_ACK, NOTHING, at);
    } else {
      this.#packet(segment, flow, state, direction, TCP_FIN | TCP_ACK, NOTHING, at);
      this.#packet(segment, flow, state, by === 'local' ? 'in' : 'out', TCP_ACK, NOTHING, at);
    }
    if (by === 'local') state.finishedLocal = true;
    else state.finishedRemote = true;
    if (how === 'rst' || (state.finishedLocal && state.finishedRemote)) this.#states.forget(flow);
  }

  #packet(
    segment: LiveSegment,
    flow: Flow,
    state: FlowState,
    direction: Direction,
    flags: number,
    payload: Uint8Array,
    at: Nanoseconds,
  ): void {
    const { headers } = state;
    const interfaceId = this.#interface(flow, state, segment);
    const out = direction === 'out';
    const sequence = out ? state.sequenceOut : state.sequenceIn;
    // A SYN without ACK acknowledges nothing.
    const acknowledgement =
      (flags & TCP_ACK) === 0 && (flags & TCP_SYN) !== 0 ? 0 : out ? state.sequenceIn : state.sequenceOut;
    const captured = tcpPacketLength(headers, flags, payload.length);
    const length = packetBlockLength(captured);
    const chunk = segment.blocks.reserve(length);
    const start = chunk.used;
    clock[0] = at;
    writeTcpPacket(
      chunk,
      start + PACKET_OFFSET,
      headers,
      direction,
      flags,
      sequence,
      acknowledgement,
      payload,
    );
    writePacketBlock(
      chunk,
      start,
      interfaceId,
      halves[1] ?? 0,
      halves[0] ?? 0,
      captured,
      out ? DIRECTION_OUT : DIRECTION_IN,
      flow.id,
    );
    segment.blocks.advance(chunk, length);
    const taken = payload.length + ((flags & (TCP_SYN | TCP_FIN)) === 0 ? 0 : 1);
    if (out) state.sequenceOut = (sequence + taken) >>> 0;
    else state.sequenceIn = (sequence + taken) >>> 0;
  }

  #datagram(
    segment: LiveSegment,
    flow: Flow,
    { headers }: FlowState,
    interfaceId: number,
    direction: Direction,
    bytes: Uint8Array,
  ): void {
    const captured = headers.length + bytes.length;
    const length = packetBlockLength(captured);
    const chunk = segment.blocks.reserve(length);
    const start = chunk.used;
    writeUdpPacket(chunk, start + PACKET_OFFSET, headers, direction, bytes);
    writePacketBlock(
      chunk,
      start,
      interfaceId,
      halves[1] ?? 0,
      halves[0] ?? 0,
      captured,
      direction === 'out' ? DIRECTION_OUT : DIRECTION_IN,
      flow.id,
    );
    segment.blocks.advance(chunk, length);
  }
}
