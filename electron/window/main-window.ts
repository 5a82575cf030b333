import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Theme } from '../../core/contract/settings';
import { yieldToSockets } from '../priority';
import type { JsonFile } from '../workspace/json-file';
import { APP_ORIGIN } from './app-scheme';
import { type Bounds, placeOf, rememberBounds } from './bounds';

export interface MainWindowDeps {
  readonly preload: string;
  readonly icon: string | undefined;
  readonly bounds: JsonFile<Bounds>;
  readonly development: boolean;
  /** Asked on every close; true lets the window go. */
  readonly mayClose: () => Promise<boolean>;
  readonly onClosed: () => void;
  /** The page crashed more often than it makes sense to reload. */
  readonly onGivenUp: (reason: string) => void;
}

/** As the window's --bg, so that nothing flashes before the first paint. */
const BACKGROUND = { dark: '#0f1318', light: '#eef1f4' } as const;

const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;
const ZOOM_STEP = 0.5;

export const applyTheme = (theme: Theme): void => {
  nativeTheme.themeSource = theme;
};

const zoomWithKeys = (window: BrowserWindow): void => {
  const contents = window.webContents;
  contents.on('before-input-event', (event, input) => {
    if (
      input.type !== 'keyDown' ||
      input.alt ||
      !(process.platform === 'darwin' ? input.meta : input.control)
    )
      return;
    const level = contents.getZoomLevel();
    const next = { '+': level + ZOOM_STEP, '=': level + ZOOM_STEP, '-': level - ZOOM_STEP, '0': 0 }[
      input.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    contents.setZoomLevel(Math.min(4, Math.max(-3, next)));
  });
};

/** A crashed page is loaded again: sockets and capture live in this process and go on meanwhile. */
const reloadAfterCrash = (window: BrowserWindow, onGivenUp: (reason: string) => void): void => {
  let crashes: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return;
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (crashes.length > MAX_CRASHES) onGivenUp(reason);
    // Electron refuses to load from within this event.
    else setImmediate(() => !window.isDestroyed() && window.webContents.reload());
  });
};

/**
 * Sends to the page while there is one: between a crash and the page that comes after it nobody listens, and Electron
 * writes an error for each try.
 */
export const createSender = (window: BrowserWindow): ((channel: string, payload: unknown) => void) => {
  const contents = window.webContents;
  let there = true;
  contents.on('render-process-gone', () => {
    there = false;
  });
  contents.on('did-navigate', () => {
    there = true;
  });
  return (channel, payload) => {
    if (there && !window.isDestroyed() && !contents.isCrashed()) contents.send(channel, payload);
  };
};

/** Everything that draws the page. The browser process itself stays: the sockets live in a thread of it. */
const drawingProcesses = (): readonly number[] =>
  app.getAppMetrics().flatMap(({ type, pid }) => (type === 'Tab' || type === 'GPU' ? [pid] : []));

/** Not before the page is there: starting is quick with everything that the machine has. */
const yieldWhenLoaded = (window: BrowserWindow): void => {
  window.webContents.on('did-finish-load', () => yieldToSockets(drawingProcesses()));
};

export const openMainWindow = (deps: MainWindowDeps): BrowserWindow => {
  const window = new BrowserWindow({
    ...placeOf(deps.bounds.value),
    minWidth: 800,
    minHeight: 560,
    title: 'Porthole',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(deps.icon === undefined ? {} : { icon: deps.icon }),
    webPreferences: {
      preload: deps.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: deps.development,
      spellcheck: false,
      // The log goes on moving, and repeats are shown, while another window is in front.
      backgroundThrottling: false,
    },
  });
  if (deps.bounds.value.maximized) window.maximize();
  rememberBounds(window, deps.bounds);
  zoomWithKeys(window);
  reloadAfterCrash(window, deps.onGivenUp);
  yieldWhenLoaded(window);

  let closing = false;
  window.on('close', (event) => {
    if (closing) return;
    event.preventDefault();
    void deps.mayClose().then((yes) => {
      if (!yes || window.isDestroyed()) return;
      closing = true;
      window.close();
    });
  });
  window.on('closed', deps.onClosed);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
};

export const bringToFront = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};
