import type { X509Certificate } from 'node:crypto';
import { formatAddress } from '../../core/contract/address';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { endpointName, protocolName } from '../../core/contract/endpoint-name';
import type { EndpointTag } from '../../core/contract/happening';
import type { EndpointState } from '../../core/contract/status';
import { type Context, type Counters, newCounters, type Runner } from './context';
import type { EngineDeps } from './engine-contract';
import { localPlace } from './local-place';
import { type Plan, type Tuning, tuningOf } from './plan';
import type { Pressure } from './pressure';
import { StreamClient } from './stream-client';
import { StreamServer } from './stream-server';
import { tcpPlace } from './tcp-place';
import type { TlsLayer } from './tls-layer';
import type { DropMonitor } from './udp-drops';
import { UdpSocket } from './udp-socket';

/** What is one for all endpoints of an engine. */
export interface Shared extends EngineDeps {
  readonly pressure: Pressure;
  readonly drops: DropMonitor;
  nextFlow(): number;
}

/** An endpoint from its start on, with what of it changes. */
export interface Entry {
  readonly context: Context;
  readonly runner: Runner;
  readonly counters: Counters;
  tuning: Tuning;
  tag: EndpointTag;
  /** As the last `configure` had it. */
  config: EndpointConfig;
  /** The port that the system gave. */
  bound: number | null;
  state: EndpointState;
  certificate: X509Certificate | null;
  stopping: Promise<void> | null;
}

const runnerFor = (context: Context): Runner => {
  if (context.plan.protocol === 'udp') return new UdpSocket(context);
  const { local } = context.plan;
  const place = local === null ? tcpPlace(context.plan) : localPlace(context.plan, local);
  return context.plan.role === 'server' ? new StreamServer(context, place) : new StreamClient(context, place);
};

/** In English, for the capture's interface description. */
const describe = ({ protocol, role }: Pick<Plan, 'protocol' | 'role'>, address: string): string =>
  `${protocolName(protocol)} ${role} ${address}`;

/** Makes the entry of an endpoint, which its runner then starts; `tls` over every connection from its start. */
export const openEntry = (
  shared: Shared,
  config: EndpointConfig,
  plan: Plan,
  tls: TlsLayer | null,
): Entry => {
  const { id } = config;
  const name = endpointName(config, null);
  const typed = plan.local?.path ?? formatAddress({ address: plan.host, port: plan.port });
  const counters = newCounters();
  const context: Context = {
    recorder: shared.recorder,
    pressure: shared.pressure,
    drops: shared.drops,
    plan,
    tls,
    counters,
    get tuning() {
      return entry.tuning;
    },
    get tag() {
      return entry.tag;
    },
    answers: (link) => shared.answers.open(id, link),
    now: shared.now,
    nextFlow: shared.nextFlow,
    bound: (local) => {
      entry.bound = local.port;
      const description = describe(plan, formatAddress(local));
      entry.tag = { id, name: endpointName(entry.config, local.port), description };
    },
    setState: (state) => {
      // While it is being stopped, the engine says where it is.
      if (entry.stopping === null) entry.state = state;
      shared.onStatus(id);
    },
    certificateSeen: (certificate) => {
      entry.certificate = certificate;
    },
    changed: () => shared.onStatus(id),
    say: (kind, severity, params, where) => {
      const flow = typeof where === 'object' ? where : null;
      const peer = typeof where === 'object' ? formatAddress(where.remote) : (where ?? '');
      const endpoint = flow?.endpoint ?? entry.tag;
      const happening = { kind, severity, endpoint, flow: flow?.id ?? 0, peer, params };
      shared.recorder.happening(happening, shared.now());
    },
  };
  const entry: Entry = {
    context,
    runner: runnerFor(context),
    counters,
    tuning: tuningOf(config).tuning,
    tag: { id, name, description: describe(plan, typed) },
    config,
    bound: null,
    state: { phase: 'starting' },
    certificate: null,
    stopping: null,
  };
  return entry;
};
