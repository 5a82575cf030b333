import type { Page } from '@playwright/test';
import type { OpenWindow } from './porthole';

export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;
const SCHEMES = ['dark', 'light'] as const;
const LANGUAGES = ['en', 'zh-CN'] as const;

const resize = async ({ app, page }: OpenWindow, size: { width: number; height: number }): Promise<void> => {
  const window = await app.browserWindow(page);
  await window.evaluate((self, { width, height }) => self.setSize(width, height), size);
  await page.waitForFunction(({ width }) => Math.abs(innerWidth - width) < 40, size);
};

const settle = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

const SWITCHES = {
  dark: /^(Dark theme|深色主题)$/,
  light: /^(Light theme|浅色主题)$/,
  en: /^English$/,
  'zh-CN': /^中文$/,
} as const;

/** Presses the button that leads there; the window is there already when it has none. */
const turn = async ({ bar }: OpenWindow, to: keyof typeof SWITCHES): Promise<void> => {
  const button = bar.bar.getByRole('button', { name: SWITCHES[to] });
  if ((await button.count()) > 0) await button.click();
  await button.waitFor({ state: 'detached' });
};

/** Runs in the page: what sticks out of the pane that it is in, or the page out of the window. */
const stickingOut = (): string[] => {
  const out: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) out.push('the page');
  for (const control of document.querySelectorAll('button, input, textarea, [role=tab], [role=status]')) {
    const pane = control.closest('[data-pane]')?.getBoundingClientRect();
    const box = control.getBoundingClientRect();
    // Invisible ones, and what scrolls within a list of its own, stick out of nothing.
    if (pane === undefined || box.width < 2 || box.height < 2) continue;
    if (control.closest('[role=tablist], table') !== null) continue;
    if (box.left < pane.left - 1 || box.right > pane.right + 1 || box.bottom > pane.bottom + 1) {
      out.push(control.getAttribute('aria-label') ?? control.textContent ?? control.tagName);
    }
  }
  return out;
};

export interface Picture {
  /** Like `1440x900-dark-zh-CN`. */
  readonly name: string;
  readonly stickingOut: readonly string[];
}

/**
 * Takes a picture of the window as it is in every size, theme and language, for a person to look at, and says what
 * has no room in it.
 *
 * @param path gives the file for a name
 */
export const takeTour = async (window: OpenWindow, path: (name: string) => string): Promise<Picture[]> => {
  const { page } = window;
  const pictures: Picture[] = [];
  for (const theme of SCHEMES) {
    for (const language of LANGUAGES) {
      await resize(window, SIZES[0]);
      await turn(window, theme);
      await turn(window, language);
      for (const size of SIZES) {
        await resize(window, size);
        await settle(page);
        let out = await page.evaluate(stickingOut);
        // What follows the size of its pane is drawn anew a few frames later.
        for (let frames = 0; frames < 60 && out.length > 0; frames += 1) {
          await settle(page);
          out = await page.evaluate(stickingOut);
        }
        const name = `${size.width}x${size.height}-${theme}-${language}`;
        await page.screenshot({ path: path(name) });
        pictures.push({ name, stickingOut: out });
      }
    }
  }
  await resize(window, SIZES[0]);
  await turn(window, 'en');
  return pictures;
};
