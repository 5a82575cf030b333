import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noFocusWish, takeWish, wishFocus } from './focus-wish';

const body = { isConnected: true };
const grid = { isConnected: true };
const field = { isConnected: true };
const page = { body, activeElement: grid };
/** By the monotonic clock, in ms. */
let now = 1000;

beforeEach(() => {
  vi.stubGlobal('document', page);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  page.activeElement = grid;
  grid.isConnected = true;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('is fulfilled once', () => {
  const wish = wishFocus();
  expect(takeWish(wish, 0)).toBe(true);
  expect(takeWish(wish, 0)).toBe(false);
  expect(takeWish(noFocusWish, 0)).toBe(false);
});

it('is fulfilled by what is drawn soon after it', () => {
  const wish = wishFocus();
  now += 2000;
  expect(takeWish(wish, now)).toBe(true);
});

it('is not fulfilled by what comes late, or when a person has gone elsewhere', () => {
  const old = wishFocus();
  now += 4000;
  expect(takeWish(old, now)).toBe(false);
  const left = wishFocus();
  now += 1000;
  page.activeElement = field;
  expect(takeWish(left, now)).toBe(false);
});

it('is fulfilled where the focus was lost with what had it, as with the palette', () => {
  const wish = wishFocus();
  now += 10;
  grid.isConnected = false;
  page.activeElement = field;
  expect(takeWish(wish, now)).toBe(true);
});

it('is fulfilled by what was there before it, wherever the focus is', () => {
  const wish = wishFocus();
  page.activeElement = field;
  now += 5000;
  expect(takeWish(wish, 500)).toBe(true);
});
