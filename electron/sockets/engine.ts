import type { EndpointConfig } from '../../core/contract/endpoint';
import { endpointName } from '../../core/contract/endpoint-name';
import { EXACT_BYTES_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import { fail, ok, type Result } from '../../core/contract/result';
import type { ConnectionInfo, EndpointState } from '../../core/contract/status';
import { NO_MATERIAL } from '../../core/contract/tls';
import { newCounters } from './context';
import { type Entry, openEntry, type Shared } from './endpoint-entry';
import type { Engine, EngineDeps } from './engine-contract';
import { failureParams } from './failure-of';
import { createFileTransfers } from './file-transfers';
import { grantedTo } from './granted';
import { chainOf } from './peer-certificates';
import { planOf, tuningOf } from './plan';
import { createPressure } from './pressure';
import { nameOf } from './resolve-host';
import { createTlsEndpoints } from './tls-endpoints';
import type { TlsLayer } from './tls-layer';
import { type TlsPlan, tlsPlanOf } from './tls-plan';
import { createDropMonitor } from './udp-drops';

/**
 * A message that the system has not taken after this long is answered as queued, and shown as such; a peer that
 * does not read must not hold up who sends. Should it fail later, a row says so. In ms.
 */
const ANSWER_AFTER_MS = 1000;

const STOPPED: EndpointState = { phase: 'stopped' };

export const createEngine = (deps: EngineDeps): Engine => {
  const entries = new Map<string, Entry>();
  const failedStarts = new Map<string, EndpointState>();
  const tls = createTlsEndpoints();
  let flows = 0;
  const shared: Shared = {
    ...deps,
    pressure: createPressure(deps.recorder),
    drops: createDropMonitor(),
    nextFlow: () => {
      flows += 1;
      return flows;
    },
  };

  const layerFor = (id: string, plan: TlsPlan): TlsLayer =>
    tls.layer(id, plan, (failure) =>
      entries.get(id)?.context.say('failed', 'warning', failureParams(failure)),
    );

  const running = (id: string): Entry | null => {
    const entry = entries.get(id);
    return entry === undefined || entry.state.phase === 'stopped' ? null : entry;
  };

  const refuseStart = (id: string, failure: Parameters<typeof fail>[0]): Result<null> => {
    entries.delete(id);
    failedStarts.set(id, { phase: 'stopped', failure });
    deps.onStatus(id);
    return fail(failure);
  };

  const stop = async (id: string): Promise<void> => {
    const entry = running(id);
    if (entry === null) return;
    entry.stopping ??= (async () => {
      entry.state = { phase: 'stopping' };
      deps.onStatus(id);
      await entry.runner.stop();
      entry.state = STOPPED;
      entry.stopping = null;
      deps.onStatus(id);
    })();
    await entry.stopping;
  };

  const start = async (config: EndpointConfig, material = NO_MATERIAL): Promise<Result<null>> => {
    const { id } = config;
    const stopping = entries.get(id)?.stopping ?? null;
    if (stopping !== null) await stopping;
    if (running(id) !== null) return fail({ code: 'ERUNNING' });
    const plan = planOf(config);
    if (!plan.ok) return refuseStart(id, plan.failure);
    const secured = config.protocol === 'tls' ? tlsPlanOf(config, plan.value.host, material) : ok(null);
    if (!secured.ok) return refuseStart(id, secured.failure);
    const answering = deps.answers.configure(config);
    if (!answering.ok) return refuseStart(id, answering.failure);
    failedStarts.delete(id);
    const tlsPlan = secured.value;
    const layer = tlsPlan === null ? null : layerFor(id, tlsPlan);
    const entry = openEntry(shared, config, plan.value, layer);
    entries.set(id, entry);
    deps.onStatus(id);
    deps.answers.started(id);
    const started = await entry.runner.start();
    if (!started.ok && entry.state.phase === 'starting' && entry.stopping === null) {
      entry.context.setState({ phase: 'stopped', failure: started.failure });
    }
    return started;
  };

  return {
    ...createFileTransfers(running, shared),
    configure: (config) => {
      const entry = running(config.id);
      if (entry === null) return ok(null);
      entry.config = config;
      const name = endpointName(config, entry.bound);
      if (name !== entry.tag.name) entry.tag = { ...entry.tag, name };
      const before = entry.tuning;
      const { tuning, failure } = tuningOf(config, before);
      entry.tuning = tuning;
      entry.runner.retune(before);
      const answering = deps.answers.configure(config);
      deps.onStatus(config.id);
      if (failure !== null) return fail(failure);
      return answering;
    },
    start,
    stop,
    remove: async (id) => {
      await stop(id);
      entries.delete(id);
      failedStarts.delete(id);
      tls.forget(id);
    },
    stopAll: async () => {
      await Promise.all([...entries.keys()].map(stop));
      await tls.settled();
      shared.pressure.dispose();
    },
    status: (id) => {
      const entry = entries.get(id);
      return {
        id,
        state: entry?.state ?? failedStarts.get(id) ?? STOPPED,
        connections: entry?.runner.outlets.size ?? 0,
        ...(entry?.counters ?? newCounters()),
        queued: entry?.runner.queued ?? 0,
        receiveBuffer: entry?.runner.receiveBuffer ?? null,
        sendBuffer: entry?.runner.sendBuffer ?? null,
        groups: entry?.runner.groups ?? [],
        backlog: entry?.runner.backlog ?? null,
        waiting: entry?.runner.waiting ?? null,
        descriptor: entry?.runner.descriptor ?? null,
      };
    },
    tag: (id) => entries.get(id)?.tag ?? null,
    isRunning: (id) => running(id) !== null,
    setAccepting: (id, accepting) =>
      running(id)?.runner.setAccepting(accepting) ?? Promise.resolve(fail({ code: 'ENOTRUNNING' })),
    connections: (id, start, count) => {
      const outlets = entries.get(id)?.runner.outlets;
      const list: ConnectionInfo[] = [];
      let position = 0;
      for (const outlet of outlets?.values() ?? []) {
        if (position >= start + count) break;
        if (position >= start) list.push(outlet.info());
        position += 1;
      }
      return { total: outlets?.size ?? 0, connections: list };
    },
    act: (id, connection, action) =>
      entries.get(id)?.runner.outlets.get(connection)?.act(action) ?? fail({ code: 'ENOSUCHCONNECTION' }),
    granted: (id, connection) => {
      const entry = running(id);
      return entry === null ? {} : grantedTo(entry, connection);
    },
    readExactly: (id, connection, typed) => {
      const bytes = parseWhole(typed, 'exactBytes', EXACT_BYTES_BOUNDS, 0);
      if (!bytes.ok) return bytes;
      if (bytes.value === 0) {
        return fail({
          code: 'EINVAL_NUMBER',
          params: { field: 'exactBytes', value: '', ...EXACT_BYTES_BOUNDS },
        });
      }
      const outlet = entries.get(id)?.runner.outlets.get(connection);
      if (outlet === undefined) return fail({ code: 'ENOSUCHCONNECTION' });
      return outlet.readExactly?.(bytes.value) ?? fail({ code: 'ENOTSUP_UDP' });
    },
    peerName: async (id, connection) => {
      const remote = entries.get(id)?.runner.outlets.get(connection)?.info().remote;
      return remote === undefined ? fail({ code: 'ENOSUCHCONNECTION' }) : nameOf(remote);
    },
    secure: async (config, connection, material) => {
      const entry = running(config.id);
      const outlet = entry?.runner.outlets.get(connection);
      if (entry === null || outlet === undefined) return fail({ code: 'ENOSUCHCONNECTION' });
      const plan = tlsPlanOf(config, entry.context.plan.host, material);
      if (!plan.ok) return plan;
      return outlet.secure(layerFor(config.id, plan.value));
    },
    peerCertificates: (id, connection) => {
      const entry = entries.get(id);
      const shown =
        connection === null ? entry?.certificate : entry?.runner.outlets.get(connection)?.certificate;
      return chainOf(shown ?? null);
    },
    send: async (id, target, bytes) => {
      const reach = running(id)?.runner.reach(target) ?? fail({ code: 'ENOTRUNNING' });
      // Not awaited without need: what is sent before a close in the same turn goes out before it.
      const reached = reach instanceof Promise ? await reach : reach;
      if (!reached.ok) return reached;
      let timer: NodeJS.Timeout | undefined;
      const queued = new Promise<Result<null>>((resolve) => {
        timer = setTimeout(resolve, ANSWER_AFTER_MS, ok(null));
      });
      const results = await Promise.all(
        reached.value.map((outlet) => Promise.race([outlet.send(bytes), queued])),
      );
      clearTimeout(timer);
      const failed = results.find((result) => !result.ok);
      const peers = results.filter((result) => result.ok).length;
      if (peers === 0 && failed !== undefined && !failed.ok) return failed;
      return ok({ bytes: bytes.length, peers });
    },
  };
};
