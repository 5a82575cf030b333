import type { Answers } from '../../core/contract/answering';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import type { RuleStatus } from '../../core/contract/rules';
import type { ScriptStatus } from '../../core/contract/script';
import type { RuleHouse } from '../../core/rules/machine';
import type { Scope } from '../../core/template/scope';
import { type AnswerPlan, planFor } from './answer-plan';
import { type Household, LinkAnswerer } from './link-answerer';
import { createLoopGuard } from './loop-guard';
import { createRuleCounters } from './rule-counters';
import { createScripts, type ScriptsDeps } from './script/scripts';

export interface AnswersDeps extends Pick<Household, 'forward' | 'name'> {
  readonly scripts: ScriptsDeps;
  /** Where an endpoint's templates take their values from. */
  scope(id: string): Scope;
  say(id: string, ...said: Parameters<Household['say']>): void;
  /** A fixed answer could not be made. Told once, and again only after one could. */
  failed(id: string, failure: Failure): void;
}

export interface EndpointAnswers extends Answers {
  /** Variables, counters and all else of an endpoint that is not running begin anew. */
  forget(id: string): void;
  rules(id: string): readonly RuleStatus[];
  /** Null: no script was started with the endpoint. */
  script(id: string): ScriptStatus | null;
  /** The script of a running endpoint begins anew, as it is written now. */
  restartScript(id: string): Result<null>;
  /** The endpoint runs no more. Its script takes the ends of its connections, and then ends. */
  stopped(id: string): void;
  /** Scripts of endpoints that were stopped have ended. */
  settled(): Promise<void>;
}

interface Kept extends Household {
  plan: AnswerPlan;
  readonly house: RuleHouse;
  readonly links: Set<LinkAnswerer>;
  /** What the plan was read from: it is read again only when that has changed. */
  read: string;
  framing: string;
  starts: string;
  started: boolean;
  config: EndpointConfig | null;
}

/** What is said about the start of an endpoint, to notice when that changes. */
const startsOf = ({ autoReply }: EndpointConfig): string =>
  JSON.stringify(autoReply.rules.filter(({ on, when }) => on && when.trigger === 'start'));

/** What all endpoints answer: nothing, an echo, always the same, by rules or by a script. */
export const createAnswers = (deps: AnswersDeps): EndpointAnswers => {
  const kept = new Map<string, Kept>();
  const guard = createLoopGuard();
  const scripts = createScripts(deps.scripts);

  const of = (id: string): Kept => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const made: Kept = {
      plan: { kind: 'plain', responder: null },
      house: { scope: deps.scope(id), variables: new Map(), random: Math.random },
      counters: createRuleCounters(),
      connects: new Map(),
      links: new Set(),
      guard,
      read: '',
      framing: '',
      starts: '',
      started: false,
      config: null,
      get script() {
        return scripts.thread(id);
      },
      say: (...said) => deps.say(id, ...said),
      forward: deps.forward,
      name: deps.name,
    };
    kept.set(id, made);
    return made;
  };

  const runStarts = (endpoint: string, one: Kept): void => {
    if (one.plan.kind !== 'rules') return;
    const { matched, effects } = one.plan.machine.started();
    for (const { rule } of matched) one.counters.matched(rule.id, '');
    for (const effect of effects) {
      const { id } = effect.rule.rule;
      if (effect.kind === 'failed') {
        if (one.counters.failed(id)) deps.failed(endpoint, effect.failure);
      } else if (effect.kind === 'forward') {
        void deps.forward(effect.to, effect.bytes).then((sent) => {
          if (!sent.ok && one.counters.failed(id)) deps.failed(endpoint, sent.failure);
        });
      }
    }
  };

  /** The script of the endpoint begins anew; to it, so do the connections that there are. */
  const runScript = (one: Kept): void => {
    if (one.config === null) return;
    const { config, links } = one;
    scripts.start(config, (deed) => {
      for (const link of links) if (link.flow.id === deed.connection) link.obey(deed);
    });
    for (const link of links) link.introduce();
  };

  return {
    configure(config) {
      const { id } = config;
      const one = of(id);
      const read = JSON.stringify([config.autoReply, config.framing]);
      one.config = config;
      if (read === one.read) return ok(null);
      const reply = {
        scope: () => deps.scope(id),
        failed: (failure: Failure) => deps.failed(id, failure),
      };
      const plan = planFor(config, reply, one.house);
      if (!plan.ok) return plan;
      const framing = `${plan.value.kind} ${JSON.stringify(config.framing)}`;
      const framingChanged = framing !== one.framing;
      const was = one.plan.kind;
      one.plan = plan.value;
      one.read = read;
      one.framing = framing;
      const starts = startsOf(config);
      // A variable's first value was changed meanwhile.
      if (one.started && starts !== one.starts) runStarts(id, one);
      one.starts = starts;
      for (const link of one.links) link.replan(framingChanged);
      if (!one.started) return ok(null);
      // A script that is being edited goes on as it was until it is started anew.
      if (plan.value.kind !== 'script') scripts.stop(id);
      else if (was !== 'script') runScript(one);
      return ok(null);
    },
    started(id) {
      const one = of(id);
      one.started = true;
      runStarts(id, one);
      if (one.plan.kind === 'script') runScript(one);
    },
    stopped(id) {
      const one = kept.get(id);
      if (one === undefined || !one.started) return;
      one.started = false;
      scripts.finish(id);
    },
    settled: () => scripts.settled(),
    open(id, link) {
      const one = of(id);
      const answerer: LinkAnswerer = new LinkAnswerer(one, link, () => one.links.delete(answerer));
      one.links.add(answerer);
      return answerer;
    },
    forget(id) {
      const one = kept.get(id);
      if (one === undefined || one.links.size === 0) kept.delete(id);
      scripts.forget(id);
    },
    rules: (id) => kept.get(id)?.counters.status() ?? [],
    script: (id) => scripts.status(id),
    restartScript(id) {
      const one = kept.get(id);
      if (one?.started !== true || one.plan.kind !== 'script') return fail({ code: 'ENOTRUNNING' });
      runScript(one);
      return ok(null);
    },
  };
};
