import { contextBridge, ipcRenderer } from 'electron';
import type { PortholeBridge } from '../core/contract/bridge';
import { REQUEST_NAMES, WINDOW_EVENT_NAMES } from '../core/contract/names';

// One function per name of the contract; the page can name no channel of its own.
const request = Object.fromEntries(
  REQUEST_NAMES.map((name) => [name, (argument?: unknown) => ipcRenderer.invoke(name, argument)]),
);

const on = Object.fromEntries(
  WINDOW_EVENT_NAMES.map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      const heard = (_event: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(name, heard);
      return () => {
        ipcRenderer.off(name, heard);
      };
    },
  ]),
);

// Lets the main process hold the next pulse back until this one was taken.
ipcRenderer.on('pulse', () => ipcRenderer.send('pulse.taken'));

contextBridge.exposeInMainWorld('porthole', { request, on } as unknown as PortholeBridge);
