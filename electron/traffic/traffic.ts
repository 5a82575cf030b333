import { performance } from 'node:perf_hooks';
import { formatAddress } from '../../core/contract/address';
import type { CaptureLimit, CaptureStatus, Leftover, Pulse } from '../../core/contract/capture';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import type {
  CaptureSpan,
  FindDirection,
  Found,
  LogFilter,
  LogPage,
  Moment,
  RowPlace,
  ViewState,
} from '../../core/contract/log';
import type { PingStatus, PingWish } from '../../core/contract/ping';
import type { RequestAnswers } from '../../core/contract/requests';
import { ok, type Result } from '../../core/contract/result';
import type { RuleStatus } from '../../core/contract/rules';
import type { SequenceRun } from '../../core/contract/sequence';
import type { SequenceAction } from '../../core/contract/sequence-choices';
import type { ConnectionAction, ConnectionInfo, EndpointStatus } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import type { TlsMaterial } from '../../core/contract/tls';
import { messageSource, type Outgoing } from '../../core/template/outgoing';
import { sentence } from '../../core/wording';
import { createAnswers } from '../automation/answers';
import { createRepeater, type RepeatTyped } from '../automation/repeat';
import { createScopes } from '../automation/scopes';
import type { SequenceOrder } from '../automation/sequence-entry';
import { createSequences, overheard } from '../automation/sequences';
import { createCaptureService } from '../capture/capture-service';
import type { ViewRows } from '../capture/capture-service-contract';
import type { Judgement } from '../capture/judged-scan';
import type { RowNumbers, ScanSegment } from '../capture/scan';
import { now } from '../sockets/clock';
import { createConnectPing } from '../sockets/connect-ping';
import { createEngine, type FileControl } from '../sockets/engine';
import { removeStaleSocket } from '../sockets/socket-file';
import { createJudgements } from './judgements';
import { createPusher } from './push';

/** Long work says how far it is and can be called off. */
export interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** How files are cut and paced, as typed. */
export type FileTyped = Pick<FileControl, 'datagramSize' | 'chunkSize' | 'pace'>;

type Answer<T> = Promise<Result<T>>;

/** Everything that is asked of sockets, automation and the capture. Calls take effect in the order in which they are made. */
export interface Traffic {
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
  setView(filter: LogFilter): Answer<ViewState>;
  viewRows(view: number, start: number, count: number): Answer<ViewRows>;
  page(view: number, start: number, count: number): Answer<LogPage>;
  locate(view: number, row: number): Answer<RowPlace>;
  span(): Answer<CaptureSpan | null>;
  rowAt(moment: Moment): Answer<{ readonly row: number | null }>;
  timeline(span: TimeSpan | null, bars: number): Answer<Timeline>;
  find(query: string, from: number, direction: FindDirection): Answer<Found>;
  stopFind(): Promise<void>;
  mark(row: number, marked: boolean | null): Answer<{ readonly marked: boolean }>;
  unmarkAll(): Answer<null>;
  nextMark(from: number, direction: FindDirection): Answer<{ readonly row: number }>;
  matches(query: string, rows: readonly number[]): Answer<{ readonly rows: readonly number[] }>;
  bytes(
    row: number,
    offset: number,
    length: number,
  ): Answer<{ readonly bytes: Uint8Array; readonly total: number }>;
  /** The shown capture as other threads find it on disk. */
  segments(): Promise<readonly ScanSegment[]>;
  /** What the dissectors said to a judgement that was asked for. */
  judged(id: number, answer: Result<RowNumbers>): Promise<void>;
  clear(): Answer<null>;
  undoClear(): Answer<null>;
  save(path: string, control: Control): Answer<null>;
  /** A file of the shown capture for another program; a copy goes to `path`. */
  handOut(path: string, control: Control): Answer<{ readonly path: string }>;
  open(path: string, control: Control): Answer<null>;
  live(): Answer<null>;
  resumeRecording(): Answer<null>;
  setLimit(limit: CaptureLimit): Promise<void>;
  leftovers(): Promise<readonly Leftover[]>;
  openLeftover(id: string, control: Control): Answer<null>;
  saveLeftover(id: string, path: string, control: Control): Answer<null>;
  discardLeftovers(ids: readonly string[]): Answer<null>;
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

/** A copy of just these bytes: a view would take its whole buffer along to the next thread. */
const alone = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

const alonePage = (page: LogPage): LogPage => ({
  ...page,
  rows: page.rows.map((row) => (row.kind === 'data' ? { ...row, preview: alone(row.preview) } : row)),
});

/** The share of this thread's time that was not idle, since the answer before. */
const busyShare = (): (() => number) => {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
};

/** Ties sockets, automation and capture together: sockets write into the capture, automation answers and repeats. */
export const createTraffic = async (
  { folder, application, limit, scriptEntry }: TrafficOptions,
  tell: <N extends keyof TrafficNews>(name: N, payload: TrafficNews[N]) => void,
): Promise<Traffic> => {
  const judgements = createJudgements((id, judgement) => tell('judge', { id, judgement }));
  const capture = await createCaptureService({
    folder,
    application,
    limit,
    now,
    sentence: (happening) => sentence('en', happening),
    onChange: () => pusher.pulseChanged(),
    warn: (failure) => tell('warning', failure),
    judge: (judgement) => judgements.ask(judgement),
  });
  const scopes = createScopes(now);
  const replyFailed = (id: string, { code, params }: Failure): void =>
    capture.recorder.happening(
      {
        kind: 'replyFailed',
        severity: 'warning',
        endpoint: engine.tag(id),
        flow: 0,
        peer: '',
        params: { ...params, code },
      },
      now(),
    );
  const answers = createAnswers({
    scope: (id) => scopes.of(id),
    failed: replyFailed,
    forward: (to, bytes) => engine.send(to, { to: 'all' }, bytes),
    name: (id) => engine.tag(id)?.name ?? id,
    say: (id, kind, severity, params, flow) => {
      const peer = formatAddress(flow.remote);
      capture.recorder.happening(
        { kind, severity, endpoint: engine.tag(id), flow: flow.id, peer, params },
        now(),
      );
    },
    scripts: {
      entry: scriptEntry,
      now,
      variables: () => scopes.variables(),
      say: (id, kind, severity, params) =>
        capture.recorder.happening(
          { kind, severity, endpoint: engine.tag(id), flow: 0, peer: '', params },
          now(),
        ),
      async sendTo(id, address, bytes) {
        const sent = await engine.send(id, { to: 'address', address }, bytes);
        if (!sent.ok) replyFailed(id, sent.failure);
      },
      changed: (id) => pusher.statusChanged(id),
    },
  });
  const engine = createEngine({
    recorder: overheard(capture.recorder, () => sequences.ear),
    now,
    answers,
    onStatus: (id) => {
      pusher.statusChanged(id);
      repeats.endpointChanged(id);
      if (!engine.isRunning(id)) answers.stopped(id);
      sequences.endpointChanged(id);
    },
  });
  const repeats = createRepeater({
    recorder: capture.recorder,
    now,
    send: (id, target, bytes) => engine.send(id, target, bytes),
    endpoint: (id) => engine.tag(id),
    running: (id) => engine.isRunning(id),
    onStatus: (id) => pusher.statusChanged(id),
  });
  const ping = createConnectPing({
    recorder: capture.recorder,
    now,
    endpoint: (id) => engine.tag(id),
    onStatus: () => pusher.pingChanged(),
  });
  const statusOf = (id: string): EndpointStatus => ({
    ...engine.status(id),
    repeats: repeats.status(id),
    script: answers.script(id),
  });
  /** `host:port` of the one that a message goes to; empty: all. */
  const nameOf = (id: string, target: Target): string => {
    if (target.to === 'all') return '';
    if (target.to === 'address') return target.address;
    const { connections } = engine.connections(id, 0, Number.MAX_SAFE_INTEGER);
    const one = connections.find((connection) => connection.id === target.id);
    return one === undefined ? '' : formatAddress(one.remote);
  };
  const sequences = createSequences({
    recorder: capture.recorder,
    now,
    scope: () => scopes.fresh(),
    send: (id, target, bytes) => engine.send(id, target, bytes),
    endpoint: (id) => engine.tag(id),
    running: (id) => engine.isRunning(id),
    links: (id) => engine.connections(id, 0, Number.MAX_SAFE_INTEGER).connections.map((one) => one.id),
    onChange: () => pusher.runsChanged(),
  });
  const pusher = createPusher({
    send: tell,
    pulse: () => ({
      capture: capture.status(),
      view: capture.viewState(),
      find: capture.findProgress(),
    }),
    status: statusOf,
    load: busyShare(),
    ping: () => ping.status(),
    runs: () => sequences.status(),
  });

  return {
    configure: async (config) => engine.configure(config),
    start(config, material) {
      if (!engine.isRunning(config.id)) {
        scopes.reset(config.id);
        answers.forget(config.id);
      }
      return engine.start(config, material);
    },
    removeStaleSocket: (config) => removeStaleSocket(config),
    secure: (config, connection, material) => engine.secure(config, connection, material),
    peerCertificates: async (id, connection) => engine.peerCertificates(id, connection).map(alone),
    stop(id) {
      repeats.stop(id, null);
      return engine.stop(id);
    },
    async remove(id) {
      repeats.stop(id, null);
      scopes.reset(id);
      await engine.remove(id);
      answers.forget(id);
    },
    ruleStatus: async (id) => answers.rules(id),
    restartScript: async (id) => answers.restartScript(id),
    setAccepting: (id, accepting) => engine.setAccepting(id, accepting),
    connections: async (id, start, count) => engine.connections(id, start, count),
    act: async (id, connection, action) => engine.act(id, connection, action),
    readExactly: async (id, connection, bytes) => engine.readExactly(id, connection, bytes),
    peerName: (id, connection) => engine.peerName(id, connection),
    async send(id, target, outgoing) {
      const scope = scopes.of(id);
      const source = messageSource(outgoing, scope);
      const made = source.ok ? source.value() : source;
      const sent = made.ok ? await engine.send(id, target, made.value) : made;
      return sent.ok ? ok({ ...sent.value, counters: Object.fromEntries(scope.counters) }) : sent;
    },
    sendFiles: (id, target, paths, typed, control) =>
      engine.sendFiles(id, target, paths, { ...control, ...typed }),
    receiveFile: (id, connection, path, control) => engine.receiveFile(id, connection, path, control),
    async startRepeat(id, target, outgoing, what, typed) {
      const source = messageSource(outgoing, scopes.fresh());
      if (!source.ok) return source;
      return repeats.start(id, { target, source: source.value, what, to: nameOf(id, target) }, typed);
    },
    stopRepeat: async (id, repeat) => repeats.stop(id, repeat),
    stopAllRepeats: async () => repeats.stopAll(),
    startPing: async (wish, base, material) => ping.start(wish, base, material),
    stopPing: async () => ping.stop(),
    runSequence: async (order) => sequences.run(order),
    actOnSequence: async (sequence, action) => sequences.act(sequence, action),
    sequenceRuns: async () => sequences.status(),
    setVariables: async (values) => scopes.setVariables(values),
    setView: (filter) => capture.setView(filter),
    viewRows: async (view, start, count) => capture.viewRows(view, start, count),
    async page(view, start, count) {
      const page = await capture.page(view, start, count);
      return page.ok ? { ok: true, value: alonePage(page.value) } : page;
    },
    locate: (view, row) => capture.locate(view, row),
    span: () => capture.span(),
    rowAt: (moment) => capture.rowAt(moment),
    timeline: (span, bars) => capture.timeline(span, bars),
    find: (query, from, direction) => capture.find(query, from, direction),
    stopFind: () => capture.stopFind(),
    mark: (row, marked) => capture.mark(row, marked),
    unmarkAll: () => capture.unmarkAll(),
    nextMark: (from, direction) => capture.nextMark(from, direction),
    matches: (query, rows) => capture.matches(query, rows),
    async bytes(row, offset, length) {
      const read = await capture.bytes(row, offset, length);
      return read.ok ? { ok: true, value: { ...read.value, bytes: alone(read.value.bytes) } } : read;
    },
    segments: () => capture.segments(),
    judged: async (id, answer) => judgements.answer(id, answer),
    clear: () => capture.clear(),
    undoClear: () => capture.undoClear(),
    save: (path, control) => capture.save(path, control),
    handOut: (path, control) => capture.handOut(path, control),
    open: (path, control) => capture.open(path, control),
    live: () => capture.live(),
    resumeRecording: () => capture.resumeRecording(),
    setLimit: (limit) => capture.setLimit(limit),
    leftovers: () => capture.leftovers(),
    openLeftover: (id, control) => capture.openLeftover(id, control),
    saveLeftover: (id, path, control) => capture.saveLeftover(id, path, control),
    discardLeftovers: (ids) => capture.discardLeftovers(ids),
    standing: async (ids) => ({
      statuses: ids.map(statusOf),
      capture: capture.status(),
      ping: ping.status(),
    }),
    pulseTaken: async () => pusher.acknowledged(),
    async close(discard) {
      pusher.stop();
      repeats.stopAll();
      ping.stop();
      sequences.stopAll();
      await engine.stopAll();
      // What their close handlers write is recorded too.
      await answers.settled();
      await capture.close({ discard });
    },
  };
};
