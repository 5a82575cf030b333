/** A value of JSON with the place where it stands: `offset` counts UTF-16 units from the start of the text. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonMember {
  readonly key: string;
  readonly offset: number;
  readonly node: JsonNode;
}
export interface JsonObject {
  readonly kind: 'object';
  readonly offset: number;
  readonly members: JsonMember[];
}
export interface JsonArray {
  readonly kind: 'array';
  readonly offset: number;
  readonly items: JsonNode[];
}
export interface JsonScalar {
  readonly kind: 'scalar';
  readonly offset: number;
  readonly value: string | number | boolean | null;
}

/** What is wrong with a text at a place. */
export interface JsonFault {
  readonly code:
    | 'EJSON_END'
    | 'EJSON_UNEXPECTED'
    | 'EJSON_COMMA'
    | 'EJSON_STRING'
    | 'EJSON_COMMENT'
    | 'EJSON_CONFLICT'
    | 'EJSON_TWICE'
    | 'EJSON_DEEP';
  readonly offset: number;
  /** What stands there, or the key that is there twice. */
  readonly found: string;
}

export interface JsonTree {
  /** Null: there is no value at all. */
  readonly root: JsonNode | null;
  /** In the order of the text. */
  readonly faults: readonly JsonFault[];
}

/** More than these say nothing more. */
const MOST_FAULTS = 1000;
const DEEPEST = 100;

const CONFLICT = /^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)[^\n]*/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:[\]{}"]+/y;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/**
 * Reads JSON (RFC 8259) and goes on behind what is wrong: a missing or extra comma, a word that is no value, a string
 * that does not end, comments, the marks of a merge conflict, a text that ends early. What can be read is in the tree.
 */
export const parseTree = (text: string): JsonTree => {
  const faults: JsonFault[] = [];
  let at = 0;

  const blame = (code: JsonFault['code'], offset = at, found = text.slice(offset, offset + 1)): void => {
    // Whatever is open at the end ends there: that is said once.
    if (code === 'EJSON_END' && faults.at(-1)?.code === code) return;
    if (faults.length < MOST_FAULTS) faults.push({ code, offset, found });
  };

  /** To the next character that means something. */
  const rest = (): string => {
    for (;;) {
      const char = text[at] ?? '';
      if (char === ' ' || char === '\n' || char === '\t' || char === '\r') {
        at += 1;
        continue;
      }
      const conflict = (at === 0 || text[at - 1] === '\n') && CONFLICT.exec(text.slice(at, at + 300));
      if (conflict) {
        blame('EJSON_CONFLICT', at, conflict[1]);
        at = lineEnd(at);
      } else if (text.startsWith('//', at)) {
        blame('EJSON_COMMENT');
        at = lineEnd(at);
      } else if (text.startsWith('/*', at)) {
        blame('EJSON_COMMENT');
        const end = text.indexOf('*/', at);
        at = end === -1 ? text.length : end + 2;
      } else return char;
    }
  };
  const lineEnd = (from: number): number => {
    const end = text.indexOf('\n', from);
    return end === -1 ? text.length : end;
  };

  /** The string that begins here; null, and a fault, for one that cannot be read. */
  const string = (): string | null => {
    const start = at;
    const line = lineEnd(start);
    let end = start + 1;
    while (end < line && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    if (end >= line) {
      blame('EJSON_STRING', start);
      at = line;
      return null;
    }
    at = end + 1;
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      blame('EJSON_STRING', start);
      return null;
    }
  };

  const scalar = (offset: number, value: JsonScalar['value']): JsonScalar => ({
    kind: 'scalar',
    offset,
    value,
  });

  /** Null, and a fault, where there is none. At least one character is passed unless it ends what it is in. */
  const value = (depth: number): JsonNode | null => {
    const char = rest();
    const offset = at;
    if (char === '{' || char === '[') {
      if (depth < DEEPEST) return char === '{' ? object(depth + 1) : array(depth + 1);
      blame('EJSON_DEEP');
      at = text.length;
      return null;
    }
    if (char === '"') {
      const read = string();
      return read === null ? null : scalar(offset, read);
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? '';
    at += word.length;
    if (Object.hasOwn(WORDS, word)) return scalar(offset, WORDS[word] ?? null);
    NUMBER.lastIndex = offset;
    if (word !== '' && NUMBER.exec(text)?.[0] === word) return scalar(offset, Number(word));
    if (offset >= text.length) blame('EJSON_END', offset);
    else blame('EJSON_UNEXPECTED', offset, word === '' ? char : word.slice(0, 40));
    return null;
  };

  /** Goes through what stands between brackets; `one` reads a member or an item. */
  const between = (end: ']' | '}', one: () => void): void => {
    at += 1;
    let comma = true;
    let commaAt = -1;
    for (;;) {
      const char = rest();
      if (char === '') {
        blame('EJSON_END', text.length);
        return;
      }
      if (char === end) {
        if (commaAt !== -1 && comma) blame('EJSON_COMMA', commaAt);
        at += 1;
        return;
      }
      if (char === ',') {
        if (comma) blame('EJSON_COMMA');
        comma = true;
        commaAt = at;
        at += 1;
        continue;
      }
      // A bracket of another kind: what it belongs to began outside, and this one was never closed.
      if (char === ']' || char === '}') {
        blame('EJSON_UNEXPECTED');
        if (end === ']') return;
        at += 1;
        continue;
      }
      if (!comma) blame('EJSON_COMMA');
      comma = false;
      const before = at;
      one();
      if (at === before) at += 1;
    }
  };

  const object = (depth: number): JsonObject => {
    const members: JsonMember[] = [];
    const node: JsonObject = { kind: 'object', offset: at, members };
    between('}', () => {
      const offset = at;
      if (rest() !== '"') {
        WORD.lastIndex = at;
        const word = WORD.exec(text)?.[0] ?? text[at] ?? '';
        blame('EJSON_UNEXPECTED', at, word.slice(0, 40));
        at += word.length;
        if (rest() === ':') {
          at += 1;
          value(depth);
        }
        return;
      }
      const key = string();
      if (rest() !== ':') {
        blame(at >= text.length ? 'EJSON_END' : 'EJSON_UNEXPECTED');
        return;
      }
      at += 1;
      const read = value(depth);
      if (key === null || read === null) return;
      const same = members.findIndex((member) => member.key === key);
      if (same !== -1) {
        blame('EJSON_TWICE', offset, key.slice(0, 40));
        members.splice(same, 1);
      }
      members.push({ key, offset, node: read });
    });
    return node;
  };

  const array = (depth: number): JsonArray => {
    const items: JsonNode[] = [];
    const node: JsonArray = { kind: 'array', offset: at, items };
    between(']', () => {
      const item = value(depth);
      if (item !== null) items.push(item);
    });
    return node;
  };

  if (text.startsWith('\uFEFF')) at = 1;
  const root = rest() === '' ? null : value(0);
  if (root !== null && rest() !== '') blame('EJSON_UNEXPECTED');
  return { root, faults };
};

/** The child under a key or at a place. */
export const childOf = (node: JsonNode, key: PropertyKey): JsonNode | undefined => {
  if (node.kind === 'object') return node.members.find((member) => member.key === key)?.node;
  return node.kind === 'array' && typeof key === 'number' ? node.items[key] : undefined;
};

/** The way to the innermost object or list that begins before a place: where what is wrong there belongs to. */
export const wayToOffset = (root: JsonNode, offset: number): readonly (string | number)[] => {
  const way: (string | number)[] = [];
  let node: JsonNode = root;
  for (;;) {
    const children: readonly (readonly [string | number, JsonNode])[] =
      node.kind === 'object'
        ? node.members.map((member) => [member.key, member.node] as const)
        : node.kind === 'array'
          ? [...node.items.entries()]
          : [];
    const last = children.filter(([, child]) => child.offset <= offset).at(-1);
    if (last === undefined || last[1].kind === 'scalar') return way;
    way.push(last[0]);
    node = last[1];
  }
};

/** Line and column of an offset, both from 1; a column counts UTF-16 units, as editors do. */
export const placeIn = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
};
