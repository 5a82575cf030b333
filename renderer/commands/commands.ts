import type { Format } from '../../core/contract/draft';
import type { Protocol, ReplyMode, Role } from '../../core/contract/endpoint';
import { isStale } from '../../core/contract/local-path';
import type { Settings, Theme } from '../../core/contract/settings';
import { EXCHANGE_FORMS, type ExchangeForm } from '../../core/exchange/exchange';
import { words } from '../i18n';
import { useOpenOptions } from '../panes/options/options-button';
import { otherLanguage } from '../state/appearance';
import { openCapture, openInWireshark, resumeRecording, saveCapture, showLive } from '../state/capture';
import { createCertificate, importCertificate, viewPeer } from '../state/certificates';
import {
  addChosenColumn,
  addChosenToChart,
  canAddChosenColumn,
  canAddChosenToChart,
} from '../state/chosen-field';
import { askCompare, canCompare, compareRow } from '../state/compare';
import { openConversations } from '../state/conversations';
import { currentEndpointId, useCurrent } from '../state/current';
import { canDecodeAs, decodeSelectedAs } from '../state/decode-as';
import { askDetective, canAskDetective } from '../state/detective';
import {
  activate,
  configure,
  createEndpoint,
  endpointById,
  openEndpoints,
  replaceSocket,
  saveEndpoints,
  startEndpoint,
  stopEndpoint,
  useEndpoints,
} from '../state/endpoints';
import { canCopyExchange, copyExchange } from '../state/exchange';
import { exportScope, exportSelected, openExport } from '../state/export';
import { hasChartFields, removeChart } from '../state/field-chart';
import { askFramingDetective, canDetectFraming } from '../state/framing-detective';
import { openInsert } from '../state/inserting';
import { focusInspector } from '../state/inspector';
import { openLeftovers } from '../state/leftovers';
import { showMessages } from '../state/lens';
import { closeSide, exportSaved, importSaved, saveComposed, showLibrary } from '../state/library';
import { openLimit } from '../state/limit';
import { clearLog, focusLog, followLog, undoClearLog, useLog } from '../state/log';
import { type LogBar, openLogBar } from '../state/log-bar';
import { openColumnMenu } from '../state/log-column-menu';
import { resetColumns } from '../state/log-columns';
import { focusFilter, limitTime, showDirections, useLogFilter } from '../state/log-filter';
import { findRow } from '../state/log-find';
import { clearMarks, goToMark, toggleMark } from '../state/log-marks';
import { countChosen, selectAllRows, selectOne } from '../state/log-selection';
import { openLuaFiles } from '../state/lua-files';
import { toggleFolded, unfold } from '../state/panes';
import { isPinging, openPing, stopPing } from '../state/ping';
import { openPresets } from '../state/presets';
import { usePulse } from '../state/pulse';
import { askRemove } from '../state/removal';
import { useRenaming } from '../state/renaming';
import { countRepeats, repeatsOf } from '../state/repeats';
import { openRules } from '../state/rules';
import { openScript } from '../state/script';
import { send, startRepeat, stopAllRepeats, stopRepeat } from '../state/sending';
import { hasSequences, newSequence, recordSequence, showSequences, toggleSequence } from '../state/sequences';
import { updateSettings, useSettings } from '../state/settings';
import { isRunning, stateOf, useStatuses } from '../state/statuses';
import { conversationOf, saveStream } from '../state/stream';
import {
  focusTimeline,
  measureTimeline,
  toggleTimeline,
  useTimeline,
  zoomIn,
  zoomOut,
  zoomTarget,
} from '../state/timeline';
import { openVariables } from '../state/variables';
import {
  newWorkspace,
  openWorkspace,
  saveWorkspaceAs,
  showWorkspaceFaults,
  showWorkspaceMenu,
  useWorkspace,
} from '../state/workspace';
import { cycleRegion, focusRegion, isInRegion } from './regions';
import type { CommandWord } from './words';

/** Something that a person can do, by name or by shortcut. */
export interface Command {
  readonly id: string;
  readonly word: CommandWord;
  readonly group: 'endpoint' | 'message' | 'workspace' | 'capture' | 'log' | 'view';
  /** `Mod+K`; see `ui/shortcut`. */
  readonly keys?: string;
  /** The shortcut counts only while the focus is in one of the endpoint panes; the palette always offers it. */
  readonly inEndpoints?: true;
  /** Without it, always. */
  readonly available?: () => boolean;
  readonly run: () => void;
}

/** Does something with the endpoint that was last worked with. */
const withCurrent = (action: (id: string) => void) => (): void => {
  const id = currentEndpointId();
  if (id !== null) action(id);
};

/** Makes an endpoint and takes the focus to what its person types first: whom to connect to, or the port. */
const createAndFocus = async (role: Role, copyOf: string | null): Promise<void> => {
  const made = await createEndpoint(role, copyOf);
  if (made === null) return;
  unfold(role === 'server' ? 'servers' : 'clients');
  const field = role === 'server' ? 'input[inputmode="numeric"]' : 'input[type="text"]';
  requestAnimationFrame(() =>
    document.getElementById(`panel-${made.id}`)?.querySelector<HTMLInputElement>(field)?.select(),
  );
};

const hasCurrent = (): boolean => currentEndpointId() !== null;

/** Whether what is written may hold more than what is sent as typed. */
const hasTemplate = (): boolean => {
  const composer = endpointById(currentEndpointId() ?? '')?.composer;
  return composer?.format === 'hex' || (composer?.format === 'text' && !composer.raw);
};

const currentProtocol = (): Protocol | undefined =>
  useEndpoints.getState().endpoints.find(({ id }) => id === currentEndpointId())?.protocol;

const statusOf = (id: string) => useStatuses.getState().byId[id];

const hasStaleSocket = (): boolean => {
  const state = stateOf(statusOf(currentEndpointId() ?? ''));
  return state.phase === 'stopped' && state.failure !== undefined && isStale(state.failure);
};

const toggleRunning = withCurrent((id) => {
  if (isRunning(stateOf(statusOf(id)))) void stopEndpoint(id);
  else void startEndpoint(id);
});

const stepTab = (step: 1 | -1): void => {
  const { role } = useCurrent.getState();
  const own = useEndpoints.getState().endpoints.filter((endpoint) => endpoint.role === role);
  const at = own.findIndex(({ id }) => id === currentEndpointId());
  const next = own[(at + step + own.length) % own.length];
  if (next !== undefined) activate(role, next.id);
};

const setFormat = (format: Format) =>
  withCurrent((id) =>
    configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, format } })),
  );

const setReply = (mode: ReplyMode) =>
  withCurrent((id) =>
    configure(id, (endpoint) => ({ ...endpoint, autoReply: { ...endpoint.autoReply, mode } })),
  );

const setTheme = (theme: Theme) => (): void => {
  void updateSettings({ theme });
};

const toggleFilter = (part: 'in' | 'out' | 'events') => (): void =>
  showDirections({ [part]: !useSettings.getState().settings.filter[part] });

/** A bar of a folded log would open unseen. */
const openInLog = (bar: LogBar): void => {
  unfold('log');
  openLogBar(bar);
};

const showTab = (inspectorTab: Settings['inspectorTab']) => (): void => {
  unfold('inspector');
  void updateSettings({ inspectorTab });
};

const hasConversation = (): boolean => conversationOf(useLog.getState().selected) !== null;

const capture = () => usePulse.getState().capture;

const hasMarks = (): boolean => capture().marked > 0;

const EXCHANGE_WORDS = {
  python: 'copyAsPython',
  node: 'copyAsNode',
  c: 'copyAsC',
  nc: 'copyAsNc',
  socat: 'copyAsSocat',
  curl: 'copyAsCurl',
  hexDump: 'copyAsHexDump',
} as const satisfies Record<ExchangeForm, CommandWord>;

const COPY_EXCHANGE: readonly Command[] = EXCHANGE_FORMS.map((form) => ({
  id: `log.copy.${form}`,
  word: EXCHANGE_WORDS[form],
  group: 'log',
  available: () => canCopyExchange(useLog.getState().selected),
  run: () => void copyExchange(useLog.getState().selected, form),
}));

/** Shows the library and goes there; from there, closes it. */
const toggleLibrary = (): void => {
  if (isInRegion('library')) {
    closeSide();
    return;
  }
  showLibrary();
  requestAnimationFrame(() => focusRegion('library'));
};

/** Every action of the window: the command palette shows this list, the keyboard runs it. */
export const COMMANDS: readonly Command[] = [
  {
    id: 'server.new',
    word: 'newServer',
    group: 'endpoint',
    keys: 'Mod+N',
    run: () => void createAndFocus('server', null),
  },
  {
    id: 'client.new',
    word: 'newClient',
    group: 'endpoint',
    keys: 'Mod+Shift+N',
    run: () => void createAndFocus('client', null),
  },
  {
    id: 'endpoint.toggle',
    word: 'toggleEndpoint',
    group: 'endpoint',
    keys: 'F5',
    available: hasCurrent,
    run: toggleRunning,
  },
  {
    id: 'endpoint.replaceSocket',
    word: 'replaceSocket',
    group: 'endpoint',
    available: hasStaleSocket,
    run: withCurrent((id) => void replaceSocket(id)),
  },
  {
    id: 'endpoint.options',
    word: 'endpointOptions',
    group: 'endpoint',
    keys: 'Mod+,',
    available: hasCurrent,
    run: withCurrent((id) => useOpenOptions.setState({ id })),
  },
  {
    id: 'endpoint.joinGroup',
    word: 'joinGroup',
    group: 'endpoint',
    available: () => currentProtocol() === 'udp',
    run: withCurrent((id) => useOpenOptions.setState({ id, joining: true })),
  },
  {
    id: 'certificate.new',
    word: 'newCertificate',
    group: 'endpoint',
    available: () => currentProtocol() === 'tls',
    run: withCurrent((id) => void createCertificate(id)),
  },
  {
    id: 'certificate.import',
    word: 'importCertificate',
    group: 'endpoint',
    available: hasCurrent,
    run: withCurrent((id) => void importCertificate(currentProtocol() === 'tls' ? id : null)),
  },
  {
    id: 'certificate.peer',
    word: 'viewPeerCertificate',
    group: 'endpoint',
    available: hasCurrent,
    run: withCurrent((id) => void viewPeer(id, null)),
  },
  {
    id: 'ping.open',
    word: 'pingByConnect',
    group: 'endpoint',
    keys: 'Mod+Shift+P',
    run: () => openPing(),
  },
  { id: 'ping.stop', word: 'endPing', group: 'endpoint', available: isPinging, run: () => void stopPing() },
  {
    id: 'endpoint.rename',
    word: 'renameEndpoint',
    group: 'endpoint',
    keys: 'F2',
    inEndpoints: true,
    available: hasCurrent,
    run: withCurrent((id) => useRenaming.setState({ id })),
  },
  {
    id: 'endpoint.duplicate',
    word: 'duplicateEndpoint',
    group: 'endpoint',
    keys: 'Mod+D',
    available: hasCurrent,
    run: withCurrent((id) => void createAndFocus(useCurrent.getState().role, id)),
  },
  {
    id: 'endpoint.delete',
    word: 'deleteEndpoint',
    group: 'endpoint',
    available: hasCurrent,
    run: withCurrent(askRemove),
  },
  {
    id: 'endpoint.next',
    word: 'nextEndpoint',
    group: 'endpoint',
    keys: 'Mod+PageDown',
    available: hasCurrent,
    run: () => stepTab(1),
  },
  {
    id: 'endpoint.previous',
    word: 'previousEndpoint',
    group: 'endpoint',
    keys: 'Mod+PageUp',
    available: hasCurrent,
    run: () => stepTab(-1),
  },
  {
    id: 'endpoint.presets',
    word: 'presets',
    group: 'endpoint',
    run: () => openPresets(currentEndpointId()),
  },
  { id: 'endpoints.save', word: 'saveEndpoints', group: 'endpoint', run: () => void saveEndpoints() },
  { id: 'endpoints.open', word: 'openEndpoints', group: 'endpoint', run: () => void openEndpoints() },
  { id: 'reply.off', word: 'replyOff', group: 'endpoint', available: hasCurrent, run: setReply('off') },
  { id: 'reply.echo', word: 'replyEcho', group: 'endpoint', available: hasCurrent, run: setReply('echo') },
  { id: 'reply.fixed', word: 'replyFixed', group: 'endpoint', available: hasCurrent, run: setReply('fixed') },
  {
    id: 'reply.rules',
    word: 'replyRules',
    group: 'endpoint',
    available: hasCurrent,
    run: setReply('rules'),
  },
  {
    id: 'reply.editRules',
    word: 'editRules',
    group: 'endpoint',
    keys: 'Mod+Shift+R',
    available: hasCurrent,
    run: withCurrent(openRules),
  },
  {
    id: 'reply.script',
    word: 'replyScript',
    group: 'endpoint',
    available: hasCurrent,
    run: setReply('script'),
  },
  {
    id: 'reply.editScript',
    word: 'editScript',
    group: 'endpoint',
    keys: 'Mod+J',
    available: hasCurrent,
    run: withCurrent(openScript),
  },
  {
    id: 'message.send',
    word: 'sendMessage',
    group: 'message',
    keys: 'Mod+Enter',
    inEndpoints: true,
    available: hasCurrent,
    run: withCurrent((id) => void send(id)),
  },
  {
    id: 'message.repeat',
    word: 'repeatMessage',
    group: 'message',
    keys: 'Mod+Shift+Enter',
    inEndpoints: true,
    available: hasCurrent,
    run: withCurrent((id) => void startRepeat(id)),
  },
  {
    id: 'message.endRepeat',
    word: 'endLastRepeat',
    group: 'message',
    available: () => repeatsOf(currentEndpointId() ?? '').length > 0,
    run: withCurrent((id) => {
      const last = repeatsOf(id).at(-1);
      if (last !== undefined) void stopRepeat(id, last.id);
    }),
  },
  {
    id: 'message.endRepeats',
    word: 'endAllRepeats',
    group: 'message',
    keys: 'Mod+Shift+X',
    available: () => countRepeats() > 0,
    run: () => void stopAllRepeats(),
  },
  {
    id: 'message.insert',
    word: 'insertValue',
    group: 'message',
    keys: 'Mod+I',
    inEndpoints: true,
    available: hasTemplate,
    run: withCurrent((id) => openInsert(id, 'menu')),
  },
  {
    id: 'message.checksum',
    word: 'appendChecksum',
    group: 'message',
    available: hasTemplate,
    run: withCurrent((id) => openInsert(id, 'checksums')),
  },
  {
    id: 'library.toggle',
    word: 'toggleLibrary',
    group: 'message',
    keys: 'Mod+B',
    run: toggleLibrary,
  },
  {
    id: 'library.save',
    word: 'saveMessage',
    group: 'message',
    keys: 'Mod+Shift+S',
    run: () => saveComposed(words('library:newName')),
  },
  {
    id: 'sequence.toggle',
    word: 'toggleSequence',
    group: 'message',
    keys: 'Mod+R',
    available: () => hasSequences() && hasCurrent(),
    run: toggleSequence,
  },
  {
    id: 'sequence.new',
    word: 'newSequence',
    group: 'message',
    run: () => newSequence(words('sequences:newName')),
  },
  {
    id: 'sequence.show',
    word: 'showSequences',
    group: 'message',
    run: () => {
      showSequences();
      requestAnimationFrame(() => focusRegion('library'));
    },
  },
  {
    id: 'sequence.record',
    word: 'recordSequence',
    group: 'log',
    available: () => canCopyExchange(useLog.getState().selected),
    run: () => void recordSequence(useLog.getState().selected, words('sequences:newName')),
  },
  { id: 'library.import', word: 'importMessages', group: 'message', run: () => void importSaved() },
  { id: 'library.export', word: 'exportMessages', group: 'message', run: () => void exportSaved() },
  {
    id: 'message.variables',
    word: 'editVariables',
    group: 'message',
    keys: 'Mod+E',
    run: openVariables,
  },
  { id: 'message.text', word: 'formatText', group: 'message', available: hasCurrent, run: setFormat('text') },
  { id: 'message.hex', word: 'formatHex', group: 'message', available: hasCurrent, run: setFormat('hex') },
  { id: 'message.file', word: 'formatFile', group: 'message', available: hasCurrent, run: setFormat('file') },
  {
    id: 'workspace.new',
    word: 'newWorkspace',
    group: 'workspace',
    keys: 'Mod+Shift+E',
    run: newWorkspace,
  },
  {
    id: 'workspace.open',
    word: 'openWorkspace',
    group: 'workspace',
    keys: 'Mod+Shift+O',
    run: openWorkspace,
  },
  {
    id: 'workspace.saveAs',
    word: 'saveWorkspaceAs',
    group: 'workspace',
    keys: 'Mod+Shift+A',
    run: saveWorkspaceAs,
  },
  {
    id: 'workspace.menu',
    word: 'workspaceMenu',
    group: 'workspace',
    keys: 'Mod+Shift+W',
    run: () => showWorkspaceMenu(true),
  },
  {
    id: 'workspace.faults',
    word: 'workspaceFaults',
    group: 'workspace',
    available: () => useWorkspace.getState().status.faultCount > 0,
    run: () => showWorkspaceFaults(true),
  },
  { id: 'capture.save', word: 'saveCapture', group: 'capture', keys: 'Mod+S', run: () => void saveCapture() },
  { id: 'capture.open', word: 'openCapture', group: 'capture', keys: 'Mod+O', run: () => void openCapture() },
  { id: 'lua.open', word: 'luaDissectors', group: 'log', run: () => void openLuaFiles() },
  { id: 'capture.limit', word: 'captureLimit', group: 'capture', run: openLimit },
  { id: 'capture.conversations', word: 'conversations', group: 'capture', run: openConversations },
  { id: 'capture.export', word: 'exportRows', group: 'capture', run: () => openExport() },
  {
    id: 'capture.openInWireshark',
    word: 'openInWireshark',
    group: 'capture',
    available: () => capture().rows > 0,
    run: () => void openInWireshark(),
  },
  {
    id: 'capture.recovered',
    word: 'recoveredCaptures',
    group: 'capture',
    available: () => capture().leftovers > 0,
    run: openLeftovers,
  },
  {
    id: 'capture.live',
    word: 'showLive',
    group: 'capture',
    available: () => capture().source.kind === 'file',
    run: () => void showLive(),
  },
  { id: 'capture.clear', word: 'clearCapture', group: 'capture', keys: 'Mod+L', run: () => void clearLog() },
  {
    id: 'capture.undoClear',
    word: 'undoClear',
    group: 'capture',
    available: () => capture().canUndoClear,
    run: () => void undoClearLog(),
  },
  {
    id: 'capture.resume',
    word: 'resumeRecording',
    group: 'capture',
    available: () => !capture().recording.on,
    run: () => void resumeRecording(),
  },
  {
    id: 'log.filter',
    word: 'focusFilter',
    group: 'log',
    keys: 'Mod+Shift+K',
    run: () => {
      unfold('log');
      focusFilter();
    },
  },
  {
    id: 'log.mark',
    word: 'markRow',
    group: 'log',
    keys: 'Mod+M',
    available: () => useLog.getState().selected !== null,
    run: () => void toggleMark(),
  },
  {
    id: 'log.nextMark',
    word: 'nextMark',
    group: 'log',
    keys: 'F4',
    available: hasMarks,
    run: () => void goToMark('next'),
  },
  {
    id: 'log.previousMark',
    word: 'previousMark',
    group: 'log',
    keys: 'Shift+F4',
    available: hasMarks,
    run: () => void goToMark('previous'),
  },
  {
    id: 'log.clearMarks',
    word: 'clearMarks',
    group: 'log',
    available: hasMarks,
    run: () => void clearMarks(),
  },
  { id: 'log.find', word: 'findInLog', group: 'log', keys: 'Mod+F', run: () => openInLog('find') },
  { id: 'log.findNext', word: 'findNextMatch', group: 'log', keys: 'F3', run: () => void findRow('next') },
  {
    id: 'log.findPrevious',
    word: 'findPreviousMatch',
    group: 'log',
    keys: 'Shift+F3',
    run: () => void findRow('previous'),
  },
  { id: 'log.goTo', word: 'goToRow', group: 'log', keys: 'Mod+G', run: () => openInLog('goTo') },
  ...COPY_EXCHANGE,
  {
    id: 'log.savePcapng',
    word: 'saveRowsPcapng',
    group: 'log',
    available: () => exportScope('row') !== null,
    run: () => void exportSelected(),
  },
  {
    id: 'log.selectAll',
    word: 'selectAllRows',
    group: 'log',
    run: () => {
      unfold('log');
      selectAllRows();
      focusLog();
    },
  },
  {
    id: 'log.selectOne',
    word: 'selectOneRow',
    group: 'log',
    available: () => countChosen() > 0,
    run: selectOne,
  },
  {
    id: 'log.compare',
    word: 'compareRow',
    group: 'log',
    keys: 'Mod+Shift+C',
    available: () => canCompare(useLog.getState().selected),
    run: () => compareRow(),
  },
  { id: 'compare.open', word: 'compareRows', group: 'capture', run: askCompare },
  {
    id: 'log.detect',
    word: 'detectChecksum',
    group: 'log',
    available: () => canAskDetective(useLog.getState().selected),
    run: () => void askDetective(useLog.getState().selected),
  },
  {
    id: 'log.messages',
    word: 'showAsMessages',
    group: 'log',
    available: () => (useLog.getState().selected?.flow ?? 0) > 0,
    run: () => {
      const { selected } = useLog.getState();
      if (selected === null) return;
      showMessages(selected);
      requestAnimationFrame(focusInspector);
    },
  },
  {
    id: 'log.framing',
    word: 'detectFraming',
    group: 'log',
    available: () => canDetectFraming(useLog.getState().selected),
    run: () => {
      const { selected } = useLog.getState();
      if (canDetectFraming(selected)) void askFramingDetective(selected);
    },
  },
  {
    id: 'log.follow',
    word: 'toggleFollow',
    group: 'log',
    keys: 'Mod+Shift+F',
    run: () => followLog(!useLog.getState().follow),
  },
  {
    id: 'log.columns',
    word: 'logColumns',
    group: 'log',
    run: () => {
      unfold('log');
      openColumnMenu();
    },
  },
  { id: 'log.resetColumns', word: 'resetColumns', group: 'log', run: resetColumns },
  { id: 'log.in', word: 'toggleIn', group: 'log', run: toggleFilter('in') },
  { id: 'log.out', word: 'toggleOut', group: 'log', run: toggleFilter('out') },
  { id: 'log.events', word: 'toggleEvents', group: 'log', run: toggleFilter('events') },
  { id: 'timeline.toggle', word: 'toggleTimeline', group: 'log', run: toggleTimeline },
  { id: 'timeline.go', word: 'goTimeline', group: 'log', keys: 'Mod+Shift+T', run: focusTimeline },
  {
    id: 'timeline.messages',
    word: 'timelineMessages',
    group: 'log',
    run: () => measureTimeline('messages'),
  },
  { id: 'timeline.bytes', word: 'timelineBytes', group: 'log', run: () => measureTimeline('bytes') },
  {
    id: 'timeline.zoomIn',
    word: 'timelineZoomIn',
    group: 'log',
    available: () => zoomTarget() !== null,
    run: zoomIn,
  },
  {
    id: 'timeline.zoomOut',
    word: 'timelineZoomOut',
    group: 'log',
    available: () => useTimeline.getState().back.length > 0,
    run: zoomOut,
  },
  {
    id: 'timeline.all',
    word: 'timelineAll',
    group: 'log',
    available: () => useLogFilter.getState().span !== null,
    run: () => limitTime(null),
  },
  { id: 'go.servers', word: 'goServers', group: 'view', keys: 'Mod+1', run: () => focusRegion('servers') },
  { id: 'go.clients', word: 'goClients', group: 'view', keys: 'Mod+2', run: () => focusRegion('clients') },
  { id: 'go.log', word: 'goLog', group: 'view', keys: 'Mod+3', run: () => focusRegion('log') },
  {
    id: 'go.inspector',
    word: 'goInspector',
    group: 'view',
    keys: 'Mod+4',
    run: () => focusRegion('inspector'),
  },
  {
    id: 'inspector.decodeAs',
    word: 'decodeAs',
    group: 'log',
    available: () => canDecodeAs(useLog.getState().selected),
    run: decodeSelectedAs,
  },
  {
    id: 'inspector.fieldColumn',
    word: 'fieldColumn',
    group: 'log',
    available: canAddChosenColumn,
    run: addChosenColumn,
  },
  {
    id: 'inspector.fieldChart',
    word: 'fieldChart',
    group: 'log',
    available: canAddChosenToChart,
    run: addChosenToChart,
  },
  { id: 'log.removeChart', word: 'removeChart', group: 'log', available: hasChartFields, run: removeChart },
  { id: 'inspector.decode', word: 'showDecode', group: 'view', run: showTab('decode') },
  { id: 'inspector.bytes', word: 'showBytes', group: 'view', run: showTab('bytes') },
  { id: 'inspector.text', word: 'showText', group: 'view', run: showTab('text') },
  { id: 'inspector.stream', word: 'showStream', group: 'view', run: showTab('stream') },
  { id: 'inspector.timing', word: 'showTiming', group: 'view', run: showTab('timing') },
  {
    id: 'stream.saveText',
    word: 'saveStreamText',
    group: 'capture',
    run: () => void saveStream('text', 'both'),
    available: hasConversation,
  },
  {
    id: 'stream.saveHex',
    word: 'saveStreamHex',
    group: 'capture',
    run: () => void saveStream('hexDump', 'both'),
    available: hasConversation,
  },
  {
    id: 'stream.saveRaw',
    word: 'saveStreamRaw',
    group: 'capture',
    run: () => void saveStream('raw', 'both'),
    available: hasConversation,
  },
  {
    id: 'fold.servers',
    word: 'foldServers',
    group: 'view',
    keys: 'Mod+Shift+1',
    run: () => toggleFolded('servers'),
  },
  {
    id: 'fold.clients',
    word: 'foldClients',
    group: 'view',
    keys: 'Mod+Shift+2',
    run: () => toggleFolded('clients'),
  },
  { id: 'fold.log', word: 'foldLog', group: 'view', keys: 'Mod+Shift+3', run: () => toggleFolded('log') },
  {
    id: 'fold.inspector',
    word: 'foldInspector',
    group: 'view',
    keys: 'Mod+Shift+4',
    run: () => toggleFolded('inspector'),
  },
  { id: 'region.next', word: 'nextRegion', group: 'view', keys: 'F6', run: () => cycleRegion(1) },
  {
    id: 'region.previous',
    word: 'previousRegion',
    group: 'view',
    keys: 'Shift+F6',
    run: () => cycleRegion(-1),
  },
  { id: 'theme.system', word: 'themeSystem', group: 'view', run: setTheme('system') },
  { id: 'theme.dark', word: 'themeDark', group: 'view', run: setTheme('dark') },
  { id: 'theme.light', word: 'themeLight', group: 'view', run: setTheme('light') },
  { id: 'language.other', word: 'otherLanguage', group: 'view', run: otherLanguage },
];
