import { describe, expect, test } from 'vitest';
import { FILTER_CODES, REGEX_CODES } from '../filter/codes';
import { FILTER_WORDING } from '../filter/wording';
import { DRAFT_CODES } from './codes';
import { DRAFT_WORDING } from './wording';

const placeholders = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

describe.each([
  ['drafts', DRAFT_WORDING, DRAFT_CODES],
  ['filters', FILTER_WORDING, [...FILTER_CODES, ...REGEX_CODES]],
] as const)('%s', (_, wording, codes) => {
  test('both languages have a sentence for every code, with the same params', () => {
    const en = new Map(Object.entries(wording.en));
    const zh = new Map(Object.entries(wording['zh-CN']));
    expect([...en.keys()].sort()).toEqual([...codes].sort());
    expect([...zh.keys()].sort()).toEqual([...codes].sort());
    for (const [code, { cause, advice }] of en) {
      const other = zh.get(code);
      expect(cause.length * advice.length).toBeGreaterThan(0);
      expect([code, placeholders(other?.cause ?? '')]).toEqual([code, placeholders(cause)]);
      expect([code, placeholders(other?.advice ?? '')]).toEqual([code, placeholders(advice)]);
      expect(other?.cause).toMatch(/\p{Script=Han}/u);
    }
  });
});
