import { app, BrowserWindow } from 'electron';

await app.whenReady();
const window = new BrowserWindow({ width: 1440, height: 900 });
void window.loadURL('about:blank');
