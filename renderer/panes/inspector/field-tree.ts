import type { DecodedField } from '../../../core/contract/dissect';
import type { ByteRange } from './hex-selection';

/** A line of the tree as it is drawn. */
export interface TreeLine {
  /** The field's place in the list of all fields. */
  readonly at: number;
  readonly field: DecodedField;
  readonly branch: 'open' | 'folded' | null;
  /** Its place among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
}

/** What folding remembers a field by, across rows: Wireshark's name, or what a heading says before its value. */
export const foldName = ({ name, label }: DecodedField): string =>
  name === '' ? (label.replaceAll(/\d+/g, '0').split(/[:,(]/, 1)[0]?.trim() ?? '') : name;

/** What a person folded or unfolded, by `foldName`. */
export type Folds = Readonly<Record<string, boolean>>;

const isBranch = (fields: readonly DecodedField[], at: number): boolean =>
  (fields[at + 1]?.depth ?? 0) > (fields[at]?.depth ?? 0);

/** The message's layers are open from the start, what carried them and everything deeper is folded. */
const isOpen = (field: DecodedField, layer: number, messageLayers: number, folds: Folds): boolean =>
  folds[foldName(field)] ?? (field.depth === 0 && layer < messageLayers);

/** The lines that are to be seen, in order. */
export const treeLines = (
  fields: readonly DecodedField[],
  messageLayers: number,
  folds: Folds,
): readonly TreeLine[] => {
  const lines: { -readonly [K in keyof TreeLine]: TreeLine[K] }[] = [];
  /** The siblings before a line, by depth, as long as they may get another one. */
  const open: (typeof lines)[] = [];
  const groups: (typeof lines)[] = [];
  let layer = -1;
  let foldedAt = Number.POSITIVE_INFINITY;
  fields.forEach((field, at) => {
    if (field.depth === 0) layer += 1;
    if (field.depth > foldedAt) return;
    const branches = isBranch(fields, at);
    const isUnfolded = branches && isOpen(field, layer, messageLayers, folds);
    foldedAt = branches && !isUnfolded ? field.depth : Number.POSITIVE_INFINITY;
    open.length = field.depth + 1;
    const siblings = open[field.depth] ?? [];
    if (siblings.length === 0) groups.push(siblings);
    open[field.depth] = siblings;
    const line = {
      at,
      field,
      branch: branches ? (isUnfolded ? ('open' as const) : ('folded' as const)) : null,
      position: siblings.length + 1,
      siblings: 0,
    };
    siblings.push(line);
    lines.push(line);
  });
  for (const group of groups) for (const line of group) line.siblings = group.length;
  return lines;
};

/** The fields that a field stands under, outermost first. */
export const ancestors = (fields: readonly DecodedField[], at: number): readonly number[] => {
  const found: number[] = [];
  let depth = fields[at]?.depth ?? 0;
  for (let i = at - 1; i >= 0 && depth > 0; i -= 1) {
    const above = fields[i]?.depth ?? 0;
    if (above >= depth) continue;
    found.unshift(i);
    depth = above;
  }
  return found;
};

/**
 * The field that owns a range of bytes: the shortest one that holds all of it; null for none. Of several the deepest, and
 * the message's own before what carries them (`udp.payload`).
 */
export const ownerOf = (
  fields: readonly DecodedField[],
  source: number,
  { start, end }: ByteRange,
): number | null => {
  let owner: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  let layer = -1;
  let ownersLayer = -1;
  fields.forEach((field, at) => {
    if (field.depth === 0) layer += 1;
    const holds = field.source === source && field.start <= start && field.start + field.length >= end;
    if (!holds || field.length === 0 || field.length > least) return;
    if (field.length === least && layer !== ownersLayer) return;
    owner = at;
    least = field.length;
    ownersLayer = layer;
  });
  return owner;
};

/** The next line, from `from` on and round, whose words begin with what was typed; -1 for none. */
export const typedAhead = (lines: readonly TreeLine[], from: number, typed: string): number => {
  const wanted = typed.toLocaleLowerCase();
  for (let i = 0; i < lines.length; i += 1) {
    const at = (from + i) % lines.length;
    // The bits of a flag are drawn before its name: `.000 0011 = Function Code`.
    const words = (lines[at]?.field.label ?? '').replace(/^[01. ]+ = /, '').toLocaleLowerCase();
    if (words.startsWith(wanted)) return at;
  }
  return -1;
};
