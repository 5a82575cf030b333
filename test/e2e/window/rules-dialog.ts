import { expect, type Locator, type Page } from '@playwright/test';
import { chooseIn, type EndpointPane, pickIn } from './endpoint-pane';

/** The dialog in which an endpoint's reply rules are written. */
export const rulesDialog = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: /^Reply rules of / });
  const button = (word: string | RegExp): Locator => dialog.getByRole('button', { name: word });
  const list = dialog.getByRole('list', { name: 'Rules', exact: true });
  const field = (name: string): Locator => dialog.getByRole('textbox', { name, exact: true });
  return {
    dialog,
    button,
    list,
    rules: list.getByRole('listitem'),
    /** The button of a rule in the list, by its number. */
    rule: (number: number) => list.getByRole('button', { name: new RegExp(`^Rule ${number}:`) }),
    field,
    outcome: dialog.getByRole('status', { name: 'What would be answered' }),
    results: dialog.getByRole('table', { name: 'Results of the dry run' }).locator('tbody').getByRole('row'),
    /** Chooses Rules for the endpoint and opens them. */
    async open(pane: EndpointPane): Promise<void> {
      await chooseIn(pane.autoReply, 'Rules');
      await pane.autoReply.getByRole('button', { name: /rules?…$/ }).click();
      await expect(dialog).toBeVisible();
    },
    async preset(name: string): Promise<void> {
      await button('Presets').click();
      await page.getByRole('menuitem', { name, exact: true }).click();
      await expect(list).toBeVisible();
    },
    pick: (name: string, choice: string) => pickIn(dialog, name, choice),
    async close(): Promise<void> {
      await dialog.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
  };
};
