import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { zhCN } from './zh-CN';

const RENDERER = new URL('..', import.meta.url).pathname;

interface Source {
  readonly path: string;
  readonly text: string;
  /** The namespaces whose words the file takes; null for lists of keys, which take none themselves. */
  readonly namespaces: ReadonlySet<string> | null;
}

const namespacesIn = (text: string): ReadonlySet<string> | null => {
  const names = [...text.matchAll(/(?:useTranslation\(|TFunction<)'(\w+)'/g)].map((match) => match[1] ?? '');
  return names.length === 0 ? null : new Set(names);
};

const sources: readonly Source[] = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith('i18n'))
  .map((path) => {
    const text = readFileSync(join(RENDERER, path), 'utf8');
    return { path, text, namespaces: namespacesIn(text) };
  });

/** `messages_other` is used as `messages`. */
const stem = (key: string): string => key.replace(/_(zero|one|other)$/, '');

const isUsed = (namespace: string, key: string): boolean =>
  sources.some(
    ({ text, namespaces }) =>
      text.includes(`'${namespace}:${key}'`) ||
      ((namespaces === null || namespaces.has(namespace)) &&
        (text.includes(`'${key}'`) || text.includes(`"${key}"`))),
  );

/** Placeholders and tags: what a sentence must carry in every language. */
const parts = (sentence: string): readonly string[] =>
  [...new Set([...sentence.matchAll(/\{\{\s*(\w+)|<\/?(\w+)>/g)].map((match) => match[0]))].sort();

const wordsOf = (language: unknown, namespace: string): Readonly<Record<string, string>> =>
  (language as Readonly<Record<string, Readonly<Record<string, string>>>>)[namespace] ?? {};

describe.each(Object.keys(en))('the words of %s', (namespace) => {
  const english = wordsOf(en, namespace);
  const chinese = wordsOf(zhCN, namespace);

  it('exist in both languages', () => {
    // Chinese has one form of a counted word.
    const expected = Object.keys(english).filter((key) => !key.endsWith('_one'));
    expect(Object.keys(chinese).sort()).toEqual(expected.sort());
    for (const words of [...Object.values(english), ...Object.values(chinese)])
      expect(words.trim()).not.toBe('');
  });

  it('take the same values', () => {
    for (const [key, sentence] of Object.entries(chinese)) {
      expect([key, parts(sentence)]).toEqual([key, parts(english[key] ?? '')]);
    }
  });

  it('have both forms where they are counted', () => {
    const forms = (ending: string): readonly string[] =>
      Object.keys(english)
        .filter((key) => key.endsWith(ending))
        .map(stem)
        .sort();
    expect(forms('_one')).toEqual(forms('_other'));
  });

  it('are all used', () => {
    expect([...new Set(Object.keys(english).map(stem))].filter((key) => !isUsed(namespace, key))).toEqual([]);
  });
});

describe('what the window says', () => {
  const known = (namespace: string): ReadonlySet<string> =>
    new Set(Object.keys(wordsOf(en, namespace)).map(stem));

  it.each(sources.filter(({ namespaces }) => namespaces !== null))(
    '$path asks for words that exist',
    (source) => {
      const all = new Set([...(source.namespaces ?? [])].flatMap((namespace) => [...known(namespace)]));
      const asked = [...source.text.matchAll(/\bt\('([\w.]+)'/g)].map((match) => match[1] ?? '');
      expect(asked.filter((key) => !all.has(key))).toEqual([]);
    },
  );

  it('is never a fixed text in an attribute', () => {
    const fixed = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\s(?:aria-label|title|placeholder|label)="[^"]+"/g)].map(
        (match) => `${path}: ${match[0].trim()}`,
      ),
    );
    expect(fixed).toEqual([]);
  });
});
