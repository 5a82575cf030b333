import type { RuleStatus } from '../../core/contract/rules';

interface Counter {
  matches: number;
  failures: number;
  lastAt: number | null;
  lastPeer: string;
  /** Its last answer could not be made: told once, and again only after one could. */
  failing: boolean;
}

/** How the rules of one endpoint have fared since it was started. */
export interface RuleCounters {
  matched(rule: string, peer: string): void;
  /** True: it is news. */
  failed(rule: string): boolean;
  succeeded(rule: string): void;
  status(): readonly RuleStatus[];
}

export const createRuleCounters = (): RuleCounters => {
  const counters = new Map<string, Counter>();
  const of = (rule: string): Counter => {
    const known = counters.get(rule);
    if (known !== undefined) return known;
    const made = { matches: 0, failures: 0, lastAt: null, lastPeer: '', failing: false };
    counters.set(rule, made);
    return made;
  };
  return {
    matched(rule, peer) {
      const counter = of(rule);
      counter.matches += 1;
      counter.lastAt = Date.now();
      counter.lastPeer = peer;
    },
    failed(rule) {
      const counter = of(rule);
      counter.failures += 1;
      const news = !counter.failing;
      counter.failing = true;
      return news;
    },
    succeeded(rule) {
      of(rule).failing = false;
    },
    status: () =>
      [...counters].map(([id, { matches, lastAt, lastPeer, failures }]) => ({
        id,
        matches,
        lastAt,
        lastPeer,
        failures,
      })),
  };
};
