import { describe, expect, it } from 'vitest';
import type { Draft } from '../../core/contract/draft';
import { MAX_HISTORY } from '../../core/contract/limits';
import { newer, older, remember } from './history';

const hex = (digits: string): Draft => ({ format: 'hex', hex: digits });

describe('remembering', () => {
  it('puts the newest first and moves what is sent again', () => {
    const history = [hex('01'), hex('02')].reduce(remember, [] as readonly Draft[]);
    expect(history).toEqual([hex('02'), hex('01')]);
    expect(remember(history, hex('01'))).toEqual([hex('01'), hex('02')]);
  });

  it('forgets the oldest', () => {
    const many = Array.from({ length: MAX_HISTORY + 5 }, (_, i) => hex(String(i)));
    const history = many.reduce(remember, [] as readonly Draft[]);
    expect(history).toHaveLength(MAX_HISTORY);
    expect(history.at(-1)).toEqual(hex('5'));
  });

  it('keeps neither nothing nor megabytes', () => {
    expect(remember([], hex(''))).toEqual([]);
    expect(remember([], hex('00'.repeat(60_000)))).toEqual([]);
  });
});

describe('walking', () => {
  const history = [hex('02'), hex('01')];
  const draft = hex('typed');

  it('goes to the oldest and back to the draft', () => {
    const first = older(history, null, draft);
    expect(first?.shown).toEqual(hex('02'));
    const second = older(history, first?.walk ?? null, hex('02'));
    expect(second?.shown).toEqual(hex('01'));
    expect(older(history, second?.walk ?? null, hex('01'))).toBeNull();
    const back = newer(history, second?.walk ?? null);
    expect(back?.shown).toEqual(hex('02'));
    expect(newer(history, back?.walk ?? null)).toEqual({ walk: null, shown: draft });
  });

  it('has nowhere to go without history', () => {
    expect(older([], null, draft)).toBeNull();
    expect(newer(history, null)).toBeNull();
  });
});
