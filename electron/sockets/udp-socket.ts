import type { Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { formatAddress, type SocketAddress } from '../../core/contract/address';
import type { Answerer } from '../../core/contract/answering';
import type { Failure } from '../../core/contract/failure';
import type { GroupStatus } from '../../core/contract/group';
import { MAX_DATAGRAM_BYTES } from '../../core/contract/limits';
import type { Flow } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Target } from '../../core/contract/target';
import { localTowards, wireAddress } from './addresses';
import { type Context, countIn, countOut, type Outlet, type Runner } from './context';
import { datagramDescriptorOf } from './descriptor';
import { failureOf, failureParams } from './failure-of';
import type { Tuning } from './plan';
import { resolveHost } from './resolve-host';
import { createSendQueue } from './send-queue';
import { BATCH, type BatchReader, createBatchReader, type Sender } from './udp-batch';
import { bindUdp, connectUdp } from './udp-bind';
import type { DropWatch } from './udp-drops';
import { createPeerTable, type PeerSocket, type UdpPeer } from './udp-peers';
import { createUdpSetup, type UdpSetup } from './udp-setup';
import { createTargetResolver } from './udp-target';

/** The system's word for an ICMP port unreachable: ECONNREFUSED, on Windows ECONNRESET (WSAECONNRESET). */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET']);

/**
 * Answers that wait for their delay or for the system are bounded, because a socket cannot ask its peers to slow
 * down. In bytes and answers; what is beyond is not answered, and a row says so.
 */
const OWED_BYTES = 16 * 1024 * 1024;
const OWED_ANSWERS = 65_536;

/** Full batches that are read behind a datagram before the loop goes on: the other sockets have their turn too. */
const BATCHES_A_TURN = 4;
/** More than any receive buffer holds that a system grants, and not without end where a flood goes on. */
const BATCHES_AT_END = 1024;

const DONE = Promise.resolve(ok(null));

const MULTICAST_OR_BROADCAST = /^(22[4-9]|23\d|255)\.|^ff/i;

/**
 * A bound UDP socket (server), or one with a fixed remote (client).
 *
 * A client's socket is connected (connect(2)): then the system reports an ICMP port unreachable, which becomes a
 * `refused` row. It is not connected when broadcast is on or the remote is a group, because the answers to those come
 * from other addresses, which a connected socket does not let in.
 */
export class UdpSocket implements Runner, PeerSocket {
  readonly #peers = createPeerTable(this);
  readonly #queue = createSendQueue(() => this.context.changed());
  #socket: Socket | null = null;
  #batches: BatchReader | null = null;
  #local: SocketAddress = { address: '0.0.0.0', port: 0, family: 4 };
  #remote: UdpPeer | null = null;
  #connected = false;
  #watch: DropWatch | null = null;
  #stopping = false;
  #unanswered = false;
  /** Answers that wait for their delay, and their bytes. */
  #owedAnswers = 0;
  #owedBytes = 0;
  /** Datagrams that were handed over, and of which Node says only behind this turn that the system took them. */
  #untold = 0;
  /** When the last row of this socket was recorded: rows of one socket do not run backwards. */
  #latest = 0n;
  #resolveTarget = createTargetResolver(() => this.#local);
  #setup: UdpSetup | null = null;

  constructor(private readonly context: Context) {}

  get outlets(): ReadonlyMap<number, Outlet> {
    return this.#peers.list;
  }

  get groups(): readonly GroupStatus[] {
    return this.#setup?.groups ?? [];
  }

  get receiveBuffer(): number | null {
    return this.#setup?.receiveBuffer ?? null;
  }

  get sendBuffer(): number | null {
    return this.#setup?.sendBuffer ?? null;
  }

  get descriptor(): number | null {
    return this.#socket === null ? null : datagramDescriptorOf(this.#socket);
  }

  get queued(): number {
    return this.#queue.bytes;
  }

  async start(): Promise<Result<null>> {
    const { role, host, port } = this.context.plan;
    const resolved = await resolveHost(host);
    if (this.#stopping) return fail({ code: 'ECANCELED' });
    if (!resolved.ok) return this.#refuse(resolved.failure);
    const { address, family } = resolved.value;
    const opened =
      role === 'server' ? await this.#open(family, address, port) : await this.#openTo(family, address);
    if (this.#stopping || !opened.ok) {
      await this.#close();
      if (opened.ok || this.#stopping) return fail({ code: 'ECANCELED' });
      return this.#refuse(opened.failure);
    }
    const remote = this.#remote?.flow.remote ?? null;
    this.context.setState({ phase: 'open', local: this.#local, remote });
    const to = remote === null ? {} : { remote: formatAddress(remote) };
    this.context.say('opened', 'info', { local: formatAddress(this.#local), ...to }, this.#remote?.flow);
    this.#setup?.announce();
    // A client has its peer from the start.
    void this.#remote?.answerer;
    return ok(null);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const peer of this.#peers.list.values()) peer.close();
    const open = this.#socket !== null;
    await this.#close();
    this.#peers.clear();
    if (open) this.context.say('stopped', 'info', { local: formatAddress(this.#local) });
  }

  async #close(): Promise<void> {
    // What came before the end is received all the same.
    this.#receiveWaiting(BATCHES_AT_END);
    // The drops are counted a last time while the socket is still in the system's table.
    await this.#watch?.stop();
    this.#watch = null;
    const socket = this.#socket;
    this.#socket = null;
    this.#setup = null;
    if (socket !== null) await new Promise<void>((resolve) => socket.close(resolve));
  }

  setAccepting(): Promise<Result<null>> {
    return Promise.resolve(fail({ code: 'ENOTLISTENING' }));
  }

  retune(before: Tuning): void {
    this.#setup?.retune(before);
  }

  reach(target: Target): Result<readonly Outlet[]> | Promise<Result<readonly Outlet[]>> {
    switch (target.to) {
      case 'connection': {
        const peer = this.#peers.list.get(target.id);
        return peer === undefined ? fail({ code: 'ENOSUCHCONNECTION' }) : ok([peer]);
      }
      case 'all': {
        if (this.#remote !== null) return ok([this.#remote]);
        const peers = [...this.#peers.list.values()];
        return peers.length === 0 ? fail({ code: 'ENOPEER' }) : ok(peers);
      }
      case 'address':
        return this.#reachAddress(target.address);
    }
  }

  flowTo(remote: SocketAddress): Flow {
    const { context } = this;
    const local = localTowards(this.#local, remote);
    return { id: context.nextFlow(), endpoint: context.tag, transport: 'udp', local, remote };
  }

  now(): bigint {
    return this.context.now();
  }

  forget(peer: UdpPeer): void {
    if (peer !== this.#remote) this.#peers.forget(peer);
    this.context.changed();
  }

  owed(answers: number, bytes: number): void {
    this.#owedAnswers += answers;
    this.#owedBytes += bytes;
  }

  answers(peer: UdpPeer): Answerer {
    return this.context.answers({
      flow: peer.flow,
      reply: (bytes, delayMs) => this.#answer(peer, bytes, delayMs),
      afterReplies: (work) => peer.afterReplies(work),
      together: (work) => work(),
      act: (action) => peer.act(action),
    });
  }

  transmit(peer: UdpPeer, bytes: Uint8Array, answer: boolean): Promise<Result<null>> {
    if (answer) {
      this.#transmit(peer, bytes, null);
      return DONE;
    }
    return new Promise((resolve) => {
      this.#transmit(peer, bytes, (failure) => resolve(failure === null ? ok(null) : fail(failure)));
    });
  }

  async #reachAddress(typed: string): Promise<Result<readonly Outlet[]>> {
    const to = await this.#resolveTarget(typed);
    if (!to.ok) return to;
    if (this.#socket === null) return fail({ code: 'ENOTRUNNING' });
    const { address, port } = to.value;
    if (!this.#connected) return ok([this.#peers.at(address, port)]);
    const fixed = this.#remote;
    if (fixed !== null && fixed.address === address && fixed.port === port) return ok([fixed]);
    return fail({ code: 'EFIXED_REMOTE', params: { value: typed.trim(), remote: fixed?.name ?? '' } });
  }

  /** A client: bound where it was wished, then fixed on its remote. */
  async #openTo(family: 4 | 6, address: string): Promise<Result<null>> {
    const { port, localAddress, localPort } = this.context.plan;
    const { broadcast } = this.context.tuning;
    if (localAddress !== '' && isIP(localAddress) !== family) {
      return fail({ code: 'EFAMILY', params: { value: localAddress, other: address } });
    }
    const wildcard = family === 6 ? '::' : '0.0.0.0';
    const opened = await this.#open(family, localAddress === '' ? wildcard : localAddress, localPort);
    const socket = this.#socket;
    if (!opened.ok || socket === null) return opened;
    if (!broadcast && !MULTICAST_OR_BROADCAST.test(address)) {
      const connected = await connectUdp(socket, address, port);
      if (!connected.ok) return connected;
      if (this.#stopping) return fail({ code: 'ECANCELED' });
      this.#connected = true;
      const local = socket.address();
      this.#local = wireAddress(local.address, local.port);
    }
    this.#remote = this.#peers.at(address, port);
    return ok(null);
  }

  async #open(family: 4 | 6, address: string, port: number): Promise<Result<null>> {
    const { context } = this;
    const { plan } = context;
    const bound = await bindUdp({ ...plan, family, address, port });
    if (!bound.ok) return bound;
    const socket = bound.value;
    this.#socket = socket;
    this.#batches = createBatchReader(socket);
    socket.on('message', (message, from) => {
      this.#received(message, from);
      this.#receiveWaiting(BATCHES_A_TURN);
    });
    socket.on('error', (error) => this.#failed(error));
    const local = socket.address();
    this.#local = wireAddress(local.address, local.port);
    context.bound(plan.role === 'server' ? this.#local : { address: plan.host, port: plan.port, family });
    this.#setup = createUdpSetup(context, socket, this.#local);
    const ready = this.#setup.begin();
    if (!ready.ok) return ready;
    this.#watch = context.drops.watch(local.port, family, (datagrams) =>
      context.recorder.dropped(context.tag, datagrams, 'system', context.now()),
    );
    return ok(null);
  }

  #refuse(failure: Failure): Result<null> {
    this.context.say('failed', 'error', failureParams(failure));
    return fail(failure);
  }

  /** What waits in the system's buffer, at most so many batches. */
  #receiveWaiting(most: number): void {
    for (let batch = 0; batch < most; batch += 1) {
      // What waits may answer what was just sent, whose row comes first; Node tells of that before the next tick.
      if (this.#untold > 0 && !this.#stopping) {
        process.nextTick(() => this.#receiveBatch() && this.#receiveWaiting(most - batch - 1));
        return;
      }
      if (!this.#receiveBatch()) return;
    }
  }

  /** Whether more may wait. */
  #receiveBatch(): boolean {
    // Once it is closed, its descriptor may be another's.
    if (this.#socket === null || this.#batches === null) return false;
    const read = this.#batches.read((bytes, from) => this.#received(Buffer.from(bytes), from));
    if (typeof read === 'string') this.#failed(Object.assign(new Error(read), { code: read }));
    return read === BATCH;
  }

  #received(message: Buffer, from: Sender): void {
    const at = this.context.now();
    const peer = this.#peers.at(from.address, from.port);
    peer.heardAt = at;
    this.#latest = at;
    this.context.recorder.data(peer.flow, 'in', message, at);
    countIn(peer.counters, message.length);
    countIn(this.context.counters, message.length);
    this.context.changed();
    if (!this.#stopping) peer.answerer.received(message);
  }

  #answer(peer: UdpPeer, bytes: Uint8Array, delay: number): void {
    if (this.#stopping) return;
    if (this.#owedBytes + this.#queue.bytes > OWED_BYTES || this.#owedAnswers >= OWED_ANSWERS) {
      if (!this.#unanswered) {
        const params = { code: 'EOWED', bytes: bytes.length, max: OWED_ANSWERS, remote: peer.name };
        this.context.say('sendFailed', 'warning', params, peer.flow);
      }
      this.#unanswered = true;
      return;
    }
    this.#unanswered &&=
      this.#owedBytes + this.#queue.bytes > OWED_BYTES / 2 || this.#owedAnswers > OWED_ANSWERS / 2;
    peer.sendLater(bytes, delay);
  }

  /** A datagram is recorded when the system has taken it: one that it refuses was never on the wire. */
  #transmit(
    peer: UdpPeer,
    bytes: Uint8Array,
    done: ((failure: Failure | null) => void) | null,
    again = false,
  ): void {
    const socket = this.#socket;
    const refusal = socket === null ? { code: 'ENOTRUNNING' } : this.#refusal(peer, bytes);
    if (socket === null || refusal !== null) {
      if (refusal !== null && done === null) this.#sendFailed(peer, bytes, refusal);
      done?.(refusal);
      return;
    }
    const at = this.context.now();
    this.#queue.add(bytes.length);
    this.#untold += 1;
    peer.queued += bytes.length;
    const taken = (error: Error | null): void => {
      this.#untold -= 1;
      this.#queue.settle(bytes.length, error === null);
      peer.queued -= bytes.length;
      if (error === null) {
        this.#sent(peer, bytes, at);
        done?.(null);
        return;
      }
      const failure = failureOf(error, { datagram: bytes.length, remote: peer.name });
      // A connected socket hands the ICMP answer to the datagram before to this send, which was not made.
      if (UNREACHABLE.has(failure.code) && !again) {
        this.#unreachable(peer, failure);
        this.#transmit(peer, bytes, done, true);
        return;
      }
      this.#sendFailed(peer, bytes, failure);
      done?.(failure);
    };
    if (this.#connected) socket.send(bytes, taken);
    else socket.send(bytes, peer.port, peer.address, taken);
  }

  #refusal(peer: UdpPeer, bytes: Uint8Array): Failure | null {
    if (bytes.length > MAX_DATAGRAM_BYTES) {
      return { code: 'EMSGSIZE_UDP', params: { bytes: bytes.length, max: MAX_DATAGRAM_BYTES } };
    }
    const full = this.#queue.refuses(bytes.length);
    return full === null ? null : { ...full, params: { ...full.params, remote: peer.name } };
  }

  #sent(peer: UdpPeer, bytes: Uint8Array, handedOver: bigint): void {
    // When the system's own buffer was full, others may have been received meanwhile: then it went out just now.
    const at = handedOver < this.#latest ? this.context.now() : handedOver;
    this.#latest = at;
    this.context.recorder.data(peer.flow, 'out', bytes, at);
    countOut(peer.counters, bytes.length);
    countOut(this.context.counters, bytes.length);
    this.context.changed();
  }

  #sendFailed(peer: UdpPeer, bytes: Uint8Array, failure: Failure): void {
    if (this.#stopping) return;
    const params = { ...failureParams(failure), remote: peer.name, bytes: bytes.length };
    this.context.say('sendFailed', 'error', params, peer.flow);
  }

  /** ICMP port unreachable, which the system hands to a connected socket. */
  #unreachable(peer: UdpPeer, failure: Failure): void {
    const params = { ...failureParams(failure), icmp: 1, remote: peer.name };
    this.context.say('refused', 'error', params, peer.flow);
  }

  #failed(error: Error): void {
    const failure = failureOf(error, { host: this.#local.address, port: this.#local.port });
    const peer = this.#remote;
    if (peer !== null && UNREACHABLE.has(failure.code)) this.#unreachable(peer, failure);
    else this.context.say('failed', 'error', failureParams(failure));
  }
}
