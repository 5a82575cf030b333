import type { CaptureLimit, CaptureStatus, Pulse } from '../../core/contract/capture';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import type { Granted } from '../../core/contract/granted';
import type { PingStatus, PingWish } from '../../core/contract/ping';
import type { RequestAnswers } from '../../core/contract/requests';
import type { Result } from '../../core/contract/result';
import type { RuleStatus } from '../../core/contract/rules';
import type { SequenceRun } from '../../core/contract/sequence';
import type { SequenceAction } from '../../core/contract/sequence-choices';
import type { ConnectionAction, ConnectionInfo, EndpointStatus } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import type { TlsMaterial } from '../../core/contract/tls';
import type { Unavailable } from '../../core/contract/unavailable';
import type { Outgoing } from '../../core/template/outgoing';
import type { RepeatTyped } from '../automation/repeat';
import type { SequenceOrder } from '../automation/sequence-entry';
import type { CaptureService, ViewRows } from '../capture/capture-service-contract';
import type { Judgement } from '../capture/judged-scan';
import type { RowNumbers } from '../capture/scan';
import type { FileControl } from '../sockets/engine-contract';

/** Long work says how far it is and can be called off. */
export interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** How files are cut and paced, as typed. */
export type FileTyped = Pick<FileControl, 'datagramSize' | 'chunkSize' | 'pace'>;

type Answer<T> = Promise<Result<T>>;

/** What is asked of the capture is asked in the words of its own contract, from another thread: all of it is awaited. */
export interface CaptureCalls
  extends Omit<CaptureService, 'recorder' | 'status' | 'viewState' | 'viewRows' | 'findProgress' | 'close'> {
  viewRows(view: number, start: number, count: number): Answer<ViewRows>;
}

/** Everything that is asked of sockets, automation and the capture. Calls take effect in the order in which they are made. */
export interface Traffic extends CaptureCalls {
  configure(config: EndpointConfig): Answer<null>;
  start(config: EndpointConfig, material: TlsMaterial): Answer<null>;
  /** Removes the socket file of a local server's path, when nobody listens on it. */
  removeStaleSocket(config: EndpointConfig): Answer<null>;
  /** Upgrades a plain connection to TLS. */
  secure(config: EndpointConfig, connection: number, material: TlsMaterial): Answer<null>;
  /** In DER, the peer's own first. */
  peerCertificates(id: string, connection: number | null): Promise<readonly Uint8Array[]>;
  stop(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** How an endpoint's rules have fared since it was started. */
  ruleStatus(id: string): Promise<readonly RuleStatus[]>;
  /** The script of a running endpoint begins anew, as it is written now. */
  restartScript(id: string): Answer<null>;
  setAccepting(id: string, accepting: boolean): Answer<null>;
  connections(
    id: string,
    start: number,
    count: number,
  ): Promise<{ readonly total: number; readonly connections: readonly ConnectionInfo[] }>;
  act(id: string, connection: number, action: ConnectionAction): Answer<null>;
  /** `bytes` as typed. */
  readExactly(id: string, connection: number, bytes: string): Answer<null>;
  peerName(id: string, connection: number): Answer<string>;
  /** Socket options as the system has them; without a connection, the endpoint's own and its newest one's. */
  granted(id: string, connection: number | null): Promise<Granted>;
  /** The socket options that cannot be set on this computer. */
  unavailable(): Promise<Unavailable>;
  send(id: string, target: Target, outgoing: Outgoing): Answer<RequestAnswers['message.send']>;
  sendFiles(
    id: string,
    target: Target,
    paths: readonly string[],
    typed: FileTyped,
    control: Control,
  ): Answer<null>;
  receiveFile(id: string, connection: number, path: string, control: Control): Answer<null>;
  /** `what` tells the message from others that are repeated. */
  startRepeat(id: string, target: Target, outgoing: Outgoing, what: string, typed: RepeatTyped): Answer<null>;
  /** One repeat of an endpoint, or all of them (null). */
  stopRepeat(id: string, repeat: number | null): Promise<void>;
  stopAllRepeats(): Promise<void>;
  /** `base`: the endpoint whose options it connects with. */
  startPing(wish: PingWish, base: EndpointConfig | null, material: TlsMaterial): Answer<null>;
  stopPing(): Promise<void>;
  runSequence(order: SequenceOrder): Answer<null>;
  actOnSequence(sequence: string, action: SequenceAction): Promise<void>;
  sequenceRuns(): Promise<readonly SequenceRun[]>;
  /** What templates know by name. */
  setVariables(values: ReadonlyMap<string, string>): Promise<void>;
  /** What the dissectors said to a judgement that was asked for. */
  judged(id: number, answer: Result<RowNumbers>): Promise<void>;
  /** How the named endpoints and the capture stand now. */
  standing(ids: readonly string[]): Promise<{
    readonly statuses: readonly EndpointStatus[];
    readonly capture: CaptureStatus;
    readonly ping: PingStatus | null;
  }>;
  /** The window has taken the last pulse. */
  pulseTaken(): Promise<void>;
  /** Ends everything, in order. */
  close(discard: boolean): Promise<void>;
}

/** What is told unasked, gathered: at most 30 times a second. */
export interface TrafficNews {
  readonly pulse: Pulse;
  readonly statuses: readonly EndpointStatus[];
  readonly ping: PingStatus;
  readonly warning: Failure;
  /** All of them. */
  readonly runs: readonly SequenceRun[];
  /** Rows for the dissectors, which another thread has; answered with `judged`. */
  readonly judge: { readonly id: number; readonly judgement: Judgement };
}

export interface TrafficOptions {
  /** Captures live below it. */
  readonly folder: string;
  /** Written into every capture: `Porthole 0.1.0`. */
  readonly application: string;
  /** The built entry of the threads that scripts run in. */
  readonly scriptEntry: string;
  /** What is kept of the recording at first. */
  readonly limit: CaptureLimit;
}
