import { childOf, type JsonNode } from '../json/tree';

const LONGEST_NAME = 40;

export const scalarOf = (node: JsonNode | undefined): unknown =>
  node?.kind === 'scalar' ? node.value : undefined;

/**
 * Names the fields of a tree as the file has them: `endpoints › PLC › port`, an item of a list by its name, or by its
 * number from 1. It is the number from before anything was taken out of the tree.
 */
export const fieldNames = (root: JsonNode): ((path: readonly PropertyKey[]) => string) => {
  const numbers = new WeakMap<JsonNode, number>();
  const number = (node: JsonNode): void => {
    if (node.kind === 'object') for (const member of node.members) number(member.node);
    if (node.kind !== 'array') return;
    for (const [at, item] of node.items.entries()) {
      numbers.set(item, at + 1);
      number(item);
    }
  };
  number(root);
  return (path) => {
    let node: JsonNode | undefined = root;
    const words = path.map((key) => {
      node = node === undefined ? undefined : childOf(node, key);
      if (typeof key !== 'number') return String(key);
      const name = node === undefined ? undefined : scalarOf(childOf(node, 'name'));
      if (typeof name === 'string' && name.trim() !== '') return name.slice(0, LONGEST_NAME);
      return `#${(node === undefined ? undefined : numbers.get(node)) ?? key + 1}`;
    });
    return words.join(' › ');
  };
};
