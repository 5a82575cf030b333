import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import type { Failure, Params } from '../../core/contract/failure';
import type { Flow } from '../../core/contract/recorder';
import type { TlsFacts } from '../../core/contract/tls';
import { certificateParams } from './certificate-facts';
import type { Context } from './context';
import { EarlyHello } from './early-hello';
import { failureOf, failureParams } from './failure-of';
import { tlsFailureOf } from './tls-failure';
import type { Handshake, TlsLayer } from './tls-layer';

/** Whether and how a connection is secured, and the rows that say so. */
export class StreamSecurity {
  readonly #hello = new EarlyHello();
  #securing = false;
  #facts: TlsFacts | null = null;
  #certificate: X509Certificate | null = null;

  constructor(
    private readonly context: Context,
    private readonly flow: Flow,
  ) {}

  /** From the wish for TLS to the end of its handshake: nothing can be sent. */
  get securing(): boolean {
    return this.#securing;
  }

  /** Null: plain. */
  get facts(): TlsFacts | null {
    return this.#facts;
  }

  /** The peer's, also when it was refused. */
  get certificate(): X509Certificate | null {
    return this.#certificate;
  }

  received(chunk: Buffer): void {
    if (this.#facts === null && this.#hello.received(chunk)) {
      this.context.say('peerSpeaksTls', 'warning', {}, this.flow);
    }
  }

  written(): void {
    this.#hello.forget();
  }

  /** Why TLS cannot be begun; null: it has begun. */
  begin(): Failure | null {
    const remote = formatAddress(this.flow.remote);
    if (this.#securing || this.#facts !== null) return { code: 'ESECURED', params: { remote } };
    this.#securing = true;
    return null;
  }

  /** The handshake, with what of it came early. A failure has no row yet: the connection may have ended otherwise. */
  async handshake(socket: Socket, layer: TlsLayer): Promise<Handshake> {
    // A socket without this would throw what TLS is told as well.
    socket.on('error', () => undefined);
    socket.setTimeout(0);
    const hello = this.#hello.take();
    if (hello !== null) socket.unshift(hello);
    const remote = formatAddress(this.flow.remote);
    const made = await layer.handshake(socket, remote, this.context.tuning.accepted);
    this.#securing = false;
    // Gone between its handshake and now.
    const gone = made.ok && made.socket.destroyed;
    const why = gone ? tlsFailureOf(made.socket.errored, { remote }) : null;
    const handshake: Handshake =
      why === null ? made : { ok: false, failure: why, certificate: null, plain: null };
    this.#certificate = handshake.ok ? handshake.verdict.certificate : handshake.certificate;
    if (this.#certificate !== null) this.context.certificateSeen(this.#certificate);
    if (handshake.ok) this.#sayOutcome(handshake);
    return handshake;
  }

  #sayOutcome({ facts, verdict }: Extract<Handshake, { readonly ok: true }>): void {
    const { version, cipher, alpn, serverName, resumed, trust } = facts;
    const { certificate, problem } = verdict;
    this.#facts = facts;
    const params: Params = {
      version,
      cipher,
      ...(resumed && { resumed: 1 }),
      ...(alpn !== '' && { alpn }),
      ...(serverName !== '' && { serverName }),
    };
    this.context.say('secured', 'info', params, this.flow);
    if (certificate === null) return;
    const doubt = trust === 'verified' ? null : problem;
    const about: Params = {
      ...certificateParams(certificate),
      ...(doubt !== null && failureParams(doubt)),
      [trust]: 1,
    };
    this.context.say('peerCertificate', doubt === null ? 'info' : 'warning', about, this.flow);
  }

  /** Records a handshake that came to nothing, with what a peer without TLS said instead of one. */
  sayFailure(
    { failure, plain }: Extract<Handshake, { readonly ok: false }>,
    countPlain: (bytes: number) => void,
  ): void {
    const { recorder } = this.context;
    const at = this.context.now();
    if (plain !== null) {
      recorder.data(this.flow, 'in', plain, at);
      countPlain(plain.length);
    }
    recorder.connectionFinished(this.flow, failure.code === 'ETLS_CLOSED' ? 'remote' : 'local', 'rst', at);
    this.context.say('handshakeFailed', 'error', failureParams(failure), this.flow);
  }

  failureOf(error: Error | null): Failure {
    const params = { remote: formatAddress(this.flow.remote) };
    return this.#facts === null ? failureOf(error, params) : tlsFailureOf(error, params, true);
  }
}
