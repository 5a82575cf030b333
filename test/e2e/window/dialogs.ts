import type { ElectronApplication } from '@playwright/test';

/** Has the native save dialog answer with a path; null: cancelled. */
export const willSaveTo = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async () => ({
      canceled: filePath === null,
      filePath: filePath ?? '',
    })) as typeof dialog.showSaveDialog;
  }, path);

/** Has the native open dialog answer with a path; null: cancelled. */
export const willOpen = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = (async () => ({
      canceled: filePath === null,
      filePaths: filePath === null ? [] : [filePath],
    })) as typeof dialog.showOpenDialog;
  }, path);

interface Asked {
  asked?: { readonly message: string; readonly detail: string; readonly buttons: readonly string[] }[];
}

/** Has every native question answered with the button of this name; what was asked is kept. */
export const willAnswer = (app: ElectronApplication, button: string): Promise<void> =>
  app.evaluate(({ dialog }, wanted) => {
    const kept = globalThis as Asked;
    kept.asked ??= [];
    dialog.showMessageBox = (async (...given: unknown[]) => {
      const { message, detail = '', buttons = [] } = given.at(-1) as Electron.MessageBoxOptions;
      kept.asked?.push({ message, detail, buttons });
      return { response: buttons.indexOf(wanted), checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  }, button);

/** The native questions that were asked since `willAnswer`. */
export const questions = (app: ElectronApplication) => app.evaluate(() => (globalThis as Asked).asked ?? []);

/** What is on the clipboard. */
export const clipboardText = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());
