import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../../renderer/i18n/en';
import { zhCN } from '../../../renderer/i18n/zh-CN';

/** The words of the window, by the system's language. */
export const WORDS = { 'en-US': en, 'zh-CN': zhCN } as const;
export const LANGUAGES = ['en-US', 'zh-CN'] as const satisfies readonly (keyof typeof WORDS)[];

/** Fills `{{name}}` in a word of the window. */
export const filled = (word: string, values: Readonly<Record<string, string | number>>): string =>
  word.replace(/\{\{(\w+)\}\}/g, (all, name: string) => String(values[name] ?? all));

/** Runs in the page: what the control that has the focus is called. */
const focusedName = (): string => {
  const element = document.activeElement as HTMLInputElement | null;
  const name = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent;
  return (name ?? element?.textContent ?? '').trim();
};

/** More controls than any dialog has. */
const MOST_STEPS = 120;

/** The window by its keys alone: nothing here points. */
export const keyboardIn = (page: Page) => {
  const { keyboard } = page;
  const goTo = async (key: string, name: string): Promise<void> => {
    const passed: string[] = [];
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const focused = await page.evaluate(focusedName);
      if (focused === name) return;
      passed.push(focused);
      await keyboard.press(key);
    }
    throw new Error(`${key} does not lead to “${name}”, but to: ${passed.join(', ')}`);
  };
  const type = async (text: string): Promise<void> => {
    await keyboard.press('Control+a');
    await keyboard.type(text);
  };
  return {
    press: (key: string): Promise<void> => keyboard.press(key),
    /** Goes on with Tab until what is called so has the focus. */
    tabTo: (name: string): Promise<void> => goTo('Tab', name),
    backTo: (name: string): Promise<void> => goTo('Shift+Tab', name),
    /** In a text field that has the focus, instead of what stands there. */
    type,
    async fill(name: string, text: string): Promise<void> {
      await goTo('Tab', name);
      await type(text);
    },
    /** In a group of radio buttons, from the one that is chosen to another. */
    async choose(chosen: string, wanted: string): Promise<void> {
      await goTo('Tab', chosen);
      await goTo('ArrowRight', wanted);
    },
    /** Opens the menu of the button that has the focus, or of the one of that name, and takes an item. */
    async menu(button: string, item: string): Promise<void> {
      await goTo('Tab', button);
      await keyboard.press('Enter');
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toHaveCount(1);
      await goTo('ArrowDown', item);
      await keyboard.press('Enter');
      await expect(page.getByRole('menuitem')).toHaveCount(0);
    },
    /** Chooses in a drop-down list. */
    async pick(list: string, option: string): Promise<void> {
      await goTo('Tab', list);
      await keyboard.press('Enter');
      const options = page.getByRole('option');
      const wanted = options.filter({ has: page.getByText(option, { exact: true }) });
      await expect(wanted).toBeVisible();
      // In the turn after the list is drawn its place is set to the option that is chosen.
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
      const active = page.locator('[role=option][data-combobox-selected]');
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        if ((await active.count()) === 1 && (await active.getByText(option, { exact: true }).count()) === 1)
          break;
        await keyboard.press('ArrowDown');
      }
      await keyboard.press('Enter');
      await expect(wanted).toHaveCount(0);
    },
    /** Runs a command of the palette by its name. */
    async command(name: string): Promise<void> {
      await keyboard.press('Control+k');
      const dialog: Locator = page.getByRole('dialog');
      await expect(dialog.getByRole('combobox')).toBeFocused();
      await keyboard.type(name);
      await expect(dialog.getByRole('option').first()).toContainText(name);
      await keyboard.press('Enter');
      await expect(dialog.getByRole('combobox')).toHaveCount(0);
    },
    /** Closes the dialog that is open. */
    async close(): Promise<void> {
      await keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
  };
};
export type Keyboard = ReturnType<typeof keyboardIn>;
