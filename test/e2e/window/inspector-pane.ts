import type { Page } from '@playwright/test';

/** The pane `Inspector`. */
export const inspectorPane = (page: Page) => {
  const region = page.getByRole('region', { name: 'Inspector', exact: true });
  const bytes = region.getByRole('grid', { name: 'Bytes', exact: true });
  const values = region.getByRole('region', { name: 'Values', exact: true });
  const lines = bytes.getByRole('row');
  const fields = region.getByRole('tree', { name: 'Fields', exact: true });
  return {
    region,
    tab: (name: 'Decode' | 'Bytes' | 'Text' | 'Stream' | 'Timing') =>
      region.getByRole('tab', { name, exact: true }),
    bytes,
    lines,
    values,
    /** The decode tree, and its lines as they are drawn. */
    fields,
    field: (label: string | RegExp) => fields.getByRole('treeitem').filter({ hasText: label }),
    /** The bytes that a field lights up, in hex. */
    lit: async (): Promise<string> => {
      const parts = await bytes.locator('[role=gridcell]:nth-child(2) [data-lit=true]').allTextContents();
      return parts.join(' ').replaceAll(/\s+/g, ' ').trim();
    },
    pickEncoding: async (encoding: string): Promise<void> => {
      await region.getByRole('combobox', { name: 'Text encoding', exact: true }).click();
      await page.getByRole('option', { name: encoding, exact: true }).click();
    },
    /** What is selected, in words. */
    selection: values.getByRole('status'),
    /** The hex view as it is drawn: one `offset hex text` a line, in the order of the offsets. */
    dump: async (): Promise<string[]> => {
      const drawn = await lines.evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '').join(' | ')),
      );
      return drawn.sort();
    },
    /** A reading of the selected bytes: little endian, then big endian. */
    reading: async (name: string): Promise<string[]> => {
      const row = values.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
      return row.getByRole('cell').allTextContents();
    },
  };
};
