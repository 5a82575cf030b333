import { basename } from 'node:path';
import type { LocalInterface } from '../../core/contract/address';
import type { Job } from '../../core/contract/capture';
import { captureFileName } from '../../core/contract/capture-name';
import type { Draft } from '../../core/contract/draft';
import { newEndpoint } from '../../core/contract/endpoint';
import { REPEAT_PREVIEW } from '../../core/contract/limits';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Settings } from '../../core/contract/settings';
import type { Snapshot } from '../../core/contract/snapshot';
import { NO_MATERIAL } from '../../core/contract/tls';
import { MAX_ENDPOINTS } from '../../core/contract/workspace';
import { writtenIn } from '../../core/library/library';
import { withSaved } from '../../core/sequence/compile';
import { outgoingOf } from '../../core/template/outgoing';
import { variableValues } from '../../core/template/variables';
import type { FieldCharts } from '../inspection/field-charts';
import type { Inspection } from '../inspection/start-inspection';
import type { Control, Traffic } from '../traffic/traffic';
import type { Wireshark } from '../wireshark/wireshark';
import { writeEndpoints } from '../workspace/endpoints-file';
import { exportMessages, importMessages } from '../workspace/messages-file';
import type { Workspace } from '../workspace/workspace';
import { type AnalysisHandlerDeps, createAnalysisHandlers } from './analysis-handlers';
import type { Handlers } from './answer';
import { type CertificateHandlerDeps, createCertificateHandlers } from './certificate-handlers';
import type { ChosenFiles } from './chosen-files';
import type { Jobs } from './jobs';
import { createLuaHandlers, type LuaHandlerDeps } from './lua-handlers';
import { createPresetHandlers, type PresetHandlerDeps } from './preset-handlers';
import { createWorkspaceHandlers, type WorkspaceHandlerDeps } from './workspace-handlers';

interface Asking {
  savePath(suggestedName: string): Promise<string | null>;
  openPath(): Promise<string | null>;
  /** Files in the order in which they are sent; null: cancelled. */
  filePaths(): Promise<readonly string[] | null>;
  folderPath(): Promise<string | null>;
  saveReceivedPath(): Promise<string | null>;
  saveEndpointsPath(): Promise<string | null>;
  openEndpointsPath(): Promise<string | null>;
  importMessagesPath(): Promise<string | null>;
  exportMessagesPath(): Promise<string | null>;
}

const beginning = (draft: Draft): string => writtenIn(draft).slice(0, REPEAT_PREVIEW);

export interface HandlerDeps
  extends CertificateHandlerDeps,
    PresetHandlerDeps,
    Omit<LuaHandlerDeps, 'asking'>,
    Omit<AnalysisHandlerDeps, 'asking'>,
    Omit<WorkspaceHandlerDeps, 'asking'> {
  readonly traffic: Traffic;
  readonly inspection: Inspection;
  readonly charts: FieldCharts;
  readonly workspace: Workspace;
  readonly jobs: Jobs;
  readonly files: ChosenFiles;
  readonly asking: Asking &
    CertificateHandlerDeps['asking'] &
    AnalysisHandlerDeps['asking'] &
    LuaHandlerDeps['asking'] &
    WorkspaceHandlerDeps['asking'];
  readonly interfaces: () => readonly LocalInterface[];
  readonly snapshot: () => Promise<Snapshot>;
  readonly updateSettings: (change: Partial<Settings>) => Settings;
  /** Adds the endpoints that a `.porthole` file holds, stopped, and tells the window. */
  readonly addEndpoints: (path: string) => Promise<Result<{ readonly count: number }>>;
  readonly writeClipboard: (text: string) => void;
  readonly wireshark: Wireshark;
}

const noEndpoint = fail({ code: 'ENOENDPOINT' });

type CaptureWork = (control: Control) => Promise<Result<null>>;

const startSaveJob = (jobs: Jobs, path: string, work: CaptureWork): number =>
  jobs.start({ kind: 'saveCapture', name: basename(path), endpoint: null }, work);

const startOpenJob = (jobs: Jobs, name: string, work: CaptureWork): number => {
  // Two captures on their way into one log would race; the newer wish wins.
  jobs.cancelWhere((job: Job) => job.kind === 'openCapture');
  return jobs.start({ kind: 'openCapture', name, endpoint: null }, work);
};

/** Saves with progress; also what closing the window waits for. */
export const startSave = (traffic: Traffic, jobs: Jobs, path: string): number =>
  startSaveJob(jobs, path, (control) => traffic.save(path, control));

/** Opens with progress; also what a file from the command line or a second start goes through. */
export const startOpen = (traffic: Traffic, jobs: Jobs, path: string): number =>
  startOpenJob(jobs, basename(path), (control) => traffic.open(path, control));

const leftoverGone = fail({ code: 'ECAPTURE_LEFTOVER_GONE' });

/** Every request of the contract, in its words. Arguments have passed their schema. */
export const createHandlers = (deps: HandlerDeps): Handlers => {
  const { traffic, inspection, charts, workspace, jobs, files, asking, wireshark } = deps;
  const leftover = async (id: string) => (await traffic.leftovers()).find((one) => one.id === id);
  return {
    ...createCertificateHandlers(deps),
    ...createPresetHandlers(deps),
    ...createAnalysisHandlers(deps),
    ...createWorkspaceHandlers(deps),
    ...createLuaHandlers(deps),
    'app.snapshot': async () => ok(await deps.snapshot()),
    'app.interfaces': () => ok(deps.interfaces()),
    'settings.update': (change) => ok(deps.updateSettings(change as Partial<Settings>)),

    'endpoint.create': ({ role, copyOf }) => {
      const made = workspace.create(role, copyOf === null ? undefined : workspace.find(copyOf));
      return made === null ? fail({ code: 'EENDPOINTS_FULL', params: { max: MAX_ENDPOINTS } }) : ok(made);
    },
    'endpoint.configure': async (config) => {
      if (workspace.find(config.id) === undefined) return noEndpoint;
      workspace.put(config);
      await traffic.configure(config);
      return ok(null);
    },
    'endpoint.remove': async ({ id }) => {
      jobs.cancelWhere((job) => job.endpoint === id);
      await traffic.remove(id);
      files.forget(id);
      workspace.remove(id);
      return ok(null);
    },
    'endpoint.start': async ({ id }) => {
      const config = workspace.find(id);
      return config === undefined ? noEndpoint : traffic.start(config, deps.material(config));
    },
    'endpoint.replaceSocket': async ({ id }) => {
      const config = workspace.find(id);
      return config === undefined ? noEndpoint : traffic.removeStaleSocket(config);
    },
    'endpoint.stop': async ({ id }) => {
      jobs.cancelWhere((job) => job.endpoint === id);
      await traffic.stop(id);
      return ok(null);
    },
    'script.restart': ({ id }) => traffic.restartScript(id),
    'rules.status': async ({ id }) => ok(await traffic.ruleStatus(id)),
    'endpoint.accepting': ({ id, accepting }) => traffic.setAccepting(id, accepting),

    'endpoints.save': async () => {
      const path = await asking.saveEndpointsPath();
      if (path === null) return ok(null);
      const { endpoints } = workspace;
      const written = await writeEndpoints(path, endpoints);
      return written.ok ? ok({ count: endpoints.length }) : written;
    },
    'endpoints.open': async () => {
      const path = await asking.openEndpointsPath();
      return path === null ? ok(null) : deps.addEndpoints(path);
    },

    'connection.list': async ({ id, start, count }) => ok(await traffic.connections(id, start, count)),
    'connection.act': ({ id, connection, action }) => traffic.act(id, connection, action),
    'connection.read': ({ id, connection, bytes }) => traffic.readExactly(id, connection, bytes),
    'connection.name': async ({ id, connection }) => {
      const name = await traffic.peerName(id, connection);
      return name.ok ? ok({ name: name.value }) : name;
    },

    'message.send': ({ id, target, draft }) => {
      const outgoing = outgoingOf(draft);
      return outgoing.ok ? traffic.send(id, target, outgoing.value) : outgoing;
    },
    'connection.save': async ({ id, connection }) => {
      const path = await asking.saveReceivedPath();
      if (path === null) return ok(null);
      const about = { kind: 'receiveFile', name: basename(path), endpoint: id, connection } as const;
      return ok({ job: jobs.start(about, (control) => traffic.receiveFile(id, connection, path, control)) });
    },
    'file.choose': async ({ id, what }) => {
      if (what === 'files') {
        const paths = await asking.filePaths();
        return paths === null ? ok(null) : files.choose(id, paths);
      }
      const folder = await asking.folderPath();
      return folder === null ? ok(null) : files.chooseFolder(id, folder);
    },
    'file.send': ({ id, target, ...typed }) => {
      const paths = files.paths(id);
      if (paths === undefined) return fail({ code: 'ENOFILE' });
      const name = files.all()[id]?.name ?? '';
      const job = jobs.start({ kind: 'sendFile', name, endpoint: id }, (control) =>
        traffic.sendFiles(id, target, paths, typed, control),
      );
      return ok({ job });
    },
    'repeat.start': ({ id, target, draft, every, count, seconds }) => {
      const outgoing = outgoingOf(draft);
      return outgoing.ok
        ? traffic.startRepeat(id, target, outgoing.value, beginning(draft), { every, count, seconds })
        : outgoing;
    },
    'repeat.stop': async ({ id, repeat }) => {
      await traffic.stopRepeat(id, repeat);
      return ok(null);
    },
    'repeat.stopAll': async () => {
      await traffic.stopAllRepeats();
      return ok(null);
    },
    'ping.start': (wish) => {
      const base = wish.endpoint === null ? undefined : workspace.find(wish.endpoint);
      // A plain connect has no use for certificates, so one that is gone does not hold it up.
      const secured = wish.protocol === 'tls';
      const material = secured ? deps.material(base ?? newEndpoint('ping', 'client')) : NO_MATERIAL;
      return traffic.startPing(wish, base ?? null, material);
    },
    'ping.stop': async () => {
      await traffic.stopPing();
      return ok(null);
    },
    'variables.set': async (variables) => {
      workspace.setVariables(variables);
      await traffic.setVariables(variableValues(variables));
      return ok(null);
    },
    'library.set': ({ messages }) => {
      workspace.setLibrary(messages);
      return ok(null);
    },
    'library.import': async () => {
      const path = await asking.importMessagesPath();
      return path === null ? ok(null) : importMessages(path);
    },
    'library.export': async ({ ids }) => {
      const path = await asking.exportMessagesPath();
      if (path === null) return ok(null);
      const chosen = workspace.library.filter(({ id }) => ids === null || ids.includes(id));
      const written = await exportMessages(path, chosen);
      return written.ok ? ok({ count: chosen.length }) : written;
    },
    'sequences.set': ({ sequences }) => {
      workspace.setSequences(sequences);
      return ok(null);
    },
    'sequence.run': ({ sequence: id, endpoint, target, over, paused }) => {
      const config = workspace.find(endpoint);
      const kept = workspace.sequences.find((one) => one.id === id);
      if (config === undefined) return noEndpoint;
      if (kept === undefined) return fail({ code: 'ESEQUENCE_GONE' });
      const sequence = withSaved(kept, workspace.library);
      return sequence.ok
        ? traffic.runSequence({ sequence: sequence.value, config, target, over, paused })
        : sequence;
    },
    'sequence.act': async ({ sequence, action }) => {
      await traffic.actOnSequence(sequence, action);
      return ok(null);
    },
    'job.cancel': ({ job }) => {
      jobs.cancel(job);
      return ok(null);
    },

    'log.view': (filter) => traffic.setView(filter),
    'log.page': ({ view, start, count }) => traffic.page(view, start, count),
    'log.locate': ({ view, row }) => traffic.locate(view, row),
    'log.span': () => traffic.span(),
    'log.rowAt': (moment) => traffic.rowAt(moment),
    'log.timeline': ({ span, bars }) => traffic.timeline(span, bars),
    'log.find': ({ query, from, direction }) => traffic.find(query, from, direction),
    'log.findStop': async () => {
      await traffic.stopFind();
      return ok(null);
    },
    'log.mark': ({ row, marked }) => traffic.mark(row, marked),
    'log.unmarkAll': () => traffic.unmarkAll(),
    'log.nextMark': ({ from, direction }) => traffic.nextMark(from, direction),
    'log.matches': ({ query, rows }) => traffic.matches(query, rows),
    'capture.bytes': ({ row, offset, length }) => traffic.bytes(row, offset, length),
    'dissect.row': ({ row, packet }) => inspection.decode(row, packet),
    'decodeAs.set': ({ rules }) => {
      workspace.setDecodeAs(rules);
      inspection.setDecodeAs(rules);
      return ok(null);
    },
    'dissect.protocols': () => inspection.protocols(),
    'dissect.check': ({ terms }) => inspection.check(terms),
    'dissect.complete': ({ prefix }) => inspection.complete(prefix),
    'dissect.source': (range) => inspection.source(range),
    'dissect.infos': ({ rows, fields }) => inspection.infos(rows, fields),
    'chart.read': async (wish) => ok(await charts.read(wish)),
    'capture.clear': () => traffic.clear(),
    'capture.undoClear': () => traffic.undoClear(),
    'capture.save': async () => {
      const path = await asking.savePath(captureFileName(new Date()));
      return ok(path === null ? null : { job: startSave(traffic, jobs, path) });
    },
    'capture.open': async () => {
      const path = await asking.openPath();
      return ok(path === null ? null : { job: startOpen(traffic, jobs, path) });
    },
    'capture.openInWireshark': async () => {
      const program = await wireshark.find();
      if (program === null) return fail({ code: 'EWIRESHARK_MISSING' });
      const { capture } = await traffic.standing([]);
      if (capture.rows === 0) return fail({ code: 'EWIRESHARK_NOTHING' });
      const name =
        capture.source.kind === 'file' && capture.source.leftover === null
          ? capture.source.name
          : captureFileName(new Date());
      const job = jobs.start({ kind: 'openInWireshark', name, endpoint: null }, async (control) => {
        const handed = await traffic.handOut(await wireshark.placeFor(name), control);
        return handed.ok ? wireshark.open(program, handed.value.path) : handed;
      });
      return ok({ job });
    },
    'capture.live': () => traffic.live(),
    'capture.resume': () => traffic.resumeRecording(),

    'leftover.list': async () => ok(await traffic.leftovers()),
    'leftover.open': async ({ id }) => {
      const left = await leftover(id);
      if (left === undefined) return leftoverGone;
      return ok({ job: startOpenJob(jobs, left.name, (control) => traffic.openLeftover(id, control)) });
    },
    'leftover.save': async ({ id }) => {
      const left = await leftover(id);
      if (left === undefined) return leftoverGone;
      const path = await asking.savePath(left.name);
      return ok(
        path === null
          ? null
          : { job: startSaveJob(jobs, path, (control) => traffic.saveLeftover(id, path, control)) },
      );
    },
    'leftover.discard': ({ ids }) => traffic.discardLeftovers(ids),

    'clipboard.write': ({ text }) => {
      deps.writeClipboard(text);
      return ok(null);
    },
  };
};
