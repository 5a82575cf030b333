import { expect, type Page } from '@playwright/test';

/** The strip above the log's rows. */
export const timelineOf = (page: Page) => {
  const strip = page.getByRole('group', { name: 'Timeline', exact: true });
  const chart = strip.getByRole('slider', { name: 'Time', exact: true });
  return {
    strip,
    chart,
    button: (word: string) => strip.getByRole('button', { name: word, exact: true }),
    measure: (word: string) => strip.getByRole('radio', { name: word, exact: true }),
    /** Takes the limit away. */
    showAll: page.getByRole('button', { name: 'Show all times', exact: true }),
    /** What a screen reader says of the bar at the keyboard. */
    says: () => chart.getAttribute('aria-valuetext'),
    /** Drags between two places, as shares of the width. */
    async brush(from: number, to: number): Promise<void> {
      const box = await chart.boundingBox();
      if (box === null) throw new Error('no timeline is drawn');
      const y = box.y + 20;
      await page.mouse.move(box.x + from * box.width, y);
      await page.mouse.down();
      await page.mouse.move(box.x + ((from + to) / 2) * box.width, y);
      await page.mouse.move(box.x + Math.min(to * box.width, box.width - 1), y);
      await page.mouse.up();
    },
    /** Waits until it has this many bars. */
    async hasBars(count: number): Promise<void> {
      await expect(chart).toHaveAttribute('aria-valuemax', String(count));
    },
  };
};
