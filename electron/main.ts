import { app, BrowserWindow } from 'electron';

// Not `await app.whenReady()`: Electron gets ready only after this module's top level has run.
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900 });
  void window.loadURL('about:blank');
});
