import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { LuaFile, LuaFiles, LuaPlace } from '../../core/contract/lua-files';
import type { Result } from '../../core/contract/result';
import { ask } from './bridge';
import { forgetDissectors, learnProtocols } from './decode-as';
import { tell } from './notices';

interface LuaState extends LuaFiles {
  readonly open: boolean;
  /** Why the last wish of the dialog was refused. */
  readonly refused: Failure | null;
  /** Files are being dragged over the window. */
  readonly dragging: boolean;
}

export const useLuaFiles = create<LuaState>()(() => ({
  files: [],
  workspaceFolder: null,
  described: [],
  edition: 0,
  open: false,
  refused: null,
  dragging: false,
}));

const isUnread = ({ on, protocols, failure }: LuaFile): boolean =>
  on && protocols === null && failure === null;

/** The dissectors read the files when they are asked anything. */
const haveRead = (): void => {
  const { open, files } = useLuaFiles.getState();
  if (open && files.some(isUnread)) void learnProtocols();
};

/** Takes over what the main process tells of the files. */
export const takeLuaFiles = ({ files, described, workspaceFolder, edition }: LuaFiles): void => {
  const others = edition !== useLuaFiles.getState().edition;
  useLuaFiles.setState({ files, described, workspaceFolder, edition });
  if (!others) return;
  forgetDissectors();
  haveRead();
};

export const openLuaFiles = async (): Promise<void> => {
  useLuaFiles.setState({ open: true, refused: null });
  const answer = await ask('lua.list');
  if (!answer.ok) return void useLuaFiles.setState({ refused: answer.failure });
  takeLuaFiles(answer.value);
  haveRead();
};

export const closeLuaFiles = (): void => useLuaFiles.setState({ open: false });

const said = (answer: Result<unknown>): void =>
  useLuaFiles.setState({ refused: answer.ok ? null : answer.failure });

export const chooseLuaFiles = async (): Promise<void> => said(await ask('lua.choose'));
export const addLuaSample = async (): Promise<void> => said(await ask('lua.sample'));

type One = Pick<LuaFile, 'place' | 'name'>;
export const switchLuaFile = async ({ place, name }: One, on: boolean): Promise<void> =>
  said(await ask('lua.switch', { place, name, on }));
export const removeLuaFile = async ({ place, name }: One): Promise<void> =>
  said(await ask('lua.remove', { place, name }));
/** From the person's own folder to the workspace's, or back. */
export const moveLuaFile = async ({ place, name }: One): Promise<void> =>
  said(await ask('lua.move', { place, name }));
export const showLuaFolder = async (place: LuaPlace): Promise<void> => said(await ask('lua.show', { place }));

const addDropped = async (dropped: readonly File[]): Promise<void> => {
  const lua = dropped.filter(({ name }) => /\.lua$/i.test(name));
  const other = dropped.find((file) => !lua.includes(file));
  if (other !== undefined) tell({ code: 'EDROPPED', params: { file: other.name } });
  if (lua.length === 0) return;
  await openLuaFiles();
  for (const file of lua) {
    const answer = await ask('lua.add', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    said(answer);
    if (!answer.ok) return;
  }
};

/** Files from elsewhere, not text that is dragged within the window. */
const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes Lua files that are dropped anywhere onto the window. Answers with the end of it. */
export const startDropping = (): (() => void) => {
  const over = (event: DragEvent): void => {
    if (!hasFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    if (!useLuaFiles.getState().dragging) useLuaFiles.setState({ dragging: true });
  };
  const leave = (event: DragEvent): void => {
    // Between two elements of the page there is one that it goes to.
    if (event.relatedTarget === null) useLuaFiles.setState({ dragging: false });
  };
  const drop = (event: DragEvent): void => {
    useLuaFiles.setState({ dragging: false });
    if (!hasFiles(event)) return;
    event.preventDefault();
    void addDropped([...(event.dataTransfer?.files ?? [])]);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
};
