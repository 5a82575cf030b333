import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndpointConfig, newEndpoint } from '../../core/contract/endpoint';
import type { Rule } from '../../core/contract/rules';
import { NO_MATERIAL } from '../../core/contract/tls';
import { newAction, newCondition, newRule } from '../../core/rules/new-rule';
import { type PresetName, presetOf } from '../../core/rules/presets';
import { createTraffic } from '../../electron/traffic/traffic';
import type { Traffic } from '../../electron/traffic/traffic-contract';

export type Transport = 'tcp' | 'udp';

/** Porthole's sockets, rules and capture, as the window has them, and what the protocols' programs speak through. */
export interface TestPorthole {
  readonly traffic: Traffic;
  readonly folder: string;
  /** A server that answers by rules; its port. */
  serve(name: string, transport: Transport, rules: readonly Omit<Rule, 'id'>[]): Promise<number>;
  /** A server that answers as one of the presets does; its port. */
  preset(name: string, transport: Transport, preset: PresetName): Promise<number>;
  /** A server and a client that hand each other what they receive: what passes to a port of somebody else. */
  relay(name: string, transport: Transport, target: number): Promise<number>;
  /** The rows that the server on this port received and sent. */
  rowsAt(port: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

/**
 * Below the ports that systems give to clients: of two ports the dissectors try the lower one first, so none that a
 * client happens to get is taken for its protocol.
 */
const FIRST_PORT = 21_000;
const MOST_TRIES = 1000;
/** Rows that are asked for at once. */
const PAGE = 200;

const forwardTo = (to: string): Omit<Rule, 'id'> => ({
  ...newRule('', { when: newCondition({ trigger: 'any' }) }),
  actions: [{ ...newAction('forward'), to } as Rule['actions'][number]],
});

export const startPorthole = async (): Promise<TestPorthole> => {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-protocols-'));
  const limit = { bytes: null, ageMs: null };
  const traffic = await createTraffic(
    { folder, application: 'Porthole', scriptEntry: '', limit },
    () => undefined,
  );
  let nextPort = FIRST_PORT;
  const names = new Map<number, string>();

  const configOf = (
    name: string,
    protocol: Transport,
    rules: readonly Omit<Rule, 'id'>[],
    more: Partial<EndpointConfig> = {},
  ): EndpointConfig => {
    const base = newEndpoint(name, 'server');
    const numbered = rules.map((rule, i) => ({ ...rule, id: `r${i}` }));
    return {
      ...base,
      name,
      protocol,
      autoReply: { ...base.autoReply, mode: 'rules', rules: numbered },
      ...more,
    };
  };

  /** Starts a server on the next port that is free. */
  const listen = async (config: EndpointConfig): Promise<number> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const port = nextPort;
      nextPort += 1;
      const started = await traffic.start({ ...config, port: String(port) }, NO_MATERIAL);
      if (started.ok) {
        names.set(port, config.name);
        return port;
      }
      if (started.failure.code !== 'EADDRINUSE') throw new Error(started.failure.code);
    }
    throw new Error('no port is free');
  };

  const opened = async (name: string): Promise<void> => {
    const end = performance.now() + 20_000;
    for (;;) {
      const { statuses } = await traffic.standing([name]);
      const phase = statuses[0]?.state.phase;
      if (phase === 'connected' || phase === 'open') return;
      if (performance.now() > end) throw new Error(`${name} is ${phase}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };

  return {
    traffic,
    folder,
    serve: (name, transport, rules) => listen(configOf(name, transport, rules)),
    preset(name, transport, preset) {
      const { framing, rules } = presetOf(preset);
      const config = configOf(name, transport, rules);
      return listen({ ...config, framing: { ...config.framing, ...framing } });
    },
    async relay(name, transport, target) {
      const far = `${name}-far`;
      const port = await listen(configOf(name, transport, [forwardTo(far)]));
      const client = configOf(far, transport, [forwardTo(name)], { role: 'client', port: String(target) });
      const started = await traffic.start(client, NO_MATERIAL);
      if (!started.ok) throw new Error(started.failure.code);
      await opened(far);
      return port;
    },
    async rowsAt(port) {
      const view = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
      if (!view.ok) throw new Error(view.failure.code);
      const rows: number[] = [];
      for (let start = 0, end = 1; start < end; start += PAGE) {
        const page = await traffic.page(view.value.view, start, PAGE);
        if (!page.ok) throw new Error(page.failure.code);
        end = page.value.matched;
        for (const row of page.value.rows) {
          if (row.kind === 'data' && row.endpoint === names.get(port)) rows.push(row.row);
        }
      }
      return rows;
    },
    async close() {
      await traffic.close(true);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
