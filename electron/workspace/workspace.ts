import { randomUUID } from 'node:crypto';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import { type EndpointConfig, newEndpoint, type Role } from '../../core/contract/endpoint';
import { endpointName } from '../../core/contract/endpoint-name';
import type { Library } from '../../core/contract/library';
import type { DescribedProtocol } from '../../core/contract/protocol';
import type { Sequence } from '../../core/contract/sequence';
import type { Variables } from '../../core/contract/variables';
import { MAX_ENDPOINTS, type WorkspaceContent } from '../../core/contract/workspace';

/** Where the content is kept. */
interface Kept {
  readonly value: WorkspaceContent;
  set(content: WorkspaceContent): void;
}

/** The endpoints that a person set up, with what belongs to them, and how they are changed. */
export interface Workspace {
  readonly endpoints: readonly EndpointConfig[];
  find(id: string): EndpointConfig | undefined;
  /** Null when there are MAX_ENDPOINTS already. */
  create(role: Role, copyOf: EndpointConfig | undefined): EndpointConfig | null;
  /**
   * A new endpoint like `model`, by a name that is not taken yet. A server that answers on this computer alone gets a
   * port that no other has. Null when there are MAX_ENDPOINTS already.
   */
  createFrom(model: EndpointConfig, name: string): EndpointConfig | null;
  /** Adds copies with ids of their own. False, and nothing added, when they would be more than MAX_ENDPOINTS. */
  add(endpoints: readonly EndpointConfig[]): boolean;
  put(config: EndpointConfig): void;
  remove(id: string): void;
  readonly variables: Variables;
  setVariables(variables: Variables): void;
  readonly library: Library;
  setLibrary(library: Library): void;
  readonly sequences: readonly Sequence[];
  setSequences(sequences: readonly Sequence[]): void;
  readonly decodeAs: readonly DecodeAsRule[];
  setDecodeAs(rules: readonly DecodeAsRule[]): void;
  readonly protocols: readonly DescribedProtocol[];
  setProtocols(protocols: readonly DescribedProtocol[]): void;
}

/** `Modbus` → `Modbus 2` → `Modbus 3`: a copy's name is not taken yet. */
const copyName = (name: string, taken: ReadonlySet<string>): string => {
  const stem = name.replace(/ \d+$/, '');
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`.slice(0, 100);
};

/** A new server asks for a port that no other server here has: two on 8888 could not run side by side. */
const freePort = (endpoints: readonly EndpointConfig[], wanted: string): string => {
  const taken = new Set(endpoints.filter(({ role }) => role === 'server').map(({ port }) => port.trim()));
  if (!/^[1-9]\d{0,4}$/.test(wanted.trim())) return wanted;
  let port = Number(wanted);
  while (taken.has(String(port))) port += 1;
  return String(port);
};

/** Copies with ids of their own; rules that forward among them forward among the copies. */
const withNewIds = (endpoints: readonly EndpointConfig[]): EndpointConfig[] => {
  const ids = new Map(endpoints.map(({ id }) => [id, randomUUID() as string]));
  return endpoints.map((endpoint) => ({
    ...endpoint,
    id: ids.get(endpoint.id) ?? randomUUID(),
    autoReply: {
      ...endpoint.autoReply,
      rules: endpoint.autoReply.rules.map((rule) => ({
        ...rule,
        actions: rule.actions.map((action) =>
          action.kind === 'forward' ? { ...action, to: ids.get(action.to) ?? action.to } : action,
        ),
      })),
    },
  }));
};

export const openWorkspace = (file: Kept): Workspace => {
  const save = (endpoints: EndpointConfig[]): void => file.set({ ...file.value, endpoints });
  return {
    get endpoints() {
      return file.value.endpoints;
    },
    find: (id) => file.value.endpoints.find((endpoint) => endpoint.id === id),
    create(role, copyOf) {
      if (file.value.endpoints.length >= MAX_ENDPOINTS) return null;
      const blank = newEndpoint(randomUUID(), role);
      const fresh =
        role === 'server' ? { ...blank, port: freePort(file.value.endpoints, blank.port) } : blank;
      const taken = new Set(file.value.endpoints.map((endpoint) => endpointName(endpoint, null)));
      const config =
        copyOf === undefined
          ? fresh
          : { ...copyOf, id: fresh.id, role, name: copyName(endpointName(copyOf, null), taken) };
      const position =
        copyOf === undefined ? -1 : file.value.endpoints.findIndex(({ id }) => id === copyOf.id);
      const endpoints = [...file.value.endpoints];
      endpoints.splice(position === -1 ? endpoints.length : position + 1, 0, config);
      save(endpoints);
      return config;
    },
    createFrom(model, name) {
      const { endpoints } = file.value;
      if (endpoints.length >= MAX_ENDPOINTS) return null;
      const taken = new Set(endpoints.map((endpoint) => endpointName(endpoint, null)));
      const config = {
        ...model,
        id: randomUUID(),
        name: taken.has(name) ? copyName(name, taken) : name,
        port:
          model.role === 'server' && model.address === '127.0.0.1'
            ? freePort(endpoints, model.port)
            : model.port,
      };
      save([...endpoints, config]);
      return config;
    },
    add(endpoints) {
      if (file.value.endpoints.length + endpoints.length > MAX_ENDPOINTS) return false;
      save([...file.value.endpoints, ...withNewIds(endpoints)]);
      return true;
    },
    put: (config) =>
      save(file.value.endpoints.map((endpoint) => (endpoint.id === config.id ? config : endpoint))),
    remove: (id) => save(file.value.endpoints.filter((endpoint) => endpoint.id !== id)),
    get variables() {
      return file.value.variables;
    },
    setVariables: (variables) => file.set({ ...file.value, variables }),
    get library() {
      return file.value.library;
    },
    setLibrary: (library) => file.set({ ...file.value, library: [...library] }),
    get sequences() {
      return file.value.sequences;
    },
    setSequences: (sequences) => file.set({ ...file.value, sequences: [...sequences] }),
    get decodeAs() {
      return file.value.decodeAs;
    },
    setDecodeAs: (rules) => file.set({ ...file.value, decodeAs: [...rules] }),
    get protocols() {
      return file.value.protocols;
    },
    setProtocols: (protocols) => file.set({ ...file.value, protocols: [...protocols] }),
  };
};
