import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, TLSSocket } from 'node:tls';
import type { Failure, Params } from '../../core/contract/failure';
import type { TlsFacts } from '../../core/contract/tls';
import { tlsFailureOf } from './tls-failure';
import type { TlsPlan } from './tls-plan';
import { beginsHandshake } from './tls-records';
import { judge, type Verdict } from './tls-verify';

/** What makes sessions resumable, kept for an endpoint from one start to the next. */
export interface TlsMemory {
  /** 48 bytes: the keys of a server's session tickets. */
  readonly ticketKeys: Buffer;
  /** A client's last session, and with whom it was. */
  session: { readonly with: string; readonly data: Buffer } | null;
  /** What that peer showed: OpenSSL does not tell it again when a session is resumed. */
  certificate: X509Certificate | null;
}

export type Handshake =
  | { readonly ok: true; readonly socket: TLSSocket; readonly facts: TlsFacts; readonly verdict: Verdict }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** What the peer showed, when that is why. */
      readonly certificate: X509Certificate | null;
      /** What a peer that does not speak TLS sent instead. */
      readonly plain: Uint8Array | null;
    };

/** Puts TLS over a socket that is connected. The socket has no readers and nothing on its way out. */
export interface TlsLayer {
  /** Destroying the socket ends a handshake that is under way. `accepted` as in `Check`. */
  handshake(socket: Socket, remote: string, accepted: readonly string[]): Promise<Handshake>;
}

export interface TlsLayerDeps {
  readonly plan: TlsPlan;
  readonly memory: TlsMemory;
  /** A line in the SSLKEYLOGFILE format, with its line break. */
  onKey(line: Buffer): void;
}

/** Less than a record's header: whoever says so little and then waits does not speak TLS. */
const RECORD_HEADER = 5;

type Made = { readonly ok: true; readonly socket: TLSSocket } | Extract<Handshake, { readonly ok: false }>;

const failed = (failure: Failure, plain: Uint8Array | null = null): Extract<Made, { ok: false }> => ({
  ok: false,
  failure,
  certificate: null,
  plain,
});

/** The first bytes of a peer, or null when it ends before any. They are not read again: put them back. */
const firstBytes = (socket: Socket): Promise<Buffer | null> =>
  new Promise((resolve) => {
    const settle = (bytes: Buffer | null): void => {
      socket.off('readable', readable).off('end', ended).off('close', ended);
      resolve(bytes);
    };
    const readable = (): void => {
      const bytes = socket.read() as Buffer | null;
      if (bytes !== null) settle(bytes);
    };
    const ended = (): void => settle(null);
    socket.on('readable', readable).on('end', ended).on('close', ended);
    // One that was paused has stopped reading.
    socket.read(0);
  });

export const createTlsLayer = ({ plan, memory, onKey }: TlsLayerDeps): TlsLayer => {
  const about = (remote: string): Params => ({ remote, [plan.role]: 1 });
  // A session carries who we were: with another certificate it is another one.
  const sessionKey = (remote: string): string => `${remote} ${plan.serverName} ${plan.chain}`;

  const asServer = async (socket: Socket, remote: string): Promise<Made> => {
    // Looked at before TLS has them: a plain peer is told at once, and what it said is not lost.
    const first = await firstBytes(socket);
    if (first === null) return failed({ code: 'ETLS_CLOSED', params: about(remote) });
    if (!beginsHandshake(first)) return failed({ code: 'ETLS_PLAIN_PEER', params: about(remote) }, first);
    socket.unshift(first);
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: plan.server(memory.ticketKeys),
      ALPNProtocols: [...plan.alpn],
      requestCert: plan.clientCertificates !== 'none',
      // Without a certificate the client gets its alert; what is wrong with one is judged below.
      rejectUnauthorized: plan.clientCertificates === 'require',
    });
    secured.on('keylog', onKey);
    return settled(secured, 'secure', remote);
  };

  const asClient = (socket: Socket, remote: string): Promise<Made> => {
    const known =
      plan.resume && memory.session?.with === sessionKey(remote) ? memory.session.data : undefined;
    const secured = connect({
      socket,
      secureContext: plan.client(),
      servername: plan.serverName,
      ALPNProtocols: [...plan.alpn],
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      // What is weak is judged with the certificate; old peers can be talked to.
      minDHSize: 1,
      ...(known === undefined ? {} : { session: known }),
    });
    secured.on('keylog', onKey);
    secured.on('session', (data) => {
      memory.session = { with: sessionKey(remote), data };
    });
    return settled(secured, 'secureConnect', remote);
  };

  /** `done` is the event that ends the handshake well. */
  const settled = (secured: TLSSocket, done: 'secure' | 'secureConnect', remote: string): Promise<Made> =>
    new Promise((resolve) => {
      // Stays: an error that comes before the connection listens would be thrown.
      secured.on('error', (error) => resolve(failed(tlsFailureOf(error, about(remote)))));
      secured.once('close', () => resolve(failed({ code: 'ETLS_CLOSED', params: about(remote) })));
      secured.once(done, () => resolve({ ok: true, socket: secured }));
    });

  /** Whichever comes first: the handshake, or its time. */
  const inTime = (socket: Socket, remote: string, made: Promise<Made>): Promise<Made> => {
    const ms = plan.handshakeTimeout;
    if (ms === 0) return made;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const said = socket.bytesRead > 0 && socket.bytesRead < RECORD_HEADER;
        const code = said ? 'ETLS_PLAIN_PEER' : 'ETLS_TIMEOUT';
        resolve(failed({ code, params: { ...about(remote), ms } }));
        socket.destroy();
      }, ms);
      void made.then((result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  };

  /** Asked for once: Node takes the certificate out of OpenSSL's chain, and a second time there is none. */
  const certificateOf = (socket: TLSSocket): X509Certificate | null => {
    const shown = socket.getPeerX509Certificate() ?? null;
    if (plan.role === 'server') return shown;
    if (shown !== null || !socket.isSessionReused()) memory.certificate = shown;
    return memory.certificate;
  };

  const factsOf = (socket: TLSSocket, { trust }: Verdict): TlsFacts => ({
    version: versionName(socket.getProtocol()),
    cipher: socket.getCipher().name,
    alpn: socket.alpnProtocol || '',
    serverName: plan.role === 'client' ? plan.serverName : askedName(socket),
    resumed: socket.isSessionReused(),
    trust,
  });

  return {
    handshake: async (socket, remote, accepted) => {
      const client = plan.role === 'client';
      const made = await inTime(socket, remote, client ? asClient(socket, remote) : asServer(socket, remote));
      if (!made.ok) return made;
      const verdict = judge(made.socket, certificateOf(made.socket), {
        remote,
        host: client ? plan.host : null,
        verify: client ? plan.verify : plan.clientCertificates === 'require',
        required: client ? plan.verify : plan.clientCertificates === 'require',
        accepted,
      });
      if (verdict.refusal === null) {
        return { ok: true, socket: made.socket, facts: factsOf(made.socket, verdict), verdict };
      }
      made.socket.destroy();
      // A session of a peer that was refused is no way around the next check.
      memory.session = null;
      return { ok: false, failure: verdict.refusal, certificate: verdict.certificate, plain: null };
    },
  };
};

/** `TLSv1.3` is `TLS 1.3`, `TLSv1` is `TLS 1.0`. */
const versionName = (protocol: string | null): string => {
  const version = protocol?.replace('TLSv', '') ?? '';
  return `TLS ${version.includes('.') ? version : `${version}.0`}`;
};

/** SNI as a server's side of a connection knows it; Node's types leave it out, and no name is `false`. */
const askedName = (socket: TLSSocket): string => {
  const name: unknown = Reflect.get(socket, 'servername');
  return typeof name === 'string' ? name : '';
};
