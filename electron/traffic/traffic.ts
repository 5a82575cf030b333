import { formatAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import { fail, ok } from '../../core/contract/result';
import type { EndpointStatus } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import { messageSource } from '../../core/template/outgoing';
import { sentence } from '../../core/wording';
import { createAnswers } from '../automation/answers';
import { createRepeater } from '../automation/repeat';
import { createScopes } from '../automation/scopes';
import { createSequences, overheard } from '../automation/sequences';
import { createCaptureService } from '../capture/capture-service';
import { buildIndexInWorker, startWithSpare, unpackInWorker } from '../capture/capture-worker';
import { findInWorker } from '../capture/find-worker';
import { scanInWorker } from '../capture/scan-worker';
import { now } from '../sockets/clock';
import { createConnectPing } from '../sockets/connect-ping';
import { createEngine } from '../sockets/engine';
import { removeStaleSocket } from '../sockets/socket-file';
import { unavailableOptions } from '../sockets/unavailable';
import { alone } from './alone';
import { busyShare } from './busy-share';
import { captureCalls } from './capture-calls';
import { createJudgements } from './judgements';
import { createPusher } from './push';
import type { Traffic, TrafficNews, TrafficOptions } from './traffic-contract';

/** Ties sockets, automation and capture together: sockets write into the capture, automation answers and repeats. */
export const createTraffic = async (
  { folder, application, limit, scriptEntry }: TrafficOptions,
  tell: <N extends keyof TrafficNews>(name: N, payload: TrafficNews[N]) => void,
): Promise<Traffic> => {
  const startWorker = startWithSpare();
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
    startScanHost: scanInWorker(startWorker),
    findHost: findInWorker(startWorker),
    buildIndex: buildIndexInWorker(startWorker),
    unpack: unpackInWorker(startWorker),
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
    async forward(to, bytes) {
      const sent = await engine.send(to, { to: 'all' }, bytes);
      // "This endpoint" would be taken for the one whose rule it is.
      return !sent.ok && sent.failure.code === 'ENOTRUNNING' ? fail({ code: 'ERULE_FORWARD_STOPPED' }) : sent;
    },
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
    ...captureCalls(capture),
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
    granted: async (id, connection) => engine.granted(id, connection),
    unavailable: async () => unavailableOptions(process.platform, process.versions.node),
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
    judged: async (id, answer) => judgements.answer(id, answer),
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
