import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import type { Answerer } from '../../core/contract/answering';
import type { Failure, Params } from '../../core/contract/failure';
import type { Flow } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { ConnectionAction, ConnectionInfo, ConnectionState } from '../../core/contract/status';
import { millisecondsOf, secondsBetween } from './clock';
import { type Context, countIn, newCounters, type Outlet } from './context';
import { descriptorOf } from './descriptor';
import { failureParams } from './failure-of';
import { HandReading } from './hand-reading';
import { readLean } from './lean-reads';
import type { Pausable } from './pressure';
import { Reading } from './reading';
import type { Tap, Tapping } from './receive-file';
import { hear } from './stream-events';
import { StreamIntake } from './stream-intake';
import type { StreamPlace } from './stream-place';
import { StreamSecurity } from './stream-security';
import { StreamTaps } from './stream-taps';
import { tuneStream } from './stream-tuning';
import { StreamWriter } from './stream-writer';
import type { Handshake, TlsLayer } from './tls-layer';

/** How a connection ended; `failure` when it did not end as TCP should. */
export interface ConnectionEnd {
  readonly by: 'us' | 'peer';
  readonly failure: Failure | null;
}

/** What a close that must not wait for the peer (stop, idle) is given before it becomes a reset. In ms. */
const HURRY_MS = 1000;

/** The system's word for a connection that the other side threw away. EPIPE: we learned of it while writing. */
const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * One connection, accepted or made by us: records all that passes, answers, and ends. TLS is put over it from the
 * start or later (`secure`); what is recorded is the plaintext.
 *
 * Both sides are half-open aware. When the peer finishes sending (its FIN), our side finishes too as soon as
 * nothing is queued, no delayed answer waits and no file is being sent: so `nc`, telnet and a Python script that
 * closes its socket find an ordinary server — unless `stayOpen` leaves the last word to a person. When we finish first (`finish`), reading goes on until the peer does.
 */
export class StreamConnection implements Outlet, Pausable {
  readonly id: number;
  readonly #counters = newCounters();
  readonly #writer: StreamWriter;
  readonly #since: bigint;
  readonly #reading: Reading;
  readonly #security: StreamSecurity;
  #first: 'us' | 'peer' | null = null;
  #weFinish = false;
  #halfClose = false;
  #peerFinished = false;
  #closing = false;
  #failure: Failure | null = null;
  #over = false;
  #holds = 0;
  readonly #taps: StreamTaps;
  readonly #hand: HandReading;
  readonly #intake = new StreamIntake({
    take: (bytes, at) => this.#take(bytes, at),
    satisfied: (rest) => {
      this.#hand.hold();
      // Paused first: a stream that flows would give it out again at once.
      if (rest !== null) this.#stream.unshift(rest);
    },
  });
  #timer: NodeJS.Timeout | null = null;
  /** What carries the bytes: the socket, or TLS over it. */
  #stream: Socket;
  #deafen: () => void = () => undefined;
  readonly #answerer: Answerer;
  #opened = false;

  constructor(
    private readonly socket: Socket,
    private readonly context: Context,
    readonly flow: Flow,
    private readonly place: StreamPlace,
    private readonly onEnd: (end: ConnectionEnd) => void,
  ) {
    this.id = flow.id;
    this.#since = context.now();
    this.#reading = new Reading(socket);
    this.#hand = new HandReading(this.#reading, this.#intake, () => context.now());
    this.#taps = new StreamTaps(this.#reading, () => this.#over);
    this.#security = new StreamSecurity(context, flow);
    this.#stream = socket;
    this.#writer = new StreamWriter({
      context,
      flow,
      counters: this.#counters,
      reading: this.#reading,
      security: this.#security,
      stream: () => this.#stream,
      failure: () => this.#failure,
      finished: () => this.#weFinish || this.#over,
      over: () => this.#over,
      closing: () => this.#closing,
      held: () => this.#holds > 0,
      settled: () => this.#endWhenDone(),
    });
    readLean(socket);
    this.#listen(socket);
    context.pressure.add(this);
    this.#answerer = context.answers({
      flow,
      reply: (bytes, delayMs) => this.#writer.owe(bytes, delayMs),
      afterReplies: (work) => this.#writer.afterReplies(work),
      together: (work) => this.#writer.together(work),
      act: (action) => this.act(action),
    });
  }

  /** Messages may pass now: what answers is told, once. */
  opened(): void {
    if (this.#opened || this.#over) return;
    this.#opened = true;
    this.#answerer.opened();
  }

  #listen(stream: Socket): void {
    this.#stream = stream;
    this.#deafen = hear(stream, {
      data: (chunk) => this.#received(chunk),
      end: () => this.#peerEnded(),
      finish: () => this.#finished(),
      timeout: () => this.#idle(),
      error: (error) => this.#failed(error),
      close: () => this.#closed(),
    });
    this.#tune();
    this.#reading.moveTo(stream);
  }

  info(): ConnectionInfo {
    return {
      id: this.id,
      local: this.flow.local,
      remote: this.flow.remote,
      since: millisecondsOf(this.#since),
      ...this.#counters,
      queued: this.#writer.queued,
      state: this.#state(),
      paused: this.#hand.paused,
      tls: this.#security.facts,
      stream: {
        descriptor: descriptorOf(this.socket),
        corked: this.#writer.corked,
        waitsForBytes: this.#intake.waits,
        readingFinished: this.#intake.closed,
        discarded: this.#intake.discarded,
        taken: this.#writer.taken,
      },
    };
  }

  get queued(): number {
    return this.#writer.queued;
  }

  act(action: ConnectionAction): Result<null> {
    if (this.#over) return fail({ code: 'ENOSUCHCONNECTION' });
    this.#writer.flush();
    switch (action) {
      case 'close':
        this.close();
        break;
      case 'finish':
        this.#halfClose = true;
        this.#end();
        break;
      case 'reset':
        this.reset();
        break;
      case 'pause':
      case 'resume':
        this.#pauseByHand(action === 'pause');
        break;
      case 'finishReading':
        this.#finishReading();
        break;
      case 'cork':
      case 'uncork':
        this.#writer.cork(action === 'cork');
        break;
    }
    this.context.changed();
    return ok(null);
  }

  send(bytes: Uint8Array): Promise<Result<null>> {
    const remote = formatAddress(this.flow.remote);
    if (this.#over || this.#closing) {
      return Promise.resolve(fail(this.#failure ?? { code: 'ENOSUCHCONNECTION' }));
    }
    if (this.#security.securing) return Promise.resolve(fail({ code: 'ESECURING', params: { remote } }));
    if (this.#weFinish) return Promise.resolve(fail({ code: 'EFINISHED', params: { remote } }));
    if (bytes.length === 0) return Promise.resolve(fail({ code: 'EEMPTY' }));
    const full = this.#writer.refuses(bytes.length);
    if (full !== null) return Promise.resolve(fail({ ...full, params: { ...full.params, remote } }));
    return new Promise((resolve) => {
      this.#writer.write(bytes, (lost) => resolve(lost === null ? ok(null) : fail(lost)));
    });
  }

  readExactly(bytes: number): Result<null> {
    const remote = formatAddress(this.flow.remote);
    if (this.#over) return fail({ code: 'ENOSUCHCONNECTION' });
    if (this.#intake.closed || this.#peerFinished) return fail({ code: 'EREADFINISHED', params: { remote } });
    if (!this.#hand.paused || this.#security.securing)
      return fail({ code: 'ENOTPAUSED', params: { remote } });
    this.#hand.exactly(bytes);
    this.context.say('readingExactly', 'info', { bytes }, this.flow);
    this.context.changed();
    return ok(null);
  }

  tap(tap: Tap): Tapping {
    return this.#taps.add(tap);
  }

  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      this.#endWhenDone();
    };
  }

  setPressure(high: boolean): void {
    this.#reading.set('pressure', high);
  }

  /** FIN after what is queued. `hurry`: a peer that does not take it within a second is reset. */
  close(hurry = false): void {
    if (this.#over) return;
    this.#closing = true;
    this.#writer.forgetAnswers();
    if (this.#security.securing) {
      this.#first = 'us';
      this.socket.destroy();
      return;
    }
    this.#end();
    this.#reading.set('owed', false);
    if (hurry) this.#after(HURRY_MS, () => (this.#writer.queued > 0 ? this.reset() : this.#stream.destroy()));
  }

  /** RST: what is queued is thrown away, on both sides. */
  reset(): void {
    if (this.#over) return;
    const at = this.context.now();
    this.#intake.flush(at);
    this.#over = true;
    this.#first = 'us';
    this.context.recorder.connectionFinished(this.flow, 'local', 'rst', at);
    this.context.say('resetByUs', 'info', this.#totals(), this.flow);
    this.place.discard(this.socket);
  }

  /** The peer's certificate, once it has shown one. */
  get certificate(): X509Certificate | null {
    return this.#security.certificate;
  }

  /**
   * Puts TLS over the connection, as soon as nothing is on its way out: at its start, or to upgrade it (STARTTLS).
   * When that fails, the connection is at its end.
   */
  async secure(layer: TlsLayer): Promise<Result<null>> {
    const remote = formatAddress(this.flow.remote);
    if (this.#over || this.#closing) return fail({ code: 'ENOSUCHCONNECTION' });
    if (this.#weFinish || this.#peerFinished) return fail({ code: 'EFINISHED', params: { remote } });
    const refusal = this.#security.begin();
    if (refusal !== null) return fail(refusal);
    this.#writer.cork(false);
    this.#intake.flush(this.context.now());
    if (this.context.tls === null) this.context.say('upgrading', 'info', {}, this.flow);
    this.context.changed();
    if (!this.#writer.isDrained) await this.#writer.drained();
    if (this.#over || this.#closing) return fail({ code: 'ECANCELED' });
    this.#deafen();
    const handshake = await this.#security.handshake(this.socket, layer);
    if (!handshake.ok) {
      this.#unsecured(handshake);
      return fail(this.#failure ?? { code: 'ECANCELED' });
    }
    this.#listen(handshake.socket);
    this.context.changed();
    this.opened();
    return ok(null);
  }

  #unsecured(handshake: Extract<Handshake, { readonly ok: false }>): void {
    if (!this.#over && !this.#closing) {
      this.#over = true;
      this.#first = 'peer';
      this.#failure = handshake.failure;
      this.#security.sayFailure(handshake, (bytes) => {
        countIn(this.#counters, bytes);
        countIn(this.context.counters, bytes);
      });
    } else if (!this.#over) {
      this.context.recorder.connectionFinished(this.flow, 'local', 'rst', this.context.now());
    }
    this.socket.destroy();
    this.#closed();
  }

  /** Applies what changed in the context's tuning. */
  retune(before: Context['tuning']): void {
    this.#tune(before);
    this.#endWhenDone();
  }

  #tune(before?: Context['tuning']): void {
    const refused = tuneStream(this.#stream, this.context.tuning, before);
    if (refused !== null) this.context.say('failed', 'error', failureParams(refused), this.flow);
  }

  #state(): ConnectionState {
    if (this.#security.securing && !this.#closing) return 'securing';
    if (this.#closing || (this.#weFinish && this.#peerFinished)) return 'closing';
    if (this.#weFinish) return 'halfClosed';
    return this.#peerFinished ? 'peerFinished' : 'open';
  }

  #received(chunk: Buffer): void {
    const at = this.context.now();
    if (this.#over) return;
    this.#intake.received(chunk, at, this.context.tuning.readSize);
    this.context.changed();
    this.context.pressure.check();
  }

  /** One row of what was received. */
  #take(chunk: Buffer, at: bigint): void {
    if (this.#over) return;
    this.context.recorder.data(this.flow, 'in', chunk, at);
    countIn(this.#counters, chunk.length);
    countIn(this.context.counters, chunk.length);
    this.#taps.received(chunk);
    this.#security.received(chunk);
    if (!this.#weFinish) this.#answerer.received(chunk);
  }

  #peerEnded(): void {
    if (this.#over) return;
    const at = this.context.now();
    this.#intake.flush(at);
    this.#peerFinished = true;
    this.#first ??= 'peer';
    this.context.recorder.connectionFinished(this.flow, 'remote', 'fin', at);
    // When our side has finished, the connection is over and the row of its end says all.
    if (!this.#weFinish) this.context.say('peerFinished', 'info', {}, this.flow);
    this.context.changed();
    if (!this.#weFinish) this.#answerer.ended();
    this.#endWhenDone();
  }

  #endWhenDone(): void {
    const waiting = !this.#writer.isDrained || this.#holds > 0;
    if (this.#peerFinished && !waiting && !this.context.tuning.stayOpen) this.#end();
  }

  #end(): void {
    if (this.#weFinish || this.#over) return;
    this.#weFinish = true;
    this.#first ??= 'us';
    this.#writer.end();
  }

  /** Our FIN is on its way: everything written before it has been taken by the system. */
  #finished(): void {
    if (this.#over) return;
    this.context.recorder.connectionFinished(this.flow, 'local', 'fin', this.context.now());
    if (this.#halfClose && !this.#closing) this.context.say('finished', 'info', {}, this.flow);
    const { closeTimeout } = this.context.tuning;
    if (this.#closing && this.#timer === null && closeTimeout > 0) {
      this.#after(closeTimeout, () => this.#stream.destroy());
    }
    this.context.changed();
  }

  #idle(): void {
    if (this.#over || this.#closing) return;
    this.context.say('idleTimeout', 'warning', { ms: this.context.tuning.idleTimeout }, this.flow);
    this.close(true);
  }

  #failed(error: Error): void {
    if (this.#over) return;
    const at = this.context.now();
    this.#intake.flush(at);
    this.#over = true;
    this.#first = 'peer';
    const failure = this.#security.failureOf(error);
    this.#failure = failure;
    this.context.recorder.connectionFinished(this.flow, 'remote', 'rst', at);
    const kind = RESET_CODES.has(failure.code) ? 'resetByPeer' : 'failed';
    const severity = kind === 'failed' ? 'error' : 'warning';
    this.context.say(kind, severity, { ...this.#totals(), ...failureParams(failure) }, this.flow);
    // TLS tells of an alert and leaves its socket open.
    this.#stream.destroy();
  }

  #closed(): void {
    this.#deafen();
    this.#writer.closed();
    this.#taps.ended();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#writer.forgetAnswers();
    this.#answerer.closed();
    this.context.pressure.remove(this);
    const by = this.#first ?? 'us';
    if (this.#intake.discarded > 0) {
      this.context.say('discarded', 'warning', { bytes: this.#intake.discarded }, this.flow);
    }
    if (!this.#over) {
      this.#intake.flush(this.context.now());
      this.#over = true;
      this.context.say(by === 'us' ? 'closedByUs' : 'closedByPeer', 'info', this.#totals(), this.flow);
    }
    if (this.#writer.lost > 0) {
      const failure = this.#failure ?? { code: 'EABANDONED' };
      this.context.say(
        'sendFailed',
        'error',
        { ...failureParams(failure), bytes: this.#writer.lost },
        this.flow,
      );
    }
    this.onEnd({ by, failure: this.#failure });
    this.context.changed();
  }

  #totals(): Params {
    const { bytesIn, bytesOut } = this.#counters;
    return { bytesIn, bytesOut, seconds: secondsBetween(this.#since, this.context.now()) };
  }

  #pauseByHand(pause: boolean): void {
    if (!this.#hand.pause(pause)) return;
    this.context.say(pause ? 'readingPaused' : 'readingResumed', 'info', {}, this.flow);
  }

  #finishReading(): void {
    if (this.#hand.finish()) this.context.say('readingFinished', 'info', {}, this.flow);
  }

  #after(ms: number, then: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }
}
