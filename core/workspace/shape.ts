import { newEndpoint } from '../contract/endpoint';
import { ACTION_KINDS } from '../contract/rule-choices';
import { STEP_KINDS } from '../contract/sequence-choices';
import { newAction, newCondition, textDraft } from '../rules/new-rule';
import { newStep } from '../sequence/new-step';

export type Fields = Readonly<Record<string, unknown>>;

/** How an object is written: what comes first and always, and what is left out while it is as it is at first. */
export interface RecordShape {
  readonly kind: 'record';
  /** In this order. */
  readonly first: readonly string[];
  /** What a field is that is not there, in the order in which they are written. */
  readonly blank: (item: Fields) => Fields;
  /** Objects and lists in it that have a shape of their own. */
  readonly parts: (item: Fields) => Readonly<Record<string, Shape>>;
}
export interface ListShape {
  readonly kind: 'list';
  readonly each: RecordShape;
}
export type Shape = RecordShape | ListShape;

type Parts = Readonly<Record<string, Shape>>;

const record = (
  first: readonly string[],
  blank: RecordShape['blank'] | Fields = {},
  parts: RecordShape['parts'] | Parts = {},
): RecordShape => ({
  kind: 'record',
  first,
  blank: typeof blank === 'function' ? blank : () => blank,
  parts: typeof parts === 'function' ? parts : () => parts,
});
const list = (each: RecordShape): ListShape => ({ kind: 'list', each });

const pick = <T>(fields: Readonly<Record<string, T>>, keep: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => keep(name)));

/** A record whose fields depend on its kind: those of `make`, of which `parts` have a shape of their own. */
const kinds = <K extends string>(
  first: readonly string[],
  known: readonly K[],
  make: (kind: K) => object,
  parts: Parts,
): RecordShape => {
  const fieldsOf = ({ kind }: Fields): Fields => {
    const one = known.find((other) => other === kind);
    return one === undefined ? {} : { ...make(one) };
  };
  return record(
    first,
    (item) => pick(fieldsOf(item), (name) => !Object.hasOwn(parts, name) && !first.includes(name)),
    (item) => {
      const fields = fieldsOf(item);
      return pick(parts, (name) => Object.hasOwn(fields, name));
    },
  );
};

const draft = record(['format', 'text', 'hex'], ({ format }) =>
  format === 'hex' ? {} : { ...textDraft('') },
);
const condition = record(['trigger'], { ...newCondition() });
const action = kinds(['kind'], ACTION_KINDS, newAction, { draft, value: draft });
const rule = record(
  ['id', 'name', 'on', 'when', 'actions'],
  { name: '', on: true, goOn: false },
  { when: condition, actions: list(action) },
);
const step = kinds(['kind', 'id'], STEP_KINDS, (kind) => newStep(kind, ''), {
  draft,
  value: draft,
  match: condition,
});

const {
  id: _id,
  options,
  groups: _groups,
  tls,
  framing,
  autoReply,
  composer,
  ...endpointFields
} = newEndpoint('', 'server');
const { reply: _reply, rules: _rules, script, ...replyFields } = autoReply;

const endpoint = record(['id', 'role', 'name', 'protocol', 'address', 'port'], endpointFields, {
  options: record([], options),
  groups: list(record(['group'], { source: '', via: '' })),
  tls: record([], tls),
  framing: record(['kind'], framing),
  autoReply: record(['mode'], replyFields, { reply: draft, rules: list(rule), script: record([], script) }),
  composer: record([], composer),
});

const variables = list(record(['name', 'value'], { name: '', value: '' }));

const bits = record(['name', 'first'], { name: '', title: '', first: '', width: '', texts: '' });
const field = record(
  ['name', 'kind', 'size'],
  {
    name: '',
    title: '',
    size: '',
    order: 'big',
    repeat: '',
    condition: '',
    texts: '',
    algorithm: '',
    from: '',
  },
  { bits: list(bits) },
);
const protocol = record(
  ['id', 'name'],
  { name: '', title: '', on: true, tcpPorts: '', udpPorts: '' },
  { fields: list(field) },
);

/**
 * The shape of a workspace's file. What is left out is part of the format: a default that is changed changes what
 * files mean that were written before, and needs a new version with a migration. (A test holds them.)
 */
export const WORKSPACE_SHAPE: RecordShape = record(
  [],
  {},
  {
    endpoints: list(endpoint),
    variables: record(
      [],
      { active: -1 },
      { shared: variables, environments: list(record(['name'], { name: '' }, { variables })) },
    ),
    library: list(
      record(['id', 'name'], { name: '', folder: '', note: '', endpoint: '', key: '' }, { draft }),
    ),
    sequences: list(record(['id', 'name'], { name: '' }, { steps: list(step) })),
    decodeAs: list(record(['transport', 'port', 'protocol'])),
    protocols: list(protocol),
  },
);
