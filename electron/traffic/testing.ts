import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { NO_MATERIAL } from '../../core/contract/tls';
import { createTraffic } from './traffic';
import type { Traffic } from './traffic-contract';

/** What the tests of this room share: a traffic of their own, and waiting for what is to happen. */
const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Done when the test is over, in the order of what came last. */
export const atEnd = (end: () => void | Promise<void>): void => {
  ends.push(end);
};

/** Asks again until the condition answers with something, for 45 s at most. */
export const until = async <T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> => {
  const end = performance.now() + 45_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** With a capture in a folder of its own, both gone when the test is over. */
export const testTraffic = async (scriptEntry = ''): Promise<Traffic> => {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-traffic-'));
  const limit = { bytes: null, ageMs: null };
  const traffic = await createTraffic({ folder, application: 'test', scriptEntry, limit }, () => undefined);
  atEnd(async () => {
    await traffic.close(true);
    await rm(folder, { recursive: true, force: true });
  });
  return traffic;
};

/** Starts an endpoint that must start; answers with its port. */
export const startEndpoint = async (traffic: Traffic, config: EndpointConfig): Promise<number> => {
  const started = await traffic.start(config, NO_MATERIAL);
  if (!started.ok) throw new Error(started.failure.code);
  const { statuses } = await traffic.standing([config.id]);
  const state = statuses[0]?.state;
  return state !== undefined && 'local' in state ? state.local.port : 0;
};
