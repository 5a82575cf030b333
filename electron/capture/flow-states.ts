import { formatAddress, type SocketAddress } from '../../core/contract/address';
import type { EndpointTag } from '../../core/contract/happening';
import type { Flow } from '../../core/contract/recorder';
import { type FlowHeaders, flowHeaders } from './ip-packet';
import type { LiveSegment } from './live-segment';

/** What the next packet of a flow needs to know. */
export interface FlowState {
  readonly flow: Flow;
  readonly headers: FlowHeaders;
  /** The numbers that the connection began with. */
  readonly firstOut: number;
  readonly firstIn: number;
  /** Its other end is ours too. */
  paired: boolean;
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

const wayOf = (from: SocketAddress, to: SocketAddress): string =>
  `${formatAddress(from)} ${formatAddress(to)}`;

/**
 * When both ends of a connection are in this window, the capture holds every packet twice, once from each end. Both
 * ends number alike, so that Wireshark takes the second for the retransmission that it is and follows one stream.
 */
export class FlowStates {
  readonly #tcp = new Map<number, FlowState>();
  /** Open connections by their own and their peer's address, as seen from our end. */
  readonly #byWay = new Map<string, FlowState>();
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
    const otherEnd = this.#byWay.get(wayOf(flow.remote, flow.local));
    const pair = flow.transport === 'tcp' && otherEnd !== undefined && !otherEnd.paired ? otherEnd : null;
    const firstOut = pair?.firstIn ?? firstSequence(flow.id, 0);
    const firstIn = pair?.firstOut ?? firstSequence(flow.id, 1);
    const state: FlowState = {
      flow,
      headers: flowHeaders(flow),
      firstOut,
      firstIn,
      paired: pair !== null,
      sequenceOut: firstOut,
      sequenceIn: firstIn,
      finishedLocal: false,
      finishedRemote: false,
      segment: null,
      tag: null,
      interfaceId: 0,
    };
    if (pair !== null) pair.paired = true;
    if (flow.transport === 'tcp') this.#byWay.set(wayOf(flow.local, flow.remote), state);
    const [oldest] = states.values();
    const most = flow.transport === 'tcp' ? MOST_TCP_STATES : MOST_UDP_STATES;
    if (states.size >= most && oldest !== undefined) this.#drop(oldest);
    states.set(flow.id, state);
    return state;
  }

  #drop(state: FlowState): void {
    const { id, local, remote, transport } = state.flow;
    (transport === 'tcp' ? this.#tcp : this.#udp).delete(id);
    const way = wayOf(local, remote);
    if (this.#byWay.get(way) === state) this.#byWay.delete(way);
  }

  /** The connection has ended. What it was is known a little longer: its last happenings come after its end. */
  forget(flow: Flow): void {
    const state = this.#tcp.get(flow.id);
    if (state === undefined) return;
    this.#drop(state);
    this.#ended.set(flow.id, flow);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }

  /** The flow with a number, open or just ended. */
  known(id: number): Flow | null {
    return this.#tcp.get(id)?.flow ?? this.#udp.get(id)?.flow ?? this.#ended.get(id) ?? null;
  }
}
