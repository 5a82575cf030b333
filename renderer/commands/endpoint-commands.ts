import type { Protocol, Role } from '../../core/contract/endpoint';
import { isStale } from '../../core/contract/local-path';
import { useOpenOptions } from '../panes/options/options-button';
import {
  acceptRefused,
  createCertificate,
  hasRefused,
  importCertificate,
  ownCertificate,
  viewCertificate,
  viewPeer,
} from '../state/certificates';
import { isAccepting, setAccepting } from '../state/connections';
import { currentEndpointId, useCurrent } from '../state/current';
import {
  activate,
  createEndpoint,
  openEndpoints,
  replaceSocket,
  saveEndpoints,
  startEndpoint,
  stopEndpoint,
  useEndpoints,
} from '../state/endpoints';
import { unfold } from '../state/panes';
import { isPinging, openPing, stopPing } from '../state/ping';
import { openPresets } from '../state/presets';
import { askRemove } from '../state/removal';
import { useRenaming } from '../state/renaming';
import { isRunning, stateOf, useStatuses } from '../state/statuses';
import { drawNow } from '../ui/draw-now';
import { inGroup } from './command';
import { hasCurrent, withCurrent } from './current-endpoint';

/** Makes an endpoint and takes the focus to what its person types first: whom to connect to, or the port. */
const createAndFocus = async (role: Role, copyOf: string | null): Promise<void> => {
  const made = await createEndpoint(role, copyOf);
  if (made === null) return;
  unfold(role === 'server' ? 'servers' : 'clients');
  const field = role === 'server' ? 'input[inputmode="numeric"]' : 'input[type="text"]';
  drawNow();
  document.getElementById(`panel-${made.id}`)?.querySelector<HTMLInputElement>(field)?.select();
};

const currentProtocol = (): Protocol | undefined =>
  useEndpoints.getState().endpoints.find(({ id }) => id === currentEndpointId())?.protocol;

const statusOf = (id: string) => useStatuses.getState().byId[id];

const accepts = (): boolean | null => isAccepting(currentEndpointId() ?? '');

const certificateHere = (): string | null => ownCertificate(currentEndpointId() ?? '');

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

/** Making endpoints, running them, and going from one to the next. */
export const ENDPOINT_COMMANDS = inGroup('endpoint', [
  {
    id: 'server.new',
    word: 'newServer',
    keys: 'Mod+N',
    run: () => void createAndFocus('server', null),
  },
  {
    id: 'client.new',
    word: 'newClient',
    keys: 'Mod+Shift+N',
    run: () => void createAndFocus('client', null),
  },
  {
    id: 'endpoint.toggle',
    word: 'toggleEndpoint',
    keys: 'F5',
    available: hasCurrent,
    run: toggleRunning,
  },
  {
    id: 'endpoint.replaceSocket',
    word: 'replaceSocket',
    available: hasStaleSocket,
    run: withCurrent((id) => void replaceSocket(id)),
  },
  {
    id: 'endpoint.pauseAccepting',
    word: 'pauseAccepting',
    available: () => accepts() === true,
    run: withCurrent((id) => void setAccepting(id, false)),
  },
  {
    id: 'endpoint.acceptAgain',
    word: 'acceptAgain',
    available: () => accepts() === false,
    run: withCurrent((id) => void setAccepting(id, true)),
  },
  {
    id: 'endpoint.options',
    word: 'endpointOptions',
    keys: 'Mod+,',
    available: hasCurrent,
    run: withCurrent((id) => useOpenOptions.setState({ id })),
  },
  {
    id: 'endpoint.joinGroup',
    word: 'joinGroup',
    available: () => currentProtocol() === 'udp',
    run: withCurrent((id) => useOpenOptions.setState({ id, joining: true })),
  },
  {
    id: 'certificate.new',
    word: 'newCertificate',
    available: () => currentProtocol() === 'tls',
    run: withCurrent((id) => void createCertificate(id)),
  },
  {
    id: 'certificate.import',
    word: 'importCertificate',
    available: hasCurrent,
    run: withCurrent((id) => void importCertificate(currentProtocol() === 'tls' ? id : null)),
  },
  {
    id: 'certificate.view',
    word: 'viewCertificate',
    available: () => currentProtocol() === 'tls' && certificateHere() !== null,
    run: () => {
      const id = certificateHere();
      if (id !== null) viewCertificate({ of: 'stored', id });
    },
  },
  {
    id: 'certificate.accept',
    word: 'acceptCertificate',
    available: () => hasRefused(currentEndpointId() ?? ''),
    run: withCurrent((id) => void acceptRefused(id)),
  },
  {
    id: 'certificate.peer',
    word: 'viewPeerCertificate',
    available: hasCurrent,
    run: withCurrent((id) => void viewPeer(id, null)),
  },
  {
    id: 'ping.open',
    word: 'pingByConnect',
    keys: 'Mod+Shift+P',
    run: () => openPing(),
  },
  { id: 'ping.stop', word: 'endPing', available: isPinging, run: () => void stopPing() },
  {
    id: 'endpoint.rename',
    word: 'renameEndpoint',
    keys: 'F2',
    inEndpoints: true,
    available: hasCurrent,
    run: withCurrent((id) => useRenaming.setState({ id })),
  },
  {
    id: 'endpoint.duplicate',
    word: 'duplicateEndpoint',
    keys: 'Mod+D',
    available: hasCurrent,
    run: withCurrent((id) => void createAndFocus(useCurrent.getState().role, id)),
  },
  {
    id: 'endpoint.delete',
    word: 'deleteEndpoint',
    available: hasCurrent,
    run: withCurrent(askRemove),
  },
  {
    id: 'endpoint.next',
    word: 'nextEndpoint',
    keys: 'Mod+PageDown',
    available: hasCurrent,
    run: () => stepTab(1),
  },
  {
    id: 'endpoint.previous',
    word: 'previousEndpoint',
    keys: 'Mod+PageUp',
    available: hasCurrent,
    run: () => stepTab(-1),
  },
  {
    id: 'endpoint.presets',
    word: 'presets',
    run: () => openPresets(currentEndpointId()),
  },
  { id: 'endpoints.save', word: 'saveEndpoints', run: () => void saveEndpoints() },
  { id: 'endpoints.open', word: 'openEndpoints', run: () => void openEndpoints() },
]);
