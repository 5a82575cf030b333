import { create } from 'zustand';
import type { Draft } from '../../core/contract/draft';
import type { EndpointConfig, ReplyMode, Role } from '../../core/contract/endpoint';
import type { RequestAnswers } from '../../core/contract/requests';
import type { Result } from '../../core/contract/result';
import { ask } from './bridge';
import { tell } from './notices';
import { updateSettings, useSettings } from './settings';
import { forgetCounters } from './templates';

interface EndpointsState {
  /** In the order of the tabs, servers and clients mixed. */
  readonly endpoints: readonly EndpointConfig[];
}

export const useEndpoints = create<EndpointsState>()(() => ({ endpoints: [] }));

/** A draft of more characters than this crosses over only when typing rests for `REST_MS`: it goes whole each time. */
const LONG = 20_000;
const REST_MS = 200;

const lengthOf = (draft: Draft): number => (draft.format === 'text' ? draft.text : draft.hex).length;

const isLong = ({ autoReply, composer }: EndpointConfig): boolean =>
  [autoReply.reply, ...composer.history].reduce(
    (length, draft) => length + lengthOf(draft),
    composer.text.length + composer.hex.length + autoReply.script.source.length,
  ) > LONG;

/** Edits that the main process has not heard of yet. */
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

export const endpointById = (id: string): EndpointConfig | undefined =>
  useEndpoints.getState().endpoints.find((endpoint) => endpoint.id === id);

/** Takes over the workspace, but keeps what a person is typing at this moment. */
export const takeEndpoints = (endpoints: readonly EndpointConfig[]): void =>
  useEndpoints.setState({
    endpoints: endpoints.map((endpoint) =>
      waiting.has(endpoint.id) ? (endpointById(endpoint.id) ?? endpoint) : endpoint,
    ),
  });

/** Those of another workspace: what waits belonged to the one before. */
export const replaceEndpoints = (endpoints: readonly EndpointConfig[]): void => {
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  useEndpoints.setState({ endpoints });
};

/** Has the main process know the endpoint as it stands here, now. */
export const flushEndpoint = async (id: string): Promise<void> => {
  const timer = waiting.get(id);
  const endpoint = endpointById(id);
  if (timer === undefined) return;
  clearTimeout(timer);
  waiting.delete(id);
  if (endpoint === undefined) return;
  const answer = await ask('endpoint.configure', endpoint);
  if (!answer.ok) tell(answer.failure);
};

export const flushEndpoints = async (): Promise<void> => {
  await Promise.all([...waiting.keys()].map(flushEndpoint));
};

/** Changes an endpoint here at once, and in the main process right after: what is on screen is what is answered. */
export const configure = (id: string, change: (endpoint: EndpointConfig) => EndpointConfig): void => {
  useEndpoints.setState(({ endpoints }) => ({
    endpoints: endpoints.map((endpoint) => (endpoint.id === id ? change(endpoint) : endpoint)),
  }));
  clearTimeout(waiting.get(id));
  const endpoint = endpointById(id);
  const rest = endpoint !== undefined && isLong(endpoint) ? REST_MS : 0;
  waiting.set(
    id,
    setTimeout(() => void flushEndpoint(id), rest),
  );
};

/** Has an endpoint answer in another way. */
export const answerBy = (id: string, mode: ReplyMode): void =>
  configure(id, (endpoint) => ({ ...endpoint, autoReply: { ...endpoint.autoReply, mode } }));

const ACTIVE = { server: 'activeServer', client: 'activeClient' } as const;

/** Brings an endpoint's tab to the front. */
export const activate = (role: Role, id: string): void => {
  if (useSettings.getState().settings[ACTIVE[role]] !== id) void updateSettings({ [ACTIVE[role]]: id });
};

/** The endpoint whose tab is in front: the kept one, else the first. */
export const useActiveId = (role: Role): string | null => {
  const kept = useSettings(({ settings }) => settings[ACTIVE[role]]);
  return useEndpoints(({ endpoints }) => {
    const own = endpoints.filter((endpoint) => endpoint.role === role);
    return (own.find((endpoint) => endpoint.id === kept) ?? own[0])?.id ?? null;
  });
};

/** Brings an endpoint that the main process has just made to the front. */
export const showEndpoint = (made: EndpointConfig): void => {
  useEndpoints.setState(({ endpoints }) =>
    endpoints.some(({ id }) => id === made.id) ? { endpoints } : { endpoints: [...endpoints, made] },
  );
  activate(made.role, made.id);
};

/** Makes a new endpoint, or a copy of one, and brings its tab to the front. */
export const createEndpoint = async (role: Role, copyOf: string | null): Promise<EndpointConfig | null> => {
  if (copyOf !== null) await flushEndpoint(copyOf);
  const answer = await ask('endpoint.create', { role, copyOf });
  if (!answer.ok) {
    tell(answer.failure);
    return null;
  }
  showEndpoint(answer.value);
  return answer.value;
};

/** Removes an endpoint; the tab beside it comes to the front. */
export const removeEndpoint = async (id: string): Promise<void> => {
  const gone = endpointById(id);
  if (gone === undefined) return;
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  const answer = await ask('endpoint.remove', { id });
  if (!answer.ok) {
    tell(answer.failure);
    return;
  }
  const own = useEndpoints.getState().endpoints.filter(({ role }) => role === gone.role);
  const at = own.findIndex((endpoint) => endpoint.id === id);
  const next = own[at + 1] ?? own[at - 1];
  useEndpoints.setState(({ endpoints }) => ({ endpoints: endpoints.filter((other) => other.id !== id) }));
  if (next !== undefined && useSettings.getState().settings[ACTIVE[gone.role]] === id)
    activate(gone.role, next.id);
};

/** Starts or connects with what stands in the fields now. A failure is shown by the endpoint's status. */
export const startEndpoint = async (id: string): Promise<Result<RequestAnswers['endpoint.start']>> => {
  await flushEndpoint(id);
  forgetCounters(id);
  return ask('endpoint.start', { id });
};

/** Removes the socket file that a program left behind, and starts in its place. */
export const replaceSocket = async (id: string): Promise<void> => {
  await flushEndpoint(id);
  const answer = await ask('endpoint.replaceSocket', { id });
  if (answer.ok) await startEndpoint(id);
  else tell(answer.failure);
};

export const stopEndpoint = async (id: string): Promise<void> => {
  const answer = await ask('endpoint.stop', { id });
  if (!answer.ok) tell(answer.failure);
};

/** One part of an endpoint; the component renders again only when that part changes. */
export const useEndpoint = <T>(id: string, pick: (endpoint: EndpointConfig) => T): T | undefined =>
  useEndpoints(({ endpoints }) => {
    const endpoint = endpoints.find((candidate) => candidate.id === id);
    return endpoint === undefined ? undefined : pick(endpoint);
  });

/** Writes all endpoints into a file that the person chooses, or adds those of one. */
export const saveEndpoints = async (): Promise<void> => {
  await flushEndpoints();
  const answer = await ask('endpoints.save');
  if (!answer.ok) tell(answer.failure);
};

export const openEndpoints = async (): Promise<void> => {
  const answer = await ask('endpoints.open');
  if (!answer.ok) tell(answer.failure);
};
