import type { Filter } from './ast';

/** The terms that only the dissectors can judge, each once. */
export const dissectorTerms = (filter: Filter): readonly string[] => {
  switch (filter.type) {
    case 'dissector':
      return [filter.text];
    case 'not':
      return dissectorTerms(filter.operand);
    case 'and':
    case 'or':
      return [...new Set(filter.operands.flatMap(dissectorTerms))];
    default:
      return [];
  }
};

const NOTHING: Filter = { type: 'not', operand: { type: 'all' } };

/**
 * The narrowest filter without terms of the dissectors that lets through every row that this one does, whatever they
 * say: Porthole's own terms narrow first, at the speed of the disk.
 */
export const widened = (filter: Filter, negated = false): Filter => {
  switch (filter.type) {
    case 'dissector':
      return negated ? NOTHING : { type: 'all' };
    case 'not':
      return { type: 'not', operand: widened(filter.operand, !negated) };
    case 'and':
    case 'or':
      return { ...filter, operands: filter.operands.map((operand) => widened(operand, negated)) };
    default:
      return filter;
  }
};

/** What is left to judge of a row that the widened filter lets through; null when nothing is. */
export const leftToJudge = (filter: Filter): Filter | null => {
  if (dissectorTerms(filter).length === 0) return null;
  if (filter.type !== 'and') return filter;
  const operands = filter.operands.flatMap((operand) => leftToJudge(operand) ?? []);
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { type: 'and', operands };
};

/** Whether it asks for anything but the dissectors. */
export const asksOwn = (filter: Filter): boolean => {
  switch (filter.type) {
    case 'dissector':
    case 'all':
      return false;
    case 'not':
      return asksOwn(filter.operand);
    case 'and':
    case 'or':
      return filter.operands.some(asksOwn);
    default:
      return true;
  }
};
