import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, ipcMain, session, shell } from 'electron';
import { ownNames } from '../core/certificate/own-names';
import { defaultSettings } from '../core/contract/default-settings';
import { boundPort, endpointName } from '../core/contract/endpoint-name';
import type { WindowEventName, WindowEvents } from '../core/contract/events';
import type { Failure } from '../core/contract/failure';
import { presetsFileSchema } from '../core/contract/preset';
import { fail, ok, type Result } from '../core/contract/result';
import { keptSettingsSchema, type Language, type Settings } from '../core/contract/settings';
import type { Notice } from '../core/contract/snapshot';
import type { EndpointStatus } from '../core/contract/status';
import { MAX_ENDPOINTS } from '../core/contract/workspace';
import { describedLua } from '../core/protocol/described';
import { variableValues } from '../core/template/variables';
import { dialogWords } from '../core/wording/dialogs';
import { startAnalysis } from './analysis/start-analysis';
import { startOpen, startSave } from './bridge/capture-handlers';
import { createChosenFiles } from './bridge/chosen-files';
import { createHandlers } from './bridge/handlers';
import { createJobs } from './bridge/jobs';
import { keyLogsSchema, noKeyLogs, openKeyLogPaths } from './bridge/key-log-paths';
import { createOwnLua, type OwnLua } from './bridge/lua-handlers';
import { systemSafe } from './bridge/safe';
import { serve } from './bridge/serve';
import { throttled } from './bridge/throttle';
import { tlsMaterialOf } from './bridge/tls-material';
import { describeCertificate } from './certificates/describe';
import { certificatesSchema, noCertificates, openCertificateStore } from './certificates/store';
import { createFieldCharts } from './inspection/field-charts';
import { startInspection } from './inspection/start-inspection';
import { localInterfaces } from './sockets/interfaces';
import { startTraffic } from './traffic/start-traffic';
import { APP_ORIGIN, registerAppScheme, serveAppScheme } from './window/app-scheme';
import { boundsSchema, firstBounds } from './window/bounds';
import { developmentUrl } from './window/development';
import { createLastWords } from './window/last-words';
import { applyTheme, bringToFront, createSender, openMainWindow } from './window/main-window';
import { installMenu } from './window/menu';
import { createQuestions } from './window/questions';
import { lockDown } from './window/security';
import { filesIn, isWorkspaceFile } from './window/start-arguments';
import { createWireshark } from './wireshark/wireshark';
import { readEndpoints } from './workspace/endpoints-file';
import { openJsonFile } from './workspace/json-file';
import { openLuaFolders } from './workspace/lua-folders';
import { luaSwitchesSchema, noLuaSwitches } from './workspace/lua-switches';
import { noPresets, openPresets } from './workspace/presets';
import { openWorkspace } from './workspace/workspace';
import { openWorkspaces } from './workspace/workspaces';

/** What nothing is wrong with. */
const INFORMING: ReadonlySet<string> = new Set(['EWORKSPACE_ASIDE', 'ELUA_BROUGHT']);
/** Notices that a window is told again when it is loaded again. */
const MAX_NOTICES = 100;

const run = async (): Promise<void> => {
  const folder = app.getPath('userData');
  const development = developmentUrl(app.isPackaged, process.env);
  let window: BrowserWindow | null = null;
  let sendToPage: ((name: string, payload: unknown) => void) | null = null;
  const send = <E extends WindowEventName>(name: E, payload: WindowEvents[E]): void =>
    sendToPage?.(name, payload);

  // The page: an own origin, locked down before anything is shown.
  lockDown(session.defaultSession);
  serveAppScheme(join(import.meta.dirname, '../renderer'), development);

  // What is kept between two starts.
  const notices: Notice[] = [];
  const warn = (failure: Failure): void => {
    const severity = INFORMING.has(failure.code) ? 'info' : 'warning';
    const notice: Notice = { severity, failure };
    notices.push(notice);
    if (notices.length > MAX_NOTICES) notices.shift();
    send('notice', notice);
  };
  const keep = { warn };
  // Set when both are there.
  let followLua: () => void = () => undefined;
  let carryLua: (to: string) => Promise<void> = async () => undefined;
  const asked = filesIn(process.argv, process.defaultApp === true, process.cwd()).at(-1);
  const [settings, workspaces, presetsFile, certificatesFile, keyLogsFile, luaFile, bounds] =
    await Promise.all([
      openJsonFile({
        path: join(folder, 'settings.json'),
        schema: keptSettingsSchema,
        initial: defaultSettings,
        ...keep,
      }),
      openWorkspaces({
        folder,
        home: homedir(),
        safe: systemSafe(),
        wanted: asked !== undefined && isWorkspaceFile(asked) ? asked : null,
        tell: warn,
        onStatus: (status) => {
          send('workspace', status);
          followLua();
        },
        carry: (to) => carryLua(to),
      }),
      openJsonFile({
        path: join(folder, 'presets.json'),
        schema: presetsFileSchema,
        initial: noPresets,
        ...keep,
      }),
      openJsonFile({
        path: join(folder, 'certificates.json'),
        schema: certificatesSchema,
        initial: noCertificates,
        ...keep,
      }),
      openJsonFile({
        path: join(folder, 'key-logs.json'),
        schema: keyLogsSchema,
        initial: noKeyLogs,
        ...keep,
      }),
      openJsonFile({
        path: join(folder, 'lua.json'),
        schema: luaSwitchesSchema,
        initial: noLuaSwitches,
        ...keep,
      }),
      openJsonFile({
        path: join(folder, 'window.json'),
        schema: boundsSchema,
        initial: firstBounds,
        ...keep,
      }),
    ]);
  const workspace = openWorkspace(workspaces);
  const certificates = openCertificateStore({
    file: certificatesFile,
    secrets: systemSafe(),
    holder: `Porthole on ${hostname()}`,
  });
  const keyLogs = openKeyLogPaths(keyLogsFile);
  const systemLanguage: Language = app.getLocale().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  const language = (): Language =>
    settings.value.language === 'system' ? systemLanguage : settings.value.language;

  // Traffic: sockets, automation and capture, in a thread of their own. Its news come at most 30 times a second.
  const known = ({ id }: EndpointStatus): boolean => workspace.find(id) !== undefined;
  const traffic = startTraffic(
    {
      folder,
      application: `Porthole ${app.getVersion()}`,
      limit: settings.value.captureLimit,
    },
    {
      onPulse: (pulse) => send('pulse', pulse),
      onStatuses: (statuses) => send('statuses', statuses.filter(known)),
      onPing: (ping) => send('ping', ping),
      onWarning: warn,
      onRuns: (runs) => send('runs', runs),
      onJudge: (judgement) => inspection.judge(judgement),
      onDied: (error) => {
        process.stderr.write(`The thread of the sockets broke: ${error.stack ?? String(error)}\n`);
        void questions.broken(String(error)).then(() => app.exit(1));
      },
    },
  );
  ipcMain.on('pulse.taken', (event) => {
    if (event.sender === window?.webContents) void traffic.pulseTaken();
  });
  // Wireshark's dissectors, in a thread that starts when they are first needed.
  const inspection = startInspection({
    on: settings.value.dissectors !== 'off',
    decodeAs: workspace.decodeAs,
    segments: () => traffic.segments(),
    luaFiles: () => ownLua.texts,
    onLua: (reports) => ownLua.reported(reports),
    onCulprit: (file, failure) => {
      warn(failure);
      ownLua.stopped(file, failure);
    },
  });
  const luaFolders = await openLuaFolders({
    path: join(folder, 'protocols'),
    switches: luaFile,
    onChange: () => ownLua.changed(),
    tell: warn,
  });
  const ownLua: OwnLua = createOwnLua(luaFolders, {
    described: () => describedLua(workspace.protocols),
    luaChanged: inspection.luaChanged,
    tell: (status) => send('luaFiles', status),
  });
  carryLua = luaFolders.carry;
  followLua = () => void luaFolders.follow(workspaces.path);
  await luaFolders.follow(workspaces.path);
  const charts = createFieldCharts({ viewRows: traffic.viewRows, values: inspection.values });
  // What reads through whole conversations, in a thread that starts when it is first needed.
  const analysis = startAnalysis({ segments: () => traffic.segments() });
  void traffic.setVariables(variableValues(workspace.variables));
  const jobs = createJobs(throttled(() => send('jobs', jobs.list)));

  // The one bridge.
  const questions = createQuestions(
    () => dialogWords[language()],
    () => window,
  );
  const standing = () => traffic.standing(workspace.endpoints.map(({ id }) => id));
  const updateSettings = (change: Partial<Settings>): Settings => {
    settings.set({ ...settings.value, ...change });
    if (change.theme !== undefined) applyTheme(change.theme);
    if (change.captureLimit !== undefined) void traffic.setLimit(change.captureLimit);
    if (change.dissectors !== undefined) inspection.setOn(change.dissectors !== 'off');
    if (change.language !== undefined) installMenu(dialogWords[language()], command);
    return settings.value;
  };
  const command = (id: string): void => send('command', id);
  const addEndpoints = async (path: string): Promise<Result<{ readonly count: number }>> => {
    const read = await readEndpoints(path);
    if (!read.ok) return read;
    const { endpoints, damage } = read.value;
    if (!workspace.add(endpoints)) return fail({ code: 'EENDPOINTS_FULL', params: { max: MAX_ENDPOINTS } });
    send('endpoints', workspace.endpoints);
    send('statuses', (await standing()).statuses);
    if (damage !== null) warn(damage);
    return ok({ count: endpoints.length });
  };
  const running = async (): Promise<readonly { readonly id: string; readonly name: string }[]> => {
    const states = new Map((await standing()).statuses.map(({ id, state }) => [id, state]));
    return workspace.endpoints.flatMap((config) => {
      const state = states.get(config.id);
      if (state === undefined || state.phase === 'stopped') return [];
      return [{ id: config.id, name: endpointName(config, boundPort(state)) }];
    });
  };
  const entered = async (): Promise<void> => {
    await traffic.setVariables(variableValues(workspace.variables));
    inspection.setDecodeAs(workspace.decodeAs);
    ownLua.changed();
    send('workspaceOpened', workspaces.value);
    send('statuses', (await standing()).statuses);
  };
  const lastWords = createLastWords(() => {
    send('gather', null);
    return window !== null;
  });
  let wanted: string | null = null;
  const files = createChosenFiles();
  const wireshark = createWireshark(join(folder, 'wireshark'), {
    platform: process.platform,
    env: process.env,
    home: homedir(),
  });
  // What the run before could not remove, because Wireshark had it open.
  await wireshark.removeCopies();
  const handlers = createHandlers({
    traffic,
    inspection,
    charts,
    analysis,
    workspace,
    workspaces,
    running,
    entered,
    wantedWorkspace: () => wanted,
    presets: openPresets(presetsFile),
    jobs,
    files,
    asking: questions,
    certificates,
    material: (config) => tlsMaterialOf(config, certificates, keyLogs.path),
    ownNames: () => ownNames(hostname(), localInterfaces()),
    keepKeyLog: keyLogs.keep,
    lua: ownLua,
    luaSample: join(app.getAppPath(), 'assets/sensor.lua'),
    showFolder: (path) => shell.openPath(path),
    describe: describeCertificate,
    interfaces: localInterfaces,
    snapshot: async () => ({
      version: app.getVersion(),
      platform: process.platform,
      unavailable: await traffic.unavailable(),
      systemLanguage,
      endpoints: workspace.endpoints,
      settings: settings.value,
      workspace: workspaces.status(),
      variables: workspace.variables,
      library: workspace.library,
      sequences: workspace.sequences,
      decodeAs: workspace.decodeAs,
      protocols: workspace.protocols,
      runs: await traffic.sequenceRuns(),
      ...(await standing()),
      jobs: jobs.list,
      files: files.all(),
      notices,
    }),
    gathered: lastWords.gathered,
    updateSettings,
    addEndpoints,
    writeClipboard: (text) => clipboard.writeText(text),
    wireshark,
  });
  serve({
    handlers,
    trusted: () => window?.webContents ?? null,
    origin: APP_ORIGIN,
    report: (request, error) => process.stderr.write(`${request}: ${String(error)}\n`),
  });

  // Leaving: ask once, then stop everything in order.
  const save = async (): Promise<boolean> => {
    const path = await questions.savePath('porthole.pcapng');
    if (path === null) return false;
    const job = startSave(traffic, jobs, path);
    await jobs.settled('saveCapture');
    return jobs.list.some(({ id, state }) => id === job && state === 'done');
  };
  const mayClose = async (): Promise<boolean> => {
    await lastWords.gather();
    await workspaces.flush();
    const { capture } = await standing();
    const names = (await running()).map(({ name }) => name);
    const state = { running: names, unsaved: capture.unsaved, unkept: workspaces.unkept() };
    if (state.running.length === 0 && state.unsaved === 0 && !state.unkept) return true;
    const wish = await questions.close(state);
    return wish === 'close' || (wish === 'save' && (await save()));
  };
  let leaving: Promise<void> | undefined;
  const leave = (discard: boolean): Promise<void> => {
    leaving ??= (async () => {
      jobs.cancelWhere(() => true);
      luaFolders.close();
      await Promise.all([
        traffic.close(discard),
        inspection.close(),
        analysis.close(),
        wireshark.removeCopies(),
      ]);
      await Promise.all(
        [settings, workspaces, presetsFile, certificatesFile, keyLogsFile, luaFile, bounds].map((file) =>
          file.flush(),
        ),
      );
      app.exit(0);
    })();
    return leaving;
  };
  // The window is the program: without it, nothing is left to run for.
  app.on('window-all-closed', () => undefined);
  // Asked from outside (logging out, kill): no question can be waited for, so the capture is kept.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void lastWords.gather().then(() => leave(false)));

  // The window.
  applyTheme(settings.value.theme);
  installMenu(dialogWords[language()], command);
  const openFiles = (files: readonly string[]): void => {
    const file = files.at(-1);
    if (file === undefined) return;
    if (!isWorkspaceFile(file)) {
      startOpen(traffic, jobs, file);
      return;
    }
    // The window opens it: what is being typed there belongs to the workspace that is open now.
    wanted = file;
    send('workspaceWanted', null);
  };
  const main = openMainWindow({
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
    icon: process.platform === 'linux' ? join(app.getAppPath(), 'assets/icons/256x256.png') : undefined,
    bounds,
    development: development !== undefined,
    mayClose,
    onClosed: () => {
      window = null;
      void leave(true);
    },
    onGivenUp: (reason) =>
      void questions
        .crashed(reason)
        .then((wish) => (wish === 'reload' ? window?.webContents.reload() : leave(false))),
  });
  window = main;
  sendToPage = createSender(main);
  main.on('focus', () => {
    void workspaces.check();
    void luaFolders.refresh();
  });
  if (asked !== undefined && !isWorkspaceFile(asked)) openFiles([asked]);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFiles([path]);
  });
  app.on('second-instance', (_event, argv, directory) => {
    bringToFront(main);
    openFiles(filesIn(argv, process.defaultApp === true, directory));
  });
};

registerAppScheme();
const ownFolder = app.commandLine.getSwitchValue('user-data-dir');
if (ownFolder !== '') app.setPath('userData', ownFolder);
// A second start brings the first to the front: two programs would write one workspace.
if (app.requestSingleInstanceLock()) {
  // Not awaited: an ES module that waits here at its top level keeps Electron from ever becoming ready.
  app
    .whenReady()
    .then(run)
    .catch((error: unknown) => {
      process.stderr.write(
        `Porthole could not start: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      app.exit(1);
    });
} else {
  app.quit();
}
