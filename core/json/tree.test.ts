import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonNode, parseTree, placeIn } from './tree';

const plain = (node: JsonNode): unknown => {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plain);
  return Object.fromEntries(node.members.map(({ key, node: child }) => [key, plain(child)]));
};
const read = (text: string) => {
  const { root, faults } = parseTree(text);
  const value = root === null ? undefined : plain(root);
  return {
    value,
    faults: faults.map(({ code, offset }) => {
      const { line, column } = placeIn(text, offset);
      return `${code} ${line}:${column}`;
    }),
  };
};

test('whatever is JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.boolean(), (json, spaced) => {
      const text = spaced ? JSON.stringify(JSON.parse(json), null, 2) : json;
      if (text.includes('__proto__')) return;
      expect(read(text)).toEqual({ value: JSON.parse(text), faults: [] });
    }),
  );
});

test('whatever is not JSON is read to its end, with a fault', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '"', '{', ']', ',', 'x', '\n<<<<<<< mine\n'),
      (json, at, put) => {
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + put + json.slice(cut + 1);
        let valid = true;
        try {
          const parsed = JSON.parse(text) as unknown;
          // A key twice is JSON, and a fault all the same.
          valid = JSON.stringify(parsed).length === JSON.stringify(JSON.parse(JSON.stringify(parsed))).length;
        } catch {
          valid = false;
        }
        if (!valid) expect(parseTree(text).faults.length).toBeGreaterThan(0);
      },
    ),
  );
});

test.each([
  ['{"a": 1, "b": 2,}', { a: 1, b: 2 }, ['EJSON_COMMA 1:16']],
  ['{"a": 1\n "b": 2}', { a: 1, b: 2 }, ['EJSON_COMMA 2:2']],
  ['[1,, 2]', [1, 2], ['EJSON_COMMA 1:4']],
  ['{"a": yes, "b": 2}', { b: 2 }, ['EJSON_UNEXPECTED 1:7']],
  ['{"a": "no end,\n "b": 2}', { b: 2 }, ['EJSON_STRING 1:7', 'EJSON_COMMA 2:2']],
  ['{"a": {"b": [1, 2', { a: { b: [1, 2] } }, ['EJSON_END 1:18']],
  ['{"a": [1, 2}, "b": 3}', { a: [1, 2] }, ['EJSON_UNEXPECTED 1:12', 'EJSON_UNEXPECTED 1:13']],
  ['{"a": 1, // one\n "b": 2}', { a: 1, b: 2 }, ['EJSON_COMMENT 1:10']],
  [
    '{\n<<<<<<< HEAD\n"a": 1,\n=======\n"a": 2,\n>>>>>>> theirs\n"b": 3}',
    { a: 2, b: 3 },
    ['EJSON_CONFLICT 2:1', 'EJSON_CONFLICT 4:1', 'EJSON_TWICE 5:1', 'EJSON_CONFLICT 6:1'],
  ],
  ['{a: 1, "b": 2}', { b: 2 }, ['EJSON_UNEXPECTED 1:2']],
  ['', undefined, []],
  ['\uFEFF{"a": 1}', { a: 1 }, []],
])('%j', (text, value, faults) => {
  expect(read(text)).toEqual({ value, faults });
});

test('what is nested without end ends', () => {
  const { faults } = parseTree('['.repeat(100_000));
  expect(faults[0]?.code).toBe('EJSON_DEEP');
});
