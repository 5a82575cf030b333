import { expect, type Page } from '@playwright/test';

/** The numbers at the foot of the window. */
export const statusBar = (page: Page) => {
  const bar = page.getByRole('contentinfo');
  /** A counter as it is on screen, without the separators of its digits. */
  const counter = async (word: 'Received' | 'Sent' | 'Stored' | 'Dropped'): Promise<number> => {
    const text = (await bar.textContent()) ?? '';
    const digits = new RegExp(`${word}\\s*([\\d,]+)`).exec(text)?.[1];
    return digits === undefined ? Number.NaN : Number(digits.replaceAll(',', ''));
  };
  return {
    bar,
    counter,
    /** Waits until so many messages, in and out together, are counted and stored, and sees that none is lost. */
    async took(messages: number): Promise<void> {
      await expect.poll(async () => (await counter('Received')) + (await counter('Sent'))).toBe(messages);
      await expect.poll(() => counter('Stored')).toBe(messages);
      expect(await counter('Dropped')).toBe(0);
    },
  };
};
