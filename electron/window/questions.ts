import { basename, extname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { DialogWords } from '../../core/wording/dialogs';

/** The native dialogs: the window itself never names a path. */
export interface Questions {
  savePath(suggestedName: string): Promise<string | null>;
  openPath(): Promise<string | null>;
  filePaths(): Promise<readonly string[] | null>;
  folderPath(): Promise<string | null>;
  saveReceivedPath(): Promise<string | null>;
  saveEndpointsPath(): Promise<string | null>;
  openEndpointsPath(): Promise<string | null>;
  newWorkspacePath(): Promise<string | null>;
  openWorkspacePath(): Promise<string | null>;
  saveWorkspacePath(name: string): Promise<string | null>;
  importMessagesPath(): Promise<string | null>;
  exportMessagesPath(): Promise<string | null>;
  /** Certificate and key may be in several files. */
  certificatePaths(): Promise<readonly string[] | null>;
  saveCertificatePath(suggestedName: string): Promise<string | null>;
  keyLogPath(): Promise<string | null>;
  luaPaths(): Promise<readonly string[] | null>;
  streamPath(suggestedName: string): Promise<string | null>;
  exportPath(suggestedName: string): Promise<string | null>;
  saveLuaPath(suggestedName: string): Promise<string | null>;
  /** Asked once on closing, when something runs or is not saved. */
  close(state: {
    readonly running: readonly string[];
    readonly unsaved: number;
    /** Changes to the workspace are in no file. */
    readonly unkept: boolean;
  }): Promise<'save' | 'close' | 'stay'>;
  /** Asked before another workspace is opened, when endpoints of this one run or its changes are in no file. */
  leaveWorkspace(state: { readonly running: readonly string[]; readonly unkept: boolean }): Promise<boolean>;
  crashed(reason: string): Promise<'reload' | 'quit'>;
  /** The thread of sockets and capture is gone; there is only one way on. */
  broken(reason: string): Promise<unknown>;
}

const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name] ?? ''));

export const createQuestions = (words: () => DialogWords, window: () => BrowserWindow | null): Questions => {
  /** Above the window when there is one; on its own when the window has gone. */
  const box = async (options: Electron.MessageBoxOptions): Promise<number> => {
    const parent = window();
    const answer = await (parent === null
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(parent, options));
    return answer.response;
  };
  const openAll = async (options: Electron.OpenDialogOptions): Promise<readonly string[] | null> => {
    const parent = window();
    const answer = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  };
  const open = async (options: Electron.OpenDialogOptions): Promise<string | null> =>
    (await openAll(options))?.[0] ?? null;
  const captures = (): Electron.FileFilter => ({
    name: words().captureFiles,
    extensions: ['pcapng', 'pcap', 'cap', 'ntar', 'gz'],
  });
  const newCaptures = (): Electron.FileFilter => ({ name: words().newCaptureFiles, extensions: ['pcapng'] });
  const endpoints = (): Electron.FileFilter => ({ name: words().endpointFiles, extensions: ['porthole'] });
  const workspaces = (): Electron.FileFilter => ({ name: words().workspaceFiles, extensions: ['porthole'] });
  const certificates = (): Electron.FileFilter => ({
    name: words().certificateFiles,
    extensions: ['pem', 'crt', 'cer', 'key', 'der', 'p12', 'pfx'],
  });
  const messages = (): Electron.FileFilter => ({
    name: words().messageFiles,
    extensions: ['json', 'ini', 'txt', 'hex'],
  });
  const everything = (): Electron.FileFilter => ({ name: words().allFiles, extensions: ['*'] });

  const save = async (title: string, name: string, filter: Electron.FileFilter): Promise<string | null> => {
    const parent = window();
    const defaultPath = join(app.getPath('documents'), basename(name));
    const options = { title, defaultPath, filters: [filter, everything()] };
    const answer = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  };

  return {
    savePath: (suggestedName) => save(words().saveTitle, suggestedName, newCaptures()),
    openPath: () =>
      open({ title: words().openTitle, properties: ['openFile'], filters: [captures(), everything()] }),
    saveEndpointsPath: () => save(words().saveEndpointsTitle, 'endpoints.porthole', endpoints()),
    openEndpointsPath: () =>
      open({
        title: words().openEndpointsTitle,
        properties: ['openFile'],
        filters: [endpoints(), everything()],
      }),
    newWorkspacePath: () =>
      save(words().newWorkspaceTitle, `${words().workspaceName}.porthole`, workspaces()),
    openWorkspacePath: () =>
      open({
        title: words().openWorkspaceTitle,
        properties: ['openFile'],
        filters: [workspaces(), everything()],
      }),
    saveWorkspacePath: (name) =>
      save(
        words().saveWorkspaceTitle,
        `${name === '' ? words().workspaceName : name}.porthole`,
        workspaces(),
      ),
    importMessagesPath: () =>
      open({
        title: words().importMessagesTitle,
        properties: ['openFile'],
        filters: [messages(), everything()],
      }),
    exportMessagesPath: () => save(words().exportMessagesTitle, 'messages.json', messages()),
    certificatePaths: () =>
      openAll({
        title: words().importCertificateTitle,
        properties: ['openFile', 'multiSelections'],
        filters: [certificates(), everything()],
      }),
    saveCertificatePath: (suggestedName) => save(words().saveCertificateTitle, suggestedName, certificates()),
    exportPath: (suggestedName) =>
      save(words().exportTitle, suggestedName, {
        name: words().exportFiles,
        extensions: [extname(suggestedName).slice(1)],
      }),
    streamPath: (suggestedName) =>
      save(words().saveStreamTitle, suggestedName, {
        name: words().streamFiles,
        extensions: [extname(suggestedName).slice(1)],
      }),
    luaPaths: () =>
      openAll({
        title: words().addLuaTitle,
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: words().luaFiles, extensions: ['lua'] }, everything()],
      }),
    saveLuaPath: (suggestedName) =>
      save(words().saveLuaTitle, suggestedName, { name: words().luaFiles, extensions: ['lua'] }),
    keyLogPath: () =>
      save(words().keyLogTitle, 'sslkeys.log', { name: words().keyLogFiles, extensions: ['log', 'txt'] }),
    filePaths: () => openAll({ title: words().chooseTitle, properties: ['openFile', 'multiSelections'] }),
    folderPath: () => open({ title: words().chooseFolderTitle, properties: ['openDirectory'] }),
    saveReceivedPath: () =>
      save(words().saveReceivedTitle, 'received.bin', { name: words().binaryFiles, extensions: ['bin'] }),
    async close({ running, unsaved, unkept }) {
      const {
        closeTitle,
        closeRunning,
        closeUnsaved,
        closeUnkept,
        closeSave,
        closeDiscard,
        closeStop,
        cancel,
      } = words();
      const detail = [
        ...(running.length > 0 ? [fill(closeRunning, { names: running.join(', ') })] : []),
        ...(unsaved > 0 ? [fill(closeUnsaved, { count: unsaved })] : []),
        ...(unkept ? [closeUnkept] : []),
      ].join('\n');
      const common = {
        type: 'question' as const,
        title: 'Porthole',
        message: closeTitle,
        detail,
        noLink: true,
      };
      if (unsaved === 0) {
        const chosen = await box({ ...common, buttons: [closeStop, cancel], defaultId: 0, cancelId: 1 });
        return chosen === 0 ? 'close' : 'stay';
      }
      const chosen = await box({
        ...common,
        buttons: [closeSave, closeDiscard, cancel],
        defaultId: 0,
        cancelId: 2,
      });
      return chosen === 0 ? 'save' : chosen === 1 ? 'close' : 'stay';
    },
    async leaveWorkspace({ running, unkept }) {
      const { leaveTitle, leaveStop, leave, closeRunning, closeUnkept, cancel } = words();
      const detail = [
        ...(running.length > 0 ? [fill(closeRunning, { names: running.join(', ') })] : []),
        ...(unkept ? [closeUnkept] : []),
      ].join('\n');
      const chosen = await box({
        type: 'question',
        title: 'Porthole',
        message: leaveTitle,
        detail,
        buttons: [running.length > 0 ? leaveStop : leave, cancel],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      return chosen === 0;
    },
    broken: (reason) =>
      box({
        type: 'error',
        title: 'Porthole',
        message: words().brokenTitle,
        detail: fill(words().brokenText, { reason }),
        buttons: [words().quit],
        noLink: true,
      }),
    async crashed(reason) {
      const { crashedTitle, crashedText, crashedReload, crashedQuit } = words();
      const chosen = await box({
        type: 'error',
        title: 'Porthole',
        message: crashedTitle,
        detail: fill(crashedText, { reason }),
        buttons: [crashedReload, crashedQuit],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return chosen === 0 ? 'reload' : 'quit';
    },
  };
};
