import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { DialogWords } from '../../core/wording/dialogs';

/**
 * macOS needs a menu for its own keys (copy, quit, hide); elsewhere the command palette holds every action and a
 * menu bar would only cost a line of the window.
 */
export const installMenu = (words: DialogWords, command: (id: string) => void): void => {
  if (process.platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  const item = (label: string, id: string, accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => command(id),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: app.name, role: 'appMenu' },
      {
        label: words.menuFile,
        submenu: [
          item(words.menuOpenCapture, 'capture.open', 'Cmd+O'),
          item(words.menuSaveCapture, 'capture.save', 'Cmd+S'),
          { type: 'separator' },
          { role: 'close' },
        ],
      },
      { role: 'editMenu' },
      { role: 'windowMenu' },
    ]),
  );
};
