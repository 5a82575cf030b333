import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../../core/contract/failure';
import type { EndpointTag, Happening } from '../../core/contract/happening';
import type { LogFilter, LogRow } from '../../core/contract/log';
import type { Flow } from '../../core/contract/recorder';
import { buildIndex } from './build-index';
import { createCaptureService } from './capture-service';
import type { CaptureService, CaptureServiceOptions } from './capture-service-contract';
import { compileQuery } from './compile-query';
import { nodeDisk } from './disk';
import { findRow, matchingRows } from './find-rows';
import { LiveCapture } from './live-capture';
import { newRunName, RunFile } from './run-file';
import { thisProcess } from './run-owner';
import { ScanSession } from './scan-session';
import { unpack } from './unpack';
import { EVERYTHING } from './view';

/** What this room's tests share. Not part of the program. */

const cleanups: (() => Promise<unknown>)[] = [];

/** Undone after the test: see `cleanUp`. */
export const onCleanUp = (undo: () => Promise<unknown>): void => {
  cleanups.push(undo);
};

/** For `afterEach`: closes and removes what the test made, the last thing first. */
export const cleanUp = async (): Promise<void> => {
  for (let undo = cleanups.pop(); undo !== undefined; undo = cleanups.pop()) await undo();
};

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-capture-'));
  onCleanUp(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const tagOf = (name: string): EndpointTag => ({
  id: name,
  name,
  description: `TCP server ${name}`,
});

export const flowOf = (
  id: number,
  { transport = 'tcp', endpoint = tagOf('one'), remotePort = 40000 + id, host = '127.0.0.1' } = {},
): Flow => {
  const family = host.includes(':') ? 6 : 4;
  return {
    id,
    endpoint,
    transport: transport === 'udp' ? 'udp' : 'tcp',
    local: { address: host, port: 8888, family },
    remote: { address: host, port: remotePort, family },
  };
};

export const happeningOf = (kind: Happening['kind'], more: Partial<Happening> = {}): Happening => ({
  kind,
  severity: 'info',
  endpoint: tagOf('one'),
  flow: 0,
  peer: '',
  params: {},
  ...more,
});

export const START = 1_790_000_000_000_000_000n;

export interface TestService {
  readonly service: CaptureService;
  readonly folder: string;
  readonly warnings: Failure[];
  readonly changes: { count: number };
  /** Resolves when `met` is true, looked at on every change; there is no other wait. */
  readonly until: (met: () => boolean) => Promise<void>;
}

export const startService = async (options: Partial<CaptureServiceOptions> = {}): Promise<TestService> => {
  const folder = options.folder ?? (await temporaryFolder());
  const warnings: Failure[] = [];
  const changes = { count: 0 };
  let time = START;
  const waiting = new Set<() => void>();
  const service = await createCaptureService({
    folder,
    application: 'Porthole 0.1.0',
    now: () => {
      time += 1_000_000n;
      return time;
    },
    sentence: ({ kind, params }) => `${kind} ${JSON.stringify(params)}`,
    onChange: () => {
      changes.count += 1;
      for (const look of waiting) look();
    },
    warn: (failure) => warnings.push(failure),
    startScanHost: (onNews) => new ScanSession(compileQuery, onNews),
    buildIndex,
    unpack,
    findHost: {
      find: (question, onProgress) => findRow(question, onProgress),
      matches: (question) => matchingRows(question),
      stop: async () => undefined,
    },
    ...options,
  });
  onCleanUp(() => service.close({ discard: true }));
  const until = (met: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        service.status(); // So that the next change is announced.
        if (!met()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { service, folder, warnings, changes, until };
};

/** A live capture by itself, in a folder of its own. */
export const startLive = async (sentence: (happening: Happening) => string): Promise<LiveCapture> => {
  const folder = await temporaryFolder();
  const application = 'Porthole';
  const live = new LiveCapture({
    disk: nodeDisk,
    run: new RunFile(nodeDisk, folder, newRunName(0), await thisProcess(), application),
    folder,
    application,
    now: () => START,
    sentence,
    onChange: () => undefined,
    onStored: () => undefined,
  });
  onCleanUp(() => live.close(false));
  return live;
};

/** The rows of the view in use, all of them. */
export const rowsOf = async (service: CaptureService, count = 500): Promise<readonly LogRow[]> => {
  const page = await service.page(service.viewState().view, 0, count);
  if (!page.ok) throw new Error(page.failure.code);
  return page.value.rows;
};

/** A row in short: what tests compare. */
export const short = (row: LogRow): string =>
  row.kind === 'data'
    ? `${row.direction} ${row.transport} ${row.length} ${Buffer.from(row.preview).toString('latin1').slice(0, 40)}`
    : `${row.severity} ${row.happening ?? '-'} ${row.message}`;

export const filterOf = (change: Partial<LogFilter>): LogFilter => ({ ...EVERYTHING, ...change });

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const noControl = { onProgress: () => undefined, signal: new AbortController().signal };

/** The shown capture as saving it writes it. */
export const savedBytes = async (service: CaptureService): Promise<Buffer> => {
  const path = join(await temporaryFolder(), 'saved.pcapng');
  const saved = await service.save(path, noControl);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return readFile(path);
};
