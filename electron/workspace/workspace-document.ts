import { type FSWatcher, watch } from 'node:fs';
import { constants, copyFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Failure } from '../../core/contract/failure';
import type { WorkspaceContent, WorkspaceStatus } from '../../core/contract/workspace';
import { WORKSPACE_VERSION, writeWorkspace } from '../../core/workspace/write';
import { markOf, markOfFile, type OpenedFile } from './workspace-file';

type Saving = WorkspaceStatus['saving'];

export interface DocumentDeps {
  readonly path: string;
  readonly opened: Pick<OpenedFile, 'content' | 'version' | 'faultCount' | 'crlf'>;
  /** Of the file as it was read; null: there was none. */
  readonly mark: string | null;
  /** The rights of a file that is new. */
  readonly mode?: number;
  /** Nothing is written, whatever happens, and why. */
  readonly held?: Failure;
  /** Told what a person must know. */
  readonly tell: (failure: Failure) => void;
  /** Told whenever `saving` has changed. */
  readonly onSaving: () => void;
}

/** The file of the open workspace: written a moment after each change, and never over what somebody else wrote. */
export interface WorkspaceDocument {
  readonly path: string;
  readonly value: WorkspaceContent;
  readonly saving: Saving;
  set(content: WorkspaceContent): void;
  /** Looks whether somebody else has changed the file. */
  check(): Promise<void>;
  /** Writes what is here over what somebody else wrote, which is kept beside it first. */
  keepMine(): Promise<void>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  /** Ends watching; what is not written stays so. */
  close(): void;
}

const SAVE_AFTER_MS = 300;
/** A program that writes in place is in the middle of it when its first change is seen. */
const LOOK_AFTER_MS = 150;

const stamp = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-');

/** `setTimeout` for one thing at a time. */
const later = (ms: number, work: () => void) => {
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): boolean => {
    const waited = timer !== undefined;
    clearTimeout(timer);
    timer = undefined;
    return waited;
  };
  const start = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, ms);
  };
  return { start, cancel };
};

export const openDocument = (deps: DocumentDeps): WorkspaceDocument => {
  const { path, opened, tell, onSaving } = deps;
  const file = basename(path);
  let value = opened.content;
  /** Of the file as it was last read or written here. */
  let mark = deps.mark;
  let saving: Saving =
    deps.held === undefined ? { state: 'kept' } : { state: 'blocked', failure: deps.held, changes: false };
  /** Somebody else's change, or a file that is not to be touched: nothing is written. */
  let held = deps.held !== undefined;
  /** There is something in the file that its next text will not have, or not in the same form. */
  let unkept: 'damaged' | 'version' | null =
    opened.faultCount > 0
      ? 'damaged'
      : opened.version < WORKSPACE_VERSION && mark !== null
        ? 'version'
        : null;
  let working: Promise<void> = Promise.resolve();

  /** Grows with each change. */
  let edits = 0;

  const become = (next: Saving): void => {
    if (next.state !== 'blocked' && next.state === saving.state) return;
    saving = next;
    onSaving();
  };
  const hasChanges = (): boolean =>
    saving.state === 'writing' || (saving.state === 'blocked' && saving.changes);
  const textNow = (): string => {
    const text = writeWorkspace(value);
    return opened.crlf ? text.replaceAll('\n', '\r\n') : text;
  };
  const aside = async (why: string): Promise<void> => {
    const kept = `${path}.${why}-${stamp()}`;
    await copyFile(path, kept, constants.COPYFILE_EXCL);
    tell({ code: 'EWORKSPACE_ASIDE', params: { file, kept: basename(kept) } });
  };
  const hold = (there: string | null, changes: boolean): void => {
    held = true;
    const code = there === null ? 'EWORKSPACE_MOVED' : 'EWORKSPACE_CHANGED';
    become({ state: 'blocked', failure: { code, params: { file } }, changes });
  };
  const unwritable = (error: unknown): void =>
    become({
      state: 'blocked',
      failure: { code: 'EWORKSPACE_UNWRITABLE', params: { file }, detail: String(error) },
      changes: true,
    });

  const write = async (): Promise<void> => {
    if (held) return;
    const written = edits;
    try {
      const text = textNow();
      const there = await markOfFile(path);
      if (there !== mark) {
        hold(there, true);
        return;
      }
      if (markOf(text) !== mark) {
        if (unkept !== null) await aside(unkept === 'damaged' ? 'damaged' : `version-${opened.version}`);
        unkept = null;
        await writeFileAtomic(path, text, deps.mode === undefined ? {} : { mode: deps.mode });
        mark = markOf(text);
      }
      if (edits === written) become({ state: 'kept' });
    } catch (error) {
      unwritable(error);
    }
  };
  const look = async (): Promise<void> => {
    if (deps.held !== undefined) return;
    let there: string | null;
    try {
      there = await markOfFile(path);
    } catch {
      // The next write says why, if it cannot be written either.
      return;
    }
    if (there === mark) {
      if (!held) return;
      held = false;
      if (hasChanges()) saveSoon();
      else become({ state: 'kept' });
    } else if (there !== null && there === markOf(textNow())) {
      // Both have come to the same.
      mark = there;
      held = false;
      become({ state: 'kept' });
    } else hold(there, hasChanges());
  };
  /** One at a time: a look must not take what is just being written for somebody else's. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    working = working.then(work);
    return working;
  };

  const timer = later(SAVE_AFTER_MS, () => void inTurn(write));
  const saveSoon = (): void => {
    become({ state: 'writing' });
    timer.start();
  };
  const lookSoon = later(LOOK_AFTER_MS, () => void inTurn(look));

  let watcher: FSWatcher | undefined;
  try {
    // The folder: a file that is replaced, as this one is with every write, is another file afterwards.
    watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === file) lookSoon.start();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // Not every file system can be watched: it is looked at when the window comes to the front, and before each write.
  }

  return {
    path,
    get value() {
      return value;
    },
    get saving() {
      return saving;
    },
    set(content) {
      value = content;
      edits += 1;
      if (!held) saveSoon();
      else if (saving.state === 'blocked' && !saving.changes) become({ ...saving, changes: true });
    },
    check: () => inTurn(look),
    async keepMine() {
      if (deps.held !== undefined) return;
      await inTurn(async () => {
        try {
          const there = await markOfFile(path);
          if (there !== null && there !== mark) await aside('other');
          mark = there;
          held = false;
        } catch (error) {
          unwritable(error);
        }
      });
      if (!held) await inTurn(write);
    },
    async flush() {
      if (timer.cancel()) void inTurn(write);
      await working;
    },
    close() {
      timer.cancel();
      lookSoon.cancel();
      watcher?.close();
    },
  };
};
