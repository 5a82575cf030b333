import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join as joinPath, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import {
  newWorkspace,
  type WorkspaceContent,
  type WorkspacePrivate,
  type WorkspaceStatus,
  workspacePrivateSchema,
} from '../../core/contract/workspace';
import { join, split, WORKSPACE_VERSION, writeWorkspace } from '../../core/workspace/write';
import { type JsonFile, openJsonFile } from './json-file';
import { createSecrets, type Safe } from './secrets';
import { openDocument, type WorkspaceDocument } from './workspace-document';
import { markOf, type OpenedFile, readWorkspaceFile, textOf } from './workspace-file';

const MOST_RECENT = 10;

const recentSchema = z.strictObject({
  version: z.literal(1),
  /** Paths, the last one first; null: the unnamed workspace. */
  current: z.string().max(10_000).nullable(),
  recent: z.array(z.string().max(10_000)).max(MOST_RECENT),
});

/** A workspace that was read and can become the open one. */
export interface LoadedWorkspace {
  /** Null: the unnamed one. */
  readonly path: string | null;
  readonly opened: Omit<OpenedFile, 'mark'>;
  readonly mark: string | null;
  readonly own: JsonFile<WorkspacePrivate>;
  readonly held?: Failure;
}

export interface WorkspacesDeps {
  /** Porthole's own folder, with the unnamed workspace and what is kept apart from named ones. */
  readonly folder: string;
  /** The person's own, which is not spelled out on screen. */
  readonly home: string;
  /** Opened instead of the last one. */
  readonly wanted: string | null;
  readonly safe: Safe;
  readonly tell: (failure: Failure) => void;
  readonly onStatus: (status: WorkspaceStatus) => void;
  /** The open one is about to go on in this file: what stands beside the one that it had goes along. Never rejects. */
  readonly carry: (to: string) => Promise<void>;
}

/** The workspace that is open, and how another one becomes it. */
export interface Workspaces {
  readonly value: WorkspaceContent;
  set(content: WorkspaceContent): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  status(): WorkspaceStatus;
  /** Of the open one's file; null: the unnamed one. */
  readonly path: string | null;
  /** Reads one and changes nothing; null: the unnamed one. Fails as `readWorkspaceFile`. */
  load(path: string | null): Promise<Result<LoadedWorkspace>>;
  /** The open one, as its file is now. */
  loadAgain(): Promise<Result<LoadedWorkspace>>;
  /** Makes a file with a new workspace in it. Fails with EWORKSPACE_UNWRITABLE. */
  create(path: string): Promise<Result<LoadedWorkspace>>;
  /** It becomes the open one. */
  enter(loaded: LoadedWorkspace): Promise<void>;
  /** What is open goes on in another file. Fails with EWORKSPACE_UNWRITABLE. */
  saveAs(path: string): Promise<Result<null>>;
  /** The path of one of the list; undefined: it is not in it. */
  pathOf(id: string): string | null | undefined;
  /** One that could not be opened stays in the list, with the reason. */
  unopened(path: string, failure: Failure): void;
  /** Takes one off the list; its file stays. */
  forget(path: string): void;
  check(): Promise<void>;
  keepMine(): Promise<void>;
  /** Changes that are in no file, and would be lost. */
  unkept(): boolean;
}

const EXTENSION = /\.porthole$/i;

/** Stands for a path where the path itself is not told. */
const idOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 32);

const stamp = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-');

/** As from a file without fault. */
const whole = (content: WorkspaceContent): LoadedWorkspace['opened'] => ({
  content,
  version: WORKSPACE_VERSION,
  faults: [],
  faultCount: 0,
  crlf: false,
});

/** Writes a file whole and atomically, whatever was there. Fails with EWORKSPACE_UNWRITABLE. */
const put = async (path: string, text: string): Promise<Result<null>> => {
  try {
    await writeFileAtomic(path, text);
    return ok(null);
  } catch (error) {
    return fail({ code: 'EWORKSPACE_UNWRITABLE', params: { file: basename(path) }, detail: String(error) });
  }
};

const noPrivate = (): WorkspacePrivate => ({ version: 1, history: {}, keyLogs: {}, secrets: {} });

export const openWorkspaces = async (deps: WorkspacesDeps): Promise<Workspaces> => {
  const { folder, tell } = deps;
  const secrets = createSecrets(deps.safe);
  const unnamed = joinPath(folder, 'workspace.json');
  const ownFolder = joinPath(folder, 'workspaces');
  await mkdir(ownFolder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const recent = await openJsonFile({
    path: joinPath(folder, 'workspaces.json'),
    schema: recentSchema,
    initial: () => ({ version: 1 as const, current: null, recent: [] as string[] }),
    warn: tell,
  });

  /** Why one of the list could not be opened when that was last tried, by its path. */
  const troubles = new Map<string, Failure>();

  const openOwn = (path: string | null): Promise<JsonFile<WorkspacePrivate>> =>
    openJsonFile<WorkspacePrivate>({
      path: joinPath(ownFolder, `${path === null ? 'unnamed' : idOf(path)}.json`),
      schema: workspacePrivateSchema,
      initial: noPrivate,
      warn: tell,
    });
  const loaded = async (path: string | null, { mark, ...opened }: OpenedFile): Promise<LoadedWorkspace> => {
    const own = await openOwn(path);
    return {
      path,
      mark,
      own,
      opened: { ...opened, content: join(opened.content, secrets.unsealed(own.value)) },
    };
  };
  const blank = async (path: string | null, held?: Failure): Promise<LoadedWorkspace> => ({
    path,
    mark: null,
    own: await openOwn(path),
    opened: whole(newWorkspace(randomUUID)),
    ...(held === undefined ? {} : { held }),
  });

  /** The unnamed workspace is always there: what cannot be read is kept aside, or left alone, and a new one begins. */
  const loadUnnamed = async (): Promise<LoadedWorkspace> => {
    const file = basename(unnamed);
    try {
      if ((await textOf(unnamed)) === null) return blank(null);
      const read = await readWorkspaceFile(unnamed);
      if (read.ok) return loaded(null, read.value);
      const { failure } = read;
      if (failure.code === 'EWORKSPACE_NEWER')
        return blank(null, { code: 'EWORKSPACE_LATER', params: { file } });
      if (failure.code === 'EWORKSPACE_NOTHING') {
        const kept = `${unnamed}.damaged-${stamp()}`;
        await rename(unnamed, kept);
        const { line = 1, column = 1 } = failure.params ?? {};
        tell({
          code: 'ESETTINGS_DAMAGED',
          params: { file, kept: basename(kept) },
          detail: `${line}:${column}`,
        });
        return blank(null);
      }
      return blank(null, { ...failure, code: 'ESETTINGS_UNREADABLE' });
    } catch (error) {
      return blank(null, { code: 'ESETTINGS_UNREADABLE', params: { file }, detail: String(error) });
    }
  };
  const load = async (path: string | null): Promise<Result<LoadedWorkspace>> => {
    if (path === null) return ok(await loadUnnamed());
    const full = resolve(path);
    const read = await readWorkspaceFile(full);
    return read.ok ? ok(await loaded(full, read.value)) : read;
  };

  interface Current {
    readonly path: string | null;
    readonly document: WorkspaceDocument;
    readonly own: JsonFile<WorkspacePrivate>;
    readonly opened: Pick<OpenedFile, 'faults' | 'faultCount'>;
  }
  const documentOf = ({ path, opened, mark, own, held }: LoadedWorkspace): Current => ({
    path,
    own,
    opened,
    document: openDocument({
      path: path ?? unnamed,
      opened,
      mark,
      // Drafts may hold what is nobody else's; a file that a person chose has the rights of its other files.
      ...(path === null ? { mode: 0o600 } : {}),
      ...(held === undefined ? {} : { held }),
      tell,
      onSaving: () => deps.onStatus(status()),
    }),
  });
  const damageOf = ({ path, opened: { faults, faultCount } }: LoadedWorkspace): Failure | null => {
    const [first] = faults;
    if (first === undefined) return null;
    const file = basename(path ?? unnamed);
    return {
      code: 'EWORKSPACE_DAMAGED',
      params: { file, count: faultCount, line: first.line, column: first.column },
    };
  };
  const say = (read: LoadedWorkspace): void => {
    const damage = damageOf(read);
    if (damage !== null) tell(damage);
  };

  const nameOf = (path: string | null): string =>
    path === null ? '' : basename(path).replace(EXTENSION, '');
  const placeOf = (path: string | null): string => {
    if (path === null) return '';
    const place = dirname(path);
    return place === deps.home || place.startsWith(`${deps.home}/`)
      ? `~${place.slice(deps.home.length)}`
      : place;
  };
  const entries = (): readonly (string | null)[] =>
    [...recent.value.recent, null].filter((path) => path !== current.path);
  const status = (): WorkspaceStatus => ({
    name: nameOf(current.path),
    place: placeOf(current.path),
    saving: current.document.saving,
    faults: current.opened.faults,
    faultCount: current.opened.faultCount,
    recent: entries().map((path) => ({
      id: path === null ? '' : idOf(path),
      name: nameOf(path),
      place: placeOf(path),
      failure: path === null ? null : (troubles.get(path) ?? null),
    })),
  });
  const remember = (path: string | null): void => {
    if (path !== null) troubles.delete(path);
    const others = recent.value.recent.filter((one) => one !== path);
    recent.set({
      version: 1,
      current: path,
      recent: (path === null ? others : [path, ...others]).slice(0, MOST_RECENT),
    });
  };
  const leave = async (): Promise<void> => {
    await current.document.flush();
    current.document.close();
    await current.own.flush();
  };
  const enter = async (next: LoadedWorkspace): Promise<void> => {
    await leave();
    current = documentOf(next);
    remember(current.path);
    say(next);
    deps.onStatus(status());
  };

  const first = async (): Promise<LoadedWorkspace> => {
    for (const path of [deps.wanted, recent.value.current]) {
      if (path === null) continue;
      const read = await load(path);
      if (read.ok) return read.value;
      troubles.set(resolve(path), read.failure);
      tell(read.failure);
    }
    return loadUnnamed();
  };
  const begun = await first();
  let current = documentOf(begun);
  remember(current.path);
  say(begun);

  return {
    get value() {
      return current.document.value;
    },
    set(content) {
      current.document.set(content);
      current.own.set(secrets.sealed(split(content).own, current.own.value));
    },
    async flush() {
      await Promise.all([current.document.flush(), current.own.flush(), recent.flush()]);
    },
    status,
    get path() {
      return current.path;
    },
    load,
    loadAgain: () => load(current.path),
    async create(path) {
      const made = writeWorkspace(newWorkspace(randomUUID));
      const written = await put(path, made);
      return written.ok ? load(path) : written;
    },
    enter,
    async saveAs(path) {
      const { value } = current.document;
      const text = writeWorkspace(value);
      const written = await put(path, text);
      if (!written.ok) return written;
      const full = resolve(path);
      const own = await openOwn(full);
      own.set(secrets.sealed(split(value).own, current.own.value));
      await deps.carry(full);
      await enter({
        path: full,
        mark: markOf(text),
        own,
        opened: whole(value),
      });
      return ok(null);
    },
    pathOf: (id) => entries().find((path) => (path === null ? '' : idOf(path)) === id),
    unopened: (path, failure) => {
      troubles.set(resolve(path), failure);
      deps.onStatus(status());
    },
    forget: (path) => {
      troubles.delete(path);
      recent.set({ ...recent.value, recent: recent.value.recent.filter((one) => one !== path) });
      deps.onStatus(status());
    },
    check: () => current.document.check(),
    keepMine: () => current.document.keepMine(),
    unkept: () => current.document.saving.state === 'blocked' && current.document.saving.changes,
  };
};
