import { expect, type Locator, type Page } from '@playwright/test';

/** One row as it is on screen. `direction` is what a screen reader says. */
export interface ShownRow {
  readonly number: string;
  readonly time: string;
  readonly delta: string;
  readonly endpoint: string;
  readonly peer: string;
  readonly direction: string;
  readonly length: string;
  readonly info: string;
}

/** The columns that are there at first, from left to right. */
export const COLUMNS = [
  'number',
  'time',
  'delta',
  'endpoint',
  'peer',
  'direction',
  'length',
  'info',
] as const satisfies readonly (keyof ShownRow)[];

/** Runs in the page. */
const readRows = (rows: Element[], columns: readonly string[]): Record<string, string>[] =>
  rows.map((row) => {
    const shown: Record<string, string> = Object.fromEntries(columns.map((column) => [column, '']));
    for (const cell of row.querySelectorAll('[role=gridcell]')) {
      const column = cell.getAttribute('data-column');
      if (column !== null) shown[column] = cell.getAttribute('aria-label') ?? cell.textContent ?? '';
    }
    return shown;
  });

/** The pane `Log`. */
export const logPane = (page: Page) => {
  const region = page.getByRole('region', { name: 'Log', exact: true });
  const grid = region.getByRole('grid', { name: 'Log', exact: true });
  const rowLocator = grid.locator('[role=row]:has([role=gridcell])');
  /** The rows that are drawn, in their order. */
  const rows = async (): Promise<ShownRow[]> => {
    const shown = (await rowLocator.evaluateAll(readRows, COLUMNS)) as unknown as ShownRow[];
    return shown.sort((a, b) => Number(a.number) - Number(b.number));
  };
  /** Each row as `direction length info`: `In 14 Hello, server!`, `Event Listening on …`. */
  const story = async (): Promise<string[]> =>
    (await rows()).map(({ direction, length, info }) =>
      [direction, length, info].filter((part) => part !== '').join(' '),
    );
  const count = async (): Promise<number> => Number(await grid.getAttribute('aria-rowcount')) - 1;
  /** Waits until each row on the screen has come: one that is on its way has no cells. */
  const drawn = async (): Promise<void> => {
    await expect(grid.locator('[role=row][data-at]:not(:has([role=gridcell]))')).toHaveCount(0);
  };
  const button = (word: string): Locator => region.getByRole('button', { name: word, exact: true });
  return {
    region,
    grid,
    button,
    rowLocator,
    rows,
    story,
    /** Rows of the view, by the grid's aria-rowcount less the header. */
    count,
    row: (text: string | RegExp) => rowLocator.filter({ hasText: text }),
    filter: region.getByRole('searchbox', { name: 'Filter', exact: true }),
    /** The names of the columns that have room, from left to right. */
    columns: async (): Promise<(string | null)[]> =>
      grid
        .getByRole('columnheader')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-column'))),
    header: (name: string) => grid.getByRole('columnheader', { name, exact: true }),
    /** The right edge of a column, by its name. */
    edge: (name: string) => grid.getByRole('separator', { name: `Width of the column ${name}`, exact: true }),
    find: region.getByRole('textbox', { name: 'Find', exact: true }),
    /** What the bar of Find or Go to says. */
    barSays: region.getByRole('status'),
    /** The row that is selected. */
    selected: grid.locator('[role=row][aria-selected=true]'),
    goTo: region.getByRole('textbox', { name: 'Row or time', exact: true }),
    toggle: (word: 'In' | 'Out' | 'Events') => button(word),
    follow: button('Follow'),
    clear: button('Clear'),
    /** Keeps the newest rows in view, whether it did before or not. */
    async followNewest(): Promise<void> {
      const follow = button('Follow');
      if ((await follow.getAttribute('aria-pressed')) !== 'true') await follow.click();
      await expect(follow).toHaveAttribute('aria-pressed', 'true');
    },
    /** Waits until the log says exactly this. */
    async tells(lines: readonly (string | RegExp)[]): Promise<void> {
      const wanted = lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line)));
      await expect.poll(story).toEqual(wanted);
    },
    /** Waits until the view has so many rows, and those of them that are on the screen have come. */
    async counts(wanted: number): Promise<void> {
      await expect.poll(count).toBe(wanted);
      await drawn();
    },
    drawn,
    async select(text: string | RegExp): Promise<void> {
      const row = rowLocator.filter({ hasText: text }).first();
      // While rows come in, another one may be where it was at the moment of the click.
      await expect(async () => {
        await row.click();
        await expect(row).toHaveAttribute('aria-selected', 'true', { timeout: 2000 });
      }).toPass({ timeout: 30_000 });
    },
  };
};
export type LogPane = ReturnType<typeof logPane>;
