import type { EndpointTag } from '../../core/contract/happening';
import type { Flow } from '../../core/contract/recorder';
import { type FlowHeaders, flowHeaders } from './ip-packet';
import type { LiveSegment } from './live-segment';

/** What the next packet of a flow needs to know. */
export interface FlowState {
  readonly flow: Flow;
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

const MOST_ENDED = 1024;

/** Knuth's multiplicative hash: a port that is used again gets other numbers, so that Wireshark sees a new stream. */
const firstSequence = (id: number, side: number): number => Math.imul(id * 2 + side, 0x9e3779b1) >>> 0;

export class FlowStates {
  readonly #tcp = new Map<number, FlowState>();
  readonly #udp = new Map<number, FlowState>();
  readonly #ended = new Map<number, Flow>();

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
      flow,
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

  /** The connection has ended. What it was is known a little longer: its last happenings come after its end. */
  forget(flow: Flow): void {
    if (!this.#tcp.delete(flow.id)) return;
    this.#ended.set(flow.id, flow);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }

  /** The flow with a number, open or just ended. */
  known(id: number): Flow | null {
    return this.#tcp.get(id)?.flow ?? this.#udp.get(id)?.flow ?? this.#ended.get(id) ?? null;
  }
}
