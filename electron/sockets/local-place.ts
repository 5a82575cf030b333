import { pathAddress, unnamedAddress } from '../../core/contract/local-address';
import { ok } from '../../core/contract/result';
import { localQueue } from './accept-queue';
import { failureOf } from './failure-of';
import type { LocalPlan } from './local-plan';
import type { Plan } from './plan';
import { bindFailure, connectFailure, SocketFile } from './socket-file';
import type { StreamPlace } from './stream-place';

/** The path of a Unix domain socket, or the name of a pipe. The system knows no more of the peer than that it is there. */
export const localPlace = (
  { role, backlog }: Pick<Plan, 'role' | 'backlog'>,
  { kind, path, name, mode }: LocalPlan,
): StreamPlace => {
  const named = pathAddress(path);
  const params = { path, remote: path };
  let file: SocketFile | null = null;
  return {
    text: path,
    params,
    remote: named,
    listenOptions: () => ({ path: name, backlog, exclusive: true }),
    listening: () => {
      if (kind !== 'file') return ok(named);
      file = new SocketFile(name);
      const set = mode === null ? ok(null) : file.setMode(mode);
      return set.ok ? ok(named) : set;
    },
    stopListening: (server) => {
      if (file === null) server?.close();
      else file.close(server);
      file = null;
    },
    release: (server) => {
      if (file !== null) return file.release(server);
      server.close();
      return ok(null);
    },
    waiting: () => localQueue(path),
    listenFailure: (error) =>
      kind === 'file' ? bindFailure(error, path) : Promise.resolve(failureOf(error, { path })),
    connectOptions: () => ({ path: name }),
    connectFailure: (error, ms) =>
      kind === 'file'
        ? connectFailure(error, path, { ...params, ms })
        : Promise.resolve(failureOf(error, { ...params, ms })),
    endsOf: (_socket, flow) =>
      role === 'server'
        ? { local: named, remote: unnamedAddress(flow) }
        : { local: unnamedAddress(flow), remote: named },
    // There is no RST, and Node throws when it is asked for one.
    discard: (socket) => void socket.destroy(),
  };
};
