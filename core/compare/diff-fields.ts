import type { DecodedField } from '../contract/dissect';

/** A field of two decode trees that differs, or a heading over such ones. */
export interface FieldDifference {
  /** No other one has it. */
  readonly path: string;
  readonly depth: number;
  /** As each tree words it; null: that tree has none like it. */
  readonly left: DecodedField | null;
  readonly right: DecodedField | null;
  /** False of a heading that is equal in both. */
  readonly differs: boolean;
}

interface Node {
  readonly field: DecodedField;
  readonly children: Node[];
}

/** The list in reading order as the tree that it is. */
const treeOf = (fields: readonly DecodedField[]): readonly Node[] => {
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const field of fields) {
    const node: Node = { field, children: [] };
    open.length = Math.min(open.length, field.depth);
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
};

/** What makes two fields the same one: its name, else what stands before its value; headings are told by their order. */
const keyOf = ({ name, label }: DecodedField): string => {
  if (name !== '') return name;
  const colon = label.indexOf(': ');
  return colon === -1 ? '' : `: ${label.slice(0, colon)}`;
};

/** By the key and which of its namesakes it is. */
const keyed = (nodes: readonly Node[]): ReadonlyMap<string, Node> => {
  const seen = new Map<string, number>();
  return new Map(
    nodes.map((node) => {
      const key = keyOf(node.field);
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      return [`${key} ${before}`, node];
    }),
  );
};

/** The keys of both, in the left one's order; what only the right one has stands behind what it follows there. */
const inOrder = (left: ReadonlyMap<string, Node>, right: ReadonlyMap<string, Node>): readonly string[] => {
  const followers = new Map<string, string[]>();
  let last = '';
  for (const key of right.keys()) {
    if (left.has(key)) last = key;
    else {
      const there = followers.get(last);
      if (there === undefined) followers.set(last, [key]);
      else there.push(key);
    }
  }
  return [
    ...(followers.get('') ?? []),
    ...[...left.keys()].flatMap((key) => [key, ...(followers.get(key) ?? [])]),
  ];
};

const walk = (
  left: ReadonlyMap<string, Node>,
  right: ReadonlyMap<string, Node>,
  above: string,
  depth: number,
  into: FieldDifference[],
): void => {
  for (const key of inOrder(left, right)) {
    const one = left.get(key);
    const other = right.get(key);
    const differs = one?.field.label !== other?.field.label;
    const at = into.length;
    const path = `${above}/${key}`;
    into.push({ path, depth, left: one?.field ?? null, right: other?.field ?? null, differs });
    // Of what only one side has, its name says enough.
    if (one !== undefined && other !== undefined)
      walk(keyed(one.children), keyed(other.children), path, depth + 1, into);
    if (!differs && into.length === at + 1) into.pop();
  }
};

/** Of `fields`, those of the first so many layers. */
const layersOf = (fields: readonly DecodedField[], layers: number): readonly DecodedField[] => {
  let seen = 0;
  const end = fields.findIndex(({ depth }) => {
    if (depth === 0) seen += 1;
    return seen > layers;
  });
  return end === -1 ? fields : fields.slice(0, end);
};

/** A decode tree, and how many of its layers are looked at. */
export interface FieldSide {
  readonly fields: readonly DecodedField[];
  readonly layers: number;
}

/** In which fields two decode trees differ, each under the headings that it stands under. */
export const diffFields = (left: FieldSide, right: FieldSide): readonly FieldDifference[] => {
  const into: FieldDifference[] = [];
  const of = ({ fields, layers }: FieldSide) => keyed(treeOf(layersOf(fields, layers)));
  walk(of(left), of(right), '', 0, into);
  return into;
};
