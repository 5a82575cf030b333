import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type EndpointConfig,
  endpointConfigSchema,
  endpointName,
  newEndpoint,
  type Role,
} from '../../core/contract/endpoint';
import type { JsonFile } from './json-file';

/** The endpoints that a person set up, with their drafts. `version` names the shape, for later migrations. */
export const workspaceSchema = z.strictObject({
  version: z.literal(1),
  endpoints: z.array(endpointConfigSchema).max(1000),
});
export type WorkspaceFile = z.infer<typeof workspaceSchema>;

/** On the first start one server and one client stand ready: TCP, 127.0.0.1:8888. */
export const firstWorkspace = (): WorkspaceFile => ({
  version: 1,
  endpoints: [newEndpoint(randomUUID(), 'server'), newEndpoint(randomUUID(), 'client')],
});

export interface Workspace {
  readonly endpoints: readonly EndpointConfig[];
  find(id: string): EndpointConfig | undefined;
  create(role: Role, copyOf: EndpointConfig | undefined): EndpointConfig;
  put(config: EndpointConfig): void;
  remove(id: string): void;
  flush(): Promise<void>;
}

/** `Modbus` → `Modbus 2` → `Modbus 3`: a copy's name is not taken yet. */
const copyName = (name: string, taken: ReadonlySet<string>): string => {
  const stem = name.replace(/ \d+$/, '');
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`.slice(0, 100);
};

export const openWorkspace = (file: JsonFile<WorkspaceFile>): Workspace => {
  const save = (endpoints: EndpointConfig[]): void => file.set({ ...file.value, endpoints });
  return {
    get endpoints() {
      return file.value.endpoints;
    },
    find: (id) => file.value.endpoints.find((endpoint) => endpoint.id === id),
    create(role, copyOf) {
      const fresh = newEndpoint(randomUUID(), role);
      const taken = new Set(file.value.endpoints.map(endpointName));
      const config =
        copyOf === undefined
          ? fresh
          : { ...copyOf, id: fresh.id, role, name: copyName(endpointName(copyOf), taken) };
      const position =
        copyOf === undefined ? -1 : file.value.endpoints.findIndex(({ id }) => id === copyOf.id);
      const endpoints = [...file.value.endpoints];
      endpoints.splice(position === -1 ? endpoints.length : position + 1, 0, config);
      save(endpoints);
      return config;
    },
    put: (config) =>
      save(file.value.endpoints.map((endpoint) => (endpoint.id === config.id ? config : endpoint))),
    remove: (id) => save(file.value.endpoints.filter((endpoint) => endpoint.id !== id)),
    flush: () => file.flush(),
  };
};
