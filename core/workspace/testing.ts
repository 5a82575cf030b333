import fc from 'fast-check';
import type { Draft } from '../contract/draft';
import { type EndpointConfig, newEndpoint, PROTOCOLS, REPLY_MODES } from '../contract/endpoint';
import { FIELD_KINDS } from '../contract/protocol-choices';
import { ACTION_KINDS, TRIGGERS } from '../contract/rule-choices';
import type { Rule, RuleAction, RuleCondition } from '../contract/rules';
import type { SequenceStep } from '../contract/sequence';
import { STEP_KINDS } from '../contract/sequence-choices';
import type { WorkspaceContent } from '../contract/workspace';
import { newField } from '../protocol/described';
import { newAction, newCondition, newRule } from '../rules/new-rule';
import { newStep } from '../sequence/new-step';

// Workspaces for property tests: every kind of everything, with texts that a file of JSON has to get right.

const text = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'one\ntwo\n',
    '\n',
    'a\r\nb',
    '"{[,',
    '{"lines": []}',
    '<<<<<<< HEAD',
    '// no comment',
    '__proto__',
  ),
);
const id = fc.uuid();

const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({
    format: fc.constant('text' as const),
    text,
    encoding: fc.constantFrom('utf-8' as const, 'latin-1' as const),
    lineEnding: fc.constantFrom('none' as const, 'crlf' as const),
    raw: fc.boolean(),
  }),
  fc.record({ format: fc.constant('hex' as const), hex: text }),
);

const condition: fc.Arbitrary<RuleCondition> = fc
  .record({ trigger: fc.constantFrom(...TRIGGERS), text, nth: text, ignoreCase: fc.boolean() })
  .map((change) => newCondition(change));

const withDraft = (action: RuleAction, written: Draft): RuleAction => {
  if (action.kind === 'variable') return { ...action, value: written };
  return 'draft' in action ? { ...action, draft: written } : action;
};
const action = fc
  .tuple(fc.constantFrom(...ACTION_KINDS), draft)
  .map(([kind, written]) => withDraft(newAction(kind), written));

const rule: fc.Arbitrary<Rule> = fc
  .record({
    name: text,
    on: fc.boolean(),
    goOn: fc.boolean(),
    when: condition,
    actions: fc.array(action, { maxLength: 3 }),
  })
  .chain((change) => id.map((one) => newRule(one, change)));

const step: fc.Arbitrary<SequenceStep> = fc
  .tuple(fc.constantFrom(...STEP_KINDS), id, draft, condition)
  .map(([kind, own, written, match]) => {
    const made = newStep(kind, own);
    if (made.kind === 'send') return { ...made, draft: written };
    return 'match' in made ? { ...made, match } : made;
  });

const endpoint: fc.Arbitrary<EndpointConfig> = fc
  .record({
    id,
    role: fc.constantFrom('server' as const, 'client' as const),
    name: text,
    protocol: fc.constantFrom(...PROTOCOLS),
    port: text,
    mode: fc.constantFrom(...REPLY_MODES),
    rules: fc.array(rule, { maxLength: 3 }),
    source: text,
    reply: draft,
    backlog: text,
    noDelay: fc.boolean(),
    message: text,
    groups: fc.array(fc.record({ group: text, source: text, via: text }), { maxLength: 2 }),
    fingerprints: fc.array(fc.constant(Array.from({ length: 32 }, () => 'AB').join(':')), { maxLength: 2 }),
  })
  .map(({ id: own, role, name, protocol, port, groups, mode, rules, source, reply, ...rest }) => {
    const blank = newEndpoint(own, role);
    return {
      ...blank,
      name,
      protocol,
      port,
      groups,
      options: { ...blank.options, backlog: rest.backlog, noDelay: rest.noDelay },
      tls: { ...blank.tls, accepted: rest.fingerprints },
      autoReply: { ...blank.autoReply, mode, rules, reply, script: { source } },
      composer: { ...blank.composer, text: rest.message },
    };
  });

const variables = fc.array(fc.record({ name: text, value: text }), { maxLength: 3 });

const bits = fc.record({ name: text, title: text, first: text, width: text, texts: text });
const field = fc
  .record({
    title: text,
    size: text,
    order: fc.constantFrom('big' as const, 'little' as const),
    condition: text,
    texts: text,
    bits: fc.array(bits, { maxLength: 2 }),
  })
  .chain((more) => fc.constantFrom(...FIELD_KINDS).map((kind) => newField('x', kind, more)));

export const anyWorkspace: fc.Arbitrary<WorkspaceContent> = fc.record({
  endpoints: fc.array(endpoint, { maxLength: 3 }),
  variables: fc.record({
    shared: variables,
    environments: fc.array(fc.record({ name: text, variables }), { maxLength: 2 }),
    active: fc.integer({ min: -1, max: 1 }),
  }),
  library: fc.array(
    fc.record({
      id,
      name: text,
      folder: text,
      note: text,
      endpoint: text,
      key: fc.constantFrom('' as const, '1' as const),
      draft,
    }),
    { maxLength: 3 },
  ),
  sequences: fc.array(fc.record({ id, name: text, steps: fc.array(step, { maxLength: 4 }) }), {
    maxLength: 2,
  }),
  decodeAs: fc.array(
    fc.record({
      transport: fc.constantFrom('tcp' as const, 'udp' as const),
      port: fc.integer({ min: 1, max: 65_535 }),
      protocol: fc.constantFrom('mbtcp', 'http'),
    }),
    { maxLength: 2 },
  ),
  protocols: fc.array(
    fc.record({
      id,
      name: text,
      title: text,
      on: fc.boolean(),
      tcpPorts: text,
      udpPorts: text,
      fields: fc.array(field, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
});
