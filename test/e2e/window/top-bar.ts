import type { Page } from '@playwright/test';

/** The bar at the head of the window. */
export const topBar = (page: Page) => {
  const bar = page.getByRole('banner');
  const button = (word: string) => bar.getByRole('button', { name: word, exact: true });
  return {
    bar,
    button,
    saveCapture: button('Save capture'),
    openCapture: button('Open capture'),
  };
};
