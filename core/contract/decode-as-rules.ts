import type { DecodeAsRule } from './decode-as';
import { MAX_DECODE_AS_RULES } from './limits';

// In a file of its own, so that the window can make rules without loading the validators.

type Port = Pick<DecodeAsRule, 'transport' | 'port'>;

export const ruleOf = (rules: readonly DecodeAsRule[], { transport, port }: Port): DecodeAsRule | undefined =>
  rules.find((rule) => rule.transport === transport && rule.port === port);

/** The rules with another protocol for a port, or with none (null). */
export const withRule = (
  rules: readonly DecodeAsRule[],
  { transport, port }: Port,
  protocol: string | null,
): DecodeAsRule[] => {
  const others = rules.filter((rule) => rule.transport !== transport || rule.port !== port);
  return protocol === null
    ? others
    : [...others.slice(-(MAX_DECODE_AS_RULES - 1)), { transport, port, protocol }];
};

/** Whether the rules only add to those before: nothing has to be taken back. */
export const onlyAdds = (before: readonly DecodeAsRule[], after: readonly DecodeAsRule[]): boolean =>
  before.every((rule) => ruleOf(after, rule)?.protocol === rule.protocol);
