import type { z } from 'zod';
import type { Failure } from '../contract/failure';
import { childOf, type JsonNode, type JsonObject } from '../json/tree';
import { fieldNames, scalarOf } from './field-names';
import type { RecordShape } from './shape';
import { fill } from './sparse';

/** What was wrong at a place of the text. */
export interface Blame {
  readonly offset: number;
  readonly field: string;
  readonly failure: Failure;
}

type Issue = z.core.$ZodIssue;

/** A text of several lines is an object in the tree; everything else is what it is in JSON. */
const plain = (node: JsonNode): unknown => {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plain);
  const lines = node.members.length === 1 ? childOf(node, 'lines') : undefined;
  if (lines?.kind === 'array') {
    const texts = lines.items.map(scalarOf);
    if (texts.every((text) => typeof text === 'string')) return texts.join('\n');
  }
  return Object.fromEntries(node.members.map(({ key, node: child }) => [key, plain(child)]));
};

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'EFIELD_TEXT',
  number: 'EFIELD_NUMBER',
  int: 'EFIELD_NUMBER',
  boolean: 'EFIELD_SWITCH',
  array: 'EFIELD_LIST',
};

const failureOf = (issue: Issue): Failure => {
  switch (issue.code) {
    case 'invalid_type':
      return { code: EXPECTED[issue.expected] ?? 'EFIELD_GROUP' };
    case 'invalid_value':
      return { code: 'EFIELD_CHOICE', params: { choices: issue.values.map(String).join(', ') } };
    case 'unrecognized_keys':
      return { code: 'EFIELD_UNKNOWN' };
    case 'too_big':
      return {
        code: issue.origin === 'array' ? 'EFIELD_MANY' : 'EFIELD_LARGE',
        params: { max: Number(issue.maximum) },
      };
    default:
      return { code: 'EFIELD_FORM' };
  }
};

const drop = (parent: JsonNode, child: JsonNode): void => {
  if (parent.kind === 'array') parent.items.splice(parent.items.indexOf(child), 1);
  if (parent.kind !== 'object') return;
  const at = parent.members.findIndex(({ node }) => node === child);
  if (at !== -1) parent.members.splice(at, 1);
};

/** The nodes on the way to a place, as far as they are there. */
const wayTo = (root: JsonObject, path: readonly PropertyKey[]): JsonNode[] => {
  const way: JsonNode[] = [root];
  for (const key of path) {
    const next = childOf(way.at(-1) ?? root, key);
    if (next === undefined) break;
    way.push(next);
  }
  return way;
};

/** Lists whose items are known by their ids. */
const withTwins = (root: JsonObject, blame: (path: readonly PropertyKey[], node: JsonNode) => void): void => {
  const inList = (path: readonly PropertyKey[], list: JsonNode | undefined, inner: string | null): void => {
    if (list?.kind !== 'array') return;
    const seen = new Set<unknown>();
    for (const [at, item] of list.items.entries()) {
      const id = childOf(item, 'id');
      if (id !== undefined && seen.has(scalarOf(id))) {
        blame([...path, at, 'id'], id);
        drop(item, id);
      } else if (id !== undefined) seen.add(scalarOf(id));
      if (inner === 'rules') {
        const reply = childOf(item, 'autoReply');
        inList([...path, at, 'autoReply', 'rules'], reply && childOf(reply, 'rules'), null);
      } else if (inner === 'steps') inList([...path, at, 'steps'], childOf(item, 'steps'), null);
    }
  };
  inList(['endpoints'], childOf(root, 'endpoints'), 'rules');
  inList(['library'], childOf(root, 'library'), null);
  inList(['protocols'], childOf(root, 'protocols'), null);
  inList(['sequences'], childOf(root, 'sequences'), 'steps');
};

/** Each round takes at least one thing out of the tree, most of them all that is wrong on one level. */
const MOST_ROUNDS = 1000;

/**
 * Takes out of a tree what a schema refuses, until it accepts the rest: a field, which then is as it is at first, or the
 * item that cannot be without it. A number where a text is kept as typed is taken as typed. Changes the tree.
 */
export const mended = <T>(
  root: JsonObject,
  shape: RecordShape,
  schema: z.ZodType<T>,
  newId: () => string,
): { readonly value: T | null; readonly blames: readonly Blame[] } => {
  const nameOf = fieldNames(root);
  const blames: Blame[] = [];
  withTwins(root, (path, { offset }) =>
    blames.push({ offset, field: nameOf(path), failure: { code: 'EFIELD_TWICE' } }),
  );
  /** Answers what takes it out: nothing is moved before all of a round is found. */
  const cure = (issue: Issue): (() => void) | null => {
    const way = wayTo(root, issue.path);
    const node = way.at(-1) ?? root;
    const parent = way.at(-2);
    const there = way.length === issue.path.length + 1;
    const failure = failureOf(issue);
    const field = nameOf(issue.path);
    if (there && issue.code === 'unrecognized_keys' && node.kind === 'object') {
      const gone = node.members.filter(({ key }) => issue.keys.includes(key));
      for (const { key, offset } of gone)
        blames.push({ offset, field: nameOf([...issue.path, key]), failure });
      return () => gone.forEach((member) => void drop(node, member.node));
    }
    if (there && issue.code === 'invalid_type' && issue.expected === 'string') {
      const number = scalarOf(node);
      if (typeof number === 'number' && parent?.kind === 'object') {
        const at = parent.members.findIndex((member) => member.node === node);
        const member = parent.members[at];
        if (member !== undefined) {
          return () =>
            void parent.members.splice(at, 1, {
              ...member,
              node: { ...node, kind: 'scalar', value: String(number) },
            });
        }
      }
    }
    blames.push({ offset: node.offset, field, failure });
    if (there && failure.code === 'EFIELD_MANY' && node.kind === 'array') {
      return () => void node.items.splice(Number(failure.params?.max));
    }
    return parent === undefined ? null : () => drop(parent, node);
  };

  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const parsed = schema.safeParse(fill(plain(root), shape, newId));
    if (parsed.success) return { value: parsed.data, blames };
    const cures = parsed.error.issues.map(cure);
    if (cures.some((one) => one === null)) return { value: null, blames };
    for (const one of cures) one?.();
  }
  return { value: null, blames };
};
