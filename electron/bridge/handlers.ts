import { basename } from 'node:path';
import type { LocalInterface } from '../../core/contract/address';
import type { CaptureStatus, Job } from '../../core/contract/capture';
import type { Draft } from '../../core/contract/draft';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { LogFilter, LogPage, ViewState } from '../../core/contract/log';
import type { Snapshot, Target } from '../../core/contract/requests';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Settings } from '../../core/contract/settings';
import type { ConnectionAction, ConnectionInfo } from '../../core/contract/status';
import { encodeDraft } from '../../core/payload/draft';
import { writeEndpoints } from '../workspace/endpoints-file';
import { MAX_ENDPOINTS, type Workspace } from '../workspace/workspace';
import type { Handlers } from './answer';
import type { ChosenFiles } from './chosen-files';
import type { JobControl, Jobs } from './jobs';

/** What the handlers need of the sockets' room. */
interface Sockets {
  configure(config: EndpointConfig): void;
  start(config: EndpointConfig): Promise<Result<null>>;
  stop(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  setAccepting(id: string, accepting: boolean): Promise<Result<null>>;
  connections(
    id: string,
    start: number,
    count: number,
  ): { readonly total: number; readonly connections: readonly ConnectionInfo[] };
  act(id: string, connection: number, action: ConnectionAction): Result<null>;
  send(id: string, target: Target, bytes: Uint8Array): Promise<Result<{ bytes: number; peers: number }>>;
  sendFile(
    id: string,
    target: Target,
    path: string,
    control: JobControl & { readonly datagramSize: string },
  ): Promise<Result<null>>;
}

interface Repeats {
  start(
    id: string,
    target: Target,
    bytes: Uint8Array,
    typed: { readonly every: string; readonly count: string },
  ): Result<null>;
  stop(id: string): void;
}

interface Capture {
  status(): CaptureStatus;
  setView(filter: LogFilter): Promise<Result<ViewState>>;
  page(view: number, start: number, count: number): Promise<Result<LogPage>>;
  locate(view: number, row: number): Promise<Result<{ position: number }>>;
  bytes(row: number, offset: number, length: number): Promise<Result<{ bytes: Uint8Array; total: number }>>;
  clear(): Promise<Result<null>>;
  undoClear(): Promise<Result<null>>;
  save(path: string, control: JobControl): Promise<Result<null>>;
  open(path: string, control: JobControl): Promise<Result<null>>;
  live(): Promise<Result<null>>;
  resumeRecording(): Promise<Result<null>>;
}

interface Asking {
  savePath(suggestedName: string): Promise<string | null>;
  openPath(): Promise<string | null>;
  filePath(): Promise<string | null>;
  saveEndpointsPath(): Promise<string | null>;
  openEndpointsPath(): Promise<string | null>;
}

export interface HandlerDeps {
  readonly sockets: Sockets;
  readonly repeats: Repeats;
  readonly capture: Capture;
  readonly workspace: Workspace;
  readonly jobs: Jobs;
  readonly files: ChosenFiles;
  readonly asking: Asking;
  readonly interfaces: () => readonly LocalInterface[];
  readonly snapshot: () => Snapshot;
  readonly updateSettings: (change: Partial<Settings>) => Settings;
  /** Adds the endpoints that a `.porthole` file holds, stopped, and tells the window. */
  readonly addEndpoints: (path: string) => Promise<Result<{ readonly count: number }>>;
  readonly writeClipboard: (text: string) => void;
}

const noEndpoint = fail({ code: 'ENOENDPOINT' });

const bytesOf = (draft: Draft): Result<Uint8Array> => {
  const encoded = encodeDraft(draft);
  if (encoded.ok) return ok(encoded.bytes);
  const { code, at, params } = encoded.error;
  return fail({ code, params: { ...params, at: at + 1 } });
};

/** `porthole-2026-11-22-154500.pcapng`, in local time. */
const suggestedName = (now = new Date()): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `porthole-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.pcapng`;
};

/** Saves with progress; also what closing the window waits for. */
export const startSave = (capture: Capture, jobs: Jobs, path: string): number =>
  jobs.start({ kind: 'saveCapture', name: basename(path), endpoint: null }, (control) =>
    capture.save(path, control),
  );

/** Opens with progress; also what a file from the command line or a second start goes through. */
export const startOpen = (capture: Capture, jobs: Jobs, path: string): number => {
  // Two files on their way into one log would race; the newer wish wins.
  jobs.cancelWhere((job: Job) => job.kind === 'openCapture');
  return jobs.start({ kind: 'openCapture', name: basename(path), endpoint: null }, (control) =>
    capture.open(path, control),
  );
};

/** Every request of the contract, in its words. Arguments have passed their schema. */
export const createHandlers = (deps: HandlerDeps): Handlers => {
  const { sockets, repeats, capture, workspace, jobs, files, asking } = deps;
  return {
    'app.snapshot': () => ok(deps.snapshot()),
    'app.interfaces': () => ok(deps.interfaces()),
    'settings.update': (change) => ok(deps.updateSettings(change as Partial<Settings>)),

    'endpoint.create': ({ role, copyOf }) => {
      const made = workspace.create(role, copyOf === null ? undefined : workspace.find(copyOf));
      return made === null ? fail({ code: 'EENDPOINTS_FULL', params: { max: MAX_ENDPOINTS } }) : ok(made);
    },
    'endpoint.configure': (config) => {
      if (workspace.find(config.id) === undefined) return noEndpoint;
      workspace.put(config);
      sockets.configure(config);
      return ok(null);
    },
    'endpoint.remove': async ({ id }) => {
      repeats.stop(id);
      jobs.cancelWhere((job) => job.endpoint === id);
      await sockets.remove(id);
      workspace.remove(id);
      return ok(null);
    },
    'endpoint.start': async ({ id }) => {
      const config = workspace.find(id);
      return config === undefined ? noEndpoint : sockets.start(config);
    },
    'endpoint.stop': async ({ id }) => {
      repeats.stop(id);
      jobs.cancelWhere((job) => job.endpoint === id);
      await sockets.stop(id);
      return ok(null);
    },
    'endpoint.accepting': ({ id, accepting }) => sockets.setAccepting(id, accepting),

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

    'connection.list': ({ id, start, count }) => ok(sockets.connections(id, start, count)),
    'connection.act': ({ id, connection, action }) => sockets.act(id, connection, action),

    'message.send': ({ id, target, draft }) => {
      const bytes = bytesOf(draft);
      return bytes.ok ? sockets.send(id, target, bytes.value) : bytes;
    },
    'file.choose': async () => {
      const path = await asking.filePath();
      return path === null ? ok(null) : files.choose(path);
    },
    'file.send': ({ id, target, file, datagramSize }) => {
      const path = files.path(file);
      if (path === undefined) return fail({ code: 'ENOFILE' });
      const job = jobs.start({ kind: 'sendFile', name: basename(path), endpoint: id }, (control) =>
        sockets.sendFile(id, target, path, { ...control, datagramSize }),
      );
      return ok({ job });
    },
    'repeat.start': ({ id, target, draft, every, count }) => {
      const bytes = bytesOf(draft);
      return bytes.ok ? repeats.start(id, target, bytes.value, { every, count }) : bytes;
    },
    'repeat.stop': ({ id }) => {
      repeats.stop(id);
      return ok(null);
    },
    'job.cancel': ({ job }) => {
      jobs.cancel(job);
      return ok(null);
    },

    'log.view': (filter) => capture.setView(filter),
    'log.page': ({ view, start, count }) => capture.page(view, start, count),
    'log.locate': ({ view, row }) => capture.locate(view, row),
    'capture.bytes': ({ row, offset, length }) => capture.bytes(row, offset, length),
    'capture.clear': () => capture.clear(),
    'capture.undoClear': () => capture.undoClear(),
    'capture.save': async () => {
      const path = await asking.savePath(suggestedName());
      return ok(path === null ? null : { job: startSave(capture, jobs, path) });
    },
    'capture.open': async () => {
      const path = await asking.openPath();
      return ok(path === null ? null : { job: startOpen(capture, jobs, path) });
    },
    'capture.live': () => capture.live(),
    'capture.resume': () => capture.resumeRecording(),

    'clipboard.write': ({ text }) => {
      deps.writeClipboard(text);
      return ok(null);
    },
  };
};
