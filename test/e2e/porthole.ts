import type { ElectronApplication, Page } from '@playwright/test';
import { expect, type LaunchOptions, test as launching, type Porthole } from './launch';
import { type Program, startProgram } from './programs';
import { type Python, startPython } from './python-sockets';
import { endpointPane } from './window/endpoint-pane';
import { inspectorPane } from './window/inspector-pane';
import { logPane } from './window/log-pane';
import { statusBar } from './window/status-bar';
import { topBar } from './window/top-bar';

export { expect } from './launch';

const partsOf = (page: Page) => ({
  bar: topBar(page),
  servers: endpointPane(page, 'Servers'),
  clients: endpointPane(page, 'Clients'),
  log: logPane(page),
  inspector: inspectorPane(page),
  status: statusBar(page),
});

/** The window by its parts, and the program behind it. */
export type OpenWindow = ReturnType<typeof partsOf> & {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly porthole: Porthole;
  /** Ends the program and starts it again with the same user data. */
  reopen(): Promise<OpenWindow>;
  /** Something like this is meant to go wrong in this test. */
  expectProblem(like: RegExp): void;
};

/** The longest that a click or a key may wait for its element, in ms. */
const ACTION_MS = 20_000;

interface Fixtures {
  /** Opens the window. At the end of the test nothing may have gone wrong in it (see problems.ts). */
  readonly open: (options?: LaunchOptions) => Promise<OpenWindow>;
  /** A Python program whose sockets do what they are told. */
  readonly python: Python;
  /** Starts a program that is ended with the test at the latest. */
  readonly spawnPeer: (command: string, ...args: readonly (string | number)[]) => Program;
}

export const test = launching.extend<Fixtures>({
  open: async ({ launch }, use, testInfo) => {
    const opened: Porthole[] = [];
    const expected: RegExp[] = [];
    const windowOf = async (porthole: Porthole): Promise<OpenWindow> => {
      const { app, page } = porthole;
      opened.push(porthole);
      page.setDefaultTimeout(ACTION_MS);
      const parts = partsOf(page);
      // By its role alone: the window may come up in any language.
      await expect(page.getByRole('grid').first()).toBeVisible();
      return {
        ...parts,
        app,
        page,
        porthole,
        expectProblem: (like) => void expected.push(like),
        reopen: async () => windowOf(await porthole.relaunch()),
      };
    };
    await use(async (options) => windowOf(await launch(options)));
    if (testInfo.status !== 'passed') return;
    const problems = opened.flatMap((porthole) => porthole.problems);
    const unexpected = problems.filter((problem) => !expected.some((like) => like.test(problem)));
    expect(unexpected, 'nothing went wrong in the window').toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  python: async ({}, use) => {
    const python = startPython();
    await use(python);
    await python.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  spawnPeer: async ({}, use) => {
    const started: Program[] = [];
    await use((command, ...args) => {
      const program = startProgram(command, args.map(String));
      started.push(program);
      return program;
    });
    for (const program of started) await program.stop();
  },
});
