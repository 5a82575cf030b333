import type { EndpointConfig } from '../../core/contract/endpoint';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Framer } from '../../core/framing/framer';
import { readFraming } from '../../core/framing/setting';
import { compileRules } from '../../core/rules/compile';
import { type RuleHouse, RuleMachine } from '../../core/rules/machine';
import { type ReplyDeps, type Responder, responderFor } from './auto-reply';

/** What an endpoint does with what it receives. */
export type AnswerPlan =
  | { readonly kind: 'plain'; readonly responder: Responder | null }
  | {
      readonly kind: 'rules';
      readonly machine: RuleMachine;
      /** Null: chunks and datagrams are the messages. */
      readonly framer: (() => Framer) | null;
      /** Silence in ms that ends a message; 0: bytes end it. */
      readonly idleMs: number;
    }
  | {
      readonly kind: 'script';
      readonly source: string;
      readonly framer: (() => Framer) | null;
      readonly idleMs: number;
    };

/**
 * Reads what an endpoint is to answer. Fails with the code of a reply or a framing that is not well-formed, or with
 * ERULES_FAULTY for the first rule that cannot be used.
 */
export const planFor = (config: EndpointConfig, deps: ReplyDeps, house: RuleHouse): Result<AnswerPlan> => {
  const { mode, script } = config.autoReply;
  if (mode !== 'rules' && mode !== 'script') {
    const responder = responderFor(config, deps);
    return responder.ok ? ok({ kind: 'plain', responder: responder.value }) : responder;
  }
  const framing = readFraming(config.framing);
  if (!framing.ok) return fail(framing.fault.failure);
  const cutting = {
    framer: framing.framing.kind === 'raw' ? null : framing.framer,
    idleMs: framing.framing.kind === 'idle' ? framing.framing.ms : 0,
  };
  if (mode === 'script') return ok({ kind: 'script', source: script.source, ...cutting });
  const { set, faulty } = compileRules(config.autoReply.rules);
  const [first] = faulty;
  if (first !== undefined) return fail({ code: 'ERULES_FAULTY', params: { number: first.index + 1 } });
  return ok({ kind: 'rules', machine: new RuleMachine(set, house), ...cutting });
};
