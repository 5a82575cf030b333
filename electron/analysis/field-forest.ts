import type { DecodedField } from '../../core/contract/dissect';

/** A field of a decode tree with its own fields in it. */
export interface FieldNode {
  readonly name: string;
  readonly label: string;
  readonly fields?: readonly FieldNode[];
}

/** The list in reading order as nested fields. */
export const fieldForest = (fields: readonly DecodedField[]): readonly FieldNode[] => {
  const roots: FieldNode[] = [];
  /** Where the fields of each depth go. */
  const levels: FieldNode[][] = [roots];
  for (const { depth, name, label } of fields) {
    const own: FieldNode[] = [];
    // `fields` is filled while those below are read; none is left out of the text when it stays empty.
    const node: FieldNode = { name, label, fields: own };
    (levels[Math.min(depth, levels.length - 1)] ?? roots).push(node);
    levels.length = Math.min(depth, levels.length - 1) + 1;
    levels.push(own);
  }
  const bare = (nodes: readonly FieldNode[]): readonly FieldNode[] =>
    nodes.map(({ name, label, fields: below = [] }) =>
      below.length === 0 ? { name, label } : { name, label, fields: bare(below) },
    );
  return bare(roots);
};
