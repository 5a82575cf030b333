import type { Variable, Variables } from '../contract/variables';
import type { WorkspaceContent, WorkspacePrivate } from '../contract/workspace';
import { withLines } from './lines';
import { WORKSPACE_SHAPE } from './shape';
import { sparse } from './sparse';

/** The version of the format that is written. 1 held whole endpoints, with what was sent. */
export const WORKSPACE_VERSION = 2;

const secretName = (set: string, name: string): string => `${set}/${name}`;

const eachVariable = (
  { shared, environments, active }: Variables,
  change: (set: string, variable: Variable) => Variable,
): Variables => ({
  shared: shared.map((variable) => change('', variable)),
  environments: environments.map(({ name, variables }) => ({
    name,
    variables: variables.map((variable) => change(name, variable)),
  })),
  active,
});

/** What the file of a workspace holds, and what is kept apart from it. `join` puts them together again. */
export const split = (
  content: WorkspaceContent,
): { readonly shared: WorkspaceContent; readonly own: WorkspacePrivate } => {
  const history = Object.fromEntries(
    content.endpoints.flatMap(({ id, composer }) =>
      composer.history.length === 0 ? [] : [[id, composer.history]],
    ),
  );
  const keyLogs = Object.fromEntries(
    content.endpoints.flatMap(({ id, tls }) => (tls.keyLog === null ? [] : [[id, tls.keyLog]])),
  );
  const endpoints = content.endpoints.map((endpoint) => ({
    ...endpoint,
    tls: { ...endpoint.tls, keyLog: null },
    composer: { ...endpoint.composer, history: [] },
  }));
  const secrets: Record<string, string> = {};
  const variables = eachVariable(content.variables, (set, variable) => {
    if (variable.secret !== true) return variable;
    secrets[secretName(set, variable.name)] ??= variable.value;
    return { ...variable, value: '' };
  });
  return { shared: { ...content, endpoints, variables }, own: { version: 1, history, keyLogs, secrets } };
};

/** What a file says itself of what was sent (as those of version 1 do) counts where nothing else is known. */
export const join = (shared: WorkspaceContent, own: WorkspacePrivate): WorkspaceContent => ({
  ...shared,
  variables: eachVariable(shared.variables, (set, variable) =>
    variable.secret === true
      ? { ...variable, value: own.secrets[secretName(set, variable.name)] ?? variable.value }
      : variable,
  ),
  endpoints: shared.endpoints.map((endpoint) => ({
    ...endpoint,
    tls: { ...endpoint.tls, keyLog: own.keyLogs[endpoint.id] ?? endpoint.tls.keyLog },
    composer: { ...endpoint.composer, history: own.history[endpoint.id] ?? endpoint.composer.history },
  })),
});

/** The text of a workspace's file: JSON in a fixed order, a field a line, without what is kept apart. */
export const writeWorkspace = (content: WorkspaceContent): string => {
  const { shared } = split(content);
  const file = { porthole: 'workspace', version: WORKSPACE_VERSION, ...sparse(shared, WORKSPACE_SHAPE) };
  return `${JSON.stringify(withLines(file), null, 2)}\n`;
};
