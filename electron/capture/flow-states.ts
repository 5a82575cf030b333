import type { EndpointTag } from '../../core/contract/happening';
import type { Flow } from '../../core/contract/recorder';
import { type FlowHeaders, flowHeaders } from './ip-packet';
import type { LiveSegment } from './live-segment';

/** What the next packet of a flow needs to know. */
export interface FlowState {
  readonly headers: FlowHeaders;
  /** Next sequence number of each side (RFC 9293), modulo 2^32. */
  sequenceOut: number;
  sequenceIn: number;
  finishedLocal: boolean;
  finishedRemote: boolean;
  /** The flow's interface, as last looked up. */
  segment: LiveSegment | null;
  tag: EndpointTag | null;
  interfaceId: number;
}

/** UDP conversations hold nothing that could not be built again, so only so many are kept. */
const MOST_UDP_STATES = 16_384;
/** TCP connections leave when they end; those that never did leave when there are too many. */
const MOST_TCP_STATES = 262_144;

/** Knuth's multiplicative hash: a port that is used again gets other numbers, so that Wireshark sees a new stream. */
const firstSequence = (id: number, side: number): number => Math.imul(id * 2 + side, 0x9e3779b1) >>> 0;

export class FlowStates {
  readonly #tcp = new Map<number, FlowState>();
  readonly #udp = new Map<number, FlowState>();

  get(flow: Flow): FlowState {
    const states = flow.transport === 'tcp' ? this.#tcp : this.#udp;
    return states.get(flow.id) ?? this.#add(flow, states);
  }

  /** A connection that is open as far as the capture knows. */
  find(flow: Flow): FlowState | undefined {
    return this.#tcp.get(flow.id);
  }

  #add(flow: Flow, states: Map<number, FlowState>): FlowState {
    const state: FlowState = {
      headers: flowHeaders(flow),
      sequenceOut: firstSequence(flow.id, 0),
      sequenceIn: firstSequence(flow.id, 1),
      finishedLocal: false,
      finishedRemote: false,
      segment: null,
      tag: null,
      interfaceId: 0,
    };
    const [oldest] = states.keys();
    const most = flow.transport === 'tcp' ? MOST_TCP_STATES : MOST_UDP_STATES;
    if (states.size >= most && oldest !== undefined) states.delete(oldest);
    states.set(flow.id, state);
    return state;
  }

  forget(flow: Flow): void {
    this.#tcp.delete(flow.id);
  }
}
