import { basename } from 'node:path';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { ConnectionAnswers } from '../../core/contract/requests/connection';
import { fail, ok } from '../../core/contract/result';
import type { TlsMaterial } from '../../core/contract/tls';
import type { Traffic } from '../traffic/traffic-contract';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';
import type { Jobs } from './jobs';

export interface ConnectionHandlerDeps {
  readonly traffic: Traffic;
  readonly workspace: Workspace;
  readonly jobs: Jobs;
  readonly asking: { saveReceivedPath(): Promise<string | null> };
  /** What an endpoint needs for TLS, as it is set up now. */
  material(config: EndpointConfig): TlsMaterial;
}

/** Requests about the connections of an endpoint. */
export const createConnectionHandlers = (deps: ConnectionHandlerDeps): RoomHandlers<ConnectionAnswers> => {
  const { traffic, workspace, jobs, asking } = deps;
  return {
    'connection.list': async ({ id, start, count }) => ok(await traffic.connections(id, start, count)),
    'connection.act': ({ id, connection, action }) => traffic.act(id, connection, action),
    'connection.read': ({ id, connection, bytes }) => traffic.readExactly(id, connection, bytes),
    'connection.name': async ({ id, connection }) => {
      const name = await traffic.peerName(id, connection);
      return name.ok ? ok({ name: name.value }) : name;
    },
    'connection.save': async ({ id, connection }) => {
      const path = await asking.saveReceivedPath();
      if (path === null) return ok(null);
      const about = { kind: 'receiveFile', name: basename(path), endpoint: id, connection } as const;
      return ok({ job: jobs.start(about, (control) => traffic.receiveFile(id, connection, path, control)) });
    },
    'connection.secure': ({ id, connection }) => {
      const config = workspace.find(id);
      return config === undefined
        ? fail({ code: 'ENOENDPOINT' })
        : traffic.secure(config, connection, deps.material(config));
    },
  };
};
