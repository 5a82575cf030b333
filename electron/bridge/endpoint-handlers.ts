import type { EndpointConfig } from '../../core/contract/endpoint';
import type { EndpointAnswers } from '../../core/contract/requests/endpoint';
import { fail, ok, type Result } from '../../core/contract/result';
import type { TlsMaterial } from '../../core/contract/tls';
import { MAX_ENDPOINTS } from '../../core/contract/workspace';
import type { Traffic } from '../traffic/traffic-contract';
import { writeEndpoints } from '../workspace/endpoints-file';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';
import type { ChosenFiles } from './chosen-files';
import type { Jobs } from './jobs';

export interface EndpointHandlerDeps {
  readonly traffic: Traffic;
  readonly workspace: Workspace;
  readonly jobs: Jobs;
  readonly files: ChosenFiles;
  readonly asking: {
    saveEndpointsPath(): Promise<string | null>;
    openEndpointsPath(): Promise<string | null>;
  };
  /** What an endpoint needs for TLS, as it is set up now. */
  material(config: EndpointConfig): TlsMaterial;
  /** Adds the endpoints that a `.porthole` file holds, stopped, and tells the window. */
  readonly addEndpoints: (path: string) => Promise<Result<{ readonly count: number }>>;
}

const noEndpoint = fail({ code: 'ENOENDPOINT' });

/** Requests about servers and clients. */
export const createEndpointHandlers = (deps: EndpointHandlerDeps): RoomHandlers<EndpointAnswers> => {
  const { traffic, workspace, jobs, files, asking } = deps;
  return {
    'endpoint.create': ({ role, copyOf }) => {
      const made = workspace.create(role, copyOf === null ? undefined : workspace.find(copyOf));
      return made === null ? fail({ code: 'EENDPOINTS_FULL', params: { max: MAX_ENDPOINTS } }) : ok(made);
    },
    'endpoint.configure': async (config) => {
      if (workspace.find(config.id) === undefined) return noEndpoint;
      workspace.put(config);
      await traffic.configure(config);
      return ok(null);
    },
    'endpoint.remove': async ({ id }) => {
      jobs.cancelWhere((job) => job.endpoint === id);
      await traffic.remove(id);
      files.forget(id);
      workspace.remove(id);
      return ok(null);
    },
    'endpoint.start': async ({ id }) => {
      const config = workspace.find(id);
      return config === undefined ? noEndpoint : traffic.start(config, deps.material(config));
    },
    'endpoint.replaceSocket': async ({ id }) => {
      const config = workspace.find(id);
      return config === undefined ? noEndpoint : traffic.removeStaleSocket(config);
    },
    'endpoint.stop': async ({ id }) => {
      jobs.cancelWhere((job) => job.endpoint === id);
      await traffic.stop(id);
      return ok(null);
    },
    'script.restart': ({ id }) => traffic.restartScript(id),
    'rules.status': async ({ id }) => ok(await traffic.ruleStatus(id)),
    'endpoint.accepting': ({ id, accepting }) => traffic.setAccepting(id, accepting),
    'endpoint.granted': async ({ id, connection }) => ok(await traffic.granted(id, connection)),
    'endpoints.save': async () => {
      const path = await asking.saveEndpointsPath();
      if (path === null) return ok(null);
      const { endpoints } = workspace;
      const written = await writeEndpoints(path, endpoints);
      return written.ok ? ok({ count: endpoints.length }) : written;
    },
    'endpoints.open': async () => {
      const path = await asking.openEndpointsPath();
      return path === null ? ok(null) : deps.addEndpoints(path);
    },
  };
};
