import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { defaultSettings } from '../../core/contract/default-settings';
import type { DissectorUse } from '../../core/contract/settings';
import { gatherProblems } from './problems';
import { ROOT, runtimeFolder } from './runtime';

export { expect } from '@playwright/test';

export interface LaunchOptions {
  /** The folder for settings, workspace and captures. Not given: a new one, removed at the end. */
  readonly userData?: string;
  /** Arguments for Porthole, e.g. a capture file. */
  readonly args?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The system's language, as a locale like `zh-CN`. Default: en-US. */
  readonly lang?: string;
  /**
   * Where the dissectors are at work. Default: in the inspector, so that a port that the system picks, and that some
   * protocol is at home on, changes no word of the log, and no test loads them that does not look at them.
   */
  readonly dissectors?: DissectorUse;
  /** A packaged program instead of the built sources. */
  readonly program?: string;
}

export interface Porthole {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** What should not have happened so far, in words; a test asserts that it is empty. */
  readonly problems: readonly string[];
  /** Whether the program still runs. */
  running(): boolean;
  /** Ends the program as a signal from outside does: no question is asked, everything is kept. */
  close(): Promise<void>;
  /** Resolves when the program has ended, however that came; for tests that quit by clicking. */
  ended(): Promise<void>;
  /** Closes (unless that has happened) and starts again with the same user data. */
  relaunch(options?: Omit<LaunchOptions, 'userData'>): Promise<Porthole>;
}

/** How long a start may take on a busy machine, and an orderly end, in ms. */
const START_MS = 30_000;
const END_MS = 30_000;

const SIZE = { width: 1440, height: 900 } as const;

const environment = (options: LaunchOptions): Record<string, string> => {
  const language = (options.lang ?? 'en-US').replace('-', '_');
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(inherited), LANGUAGE: language, LANG: `${language}.UTF-8`, ...options.env };
};

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

const processEnd = (child: ChildProcess): Promise<void> =>
  hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));

const within = async (ms: number, event: Promise<void>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([event.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
};

/** `npm test` says where Chromium's sandbox cannot be used; as root it never can. */
export const sandboxSwitches = (): readonly string[] =>
  process.getuid?.() === 0 || process.env.PORTHOLE_TEST_NO_SANDBOX === '1' ? ['--no-sandbox'] : [];

/** As on a first start, but for the dissectors. */
const newUserData = async (dissectors: DissectorUse): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-e2e-'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...defaultSettings(), dissectors }));
  return folder;
};

/**
 * The runtime of the fallback dies about once in 300 starts of a segmentation fault while the debugger attaches, before
 * it has read a line of Porthole. That start, and no other, is made again, and it is said.
 */
const started = async (
  launch: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> => {
  try {
    return await _electron.launch(launch);
  } catch (error) {
    if (!/Process failed to launch[\s\S]*signal=SIGSEGV/.test(String(error))) throw error;
    console.warn('The runtime died of SIGSEGV while it was started, and is started again.');
    return _electron.launch(launch);
  }
};

/** Starts Porthole as it was built into out/ (or a packaged one) and waits for its window. */
const launchPorthole = async (options: LaunchOptions = {}): Promise<Porthole> => {
  const userData = options.userData ?? (await newUserData(options.dissectors ?? 'inspector'));
  const switches = [
    ...sandboxSwitches(),
    '--disable-gpu',
    `--lang=${options.lang ?? 'en-US'}`,
    `--user-data-dir=${userData}`,
  ];
  // Playwright finds the runtime through ELECTRON_OVERRIDE_DIST_PATH of this very process.
  if (options.program === undefined) runtimeFolder();
  const app = await started({
    ...(options.program === undefined ? {} : { executablePath: options.program }),
    args: [...switches, ...(options.program === undefined ? [ROOT] : []), ...(options.args ?? [])],
    cwd: ROOT,
    env: environment(options),
    // Dark or light is what the program asks for, not what Playwright emulates.
    colorScheme: null,
    timeout: START_MS,
  });
  const problems = gatherProblems(app);
  // Playwright forgets the process when the program has ended.
  const child = app.process();
  const end = processEnd(child);

  const close = async (): Promise<void> => {
    if (hasEnded(child)) return;
    child.kill('SIGTERM');
    if (await within(END_MS, end)) return;
    child.kill('SIGKILL');
    await end;
    throw new Error(`Porthole did not end within ${END_MS / 1000} s of SIGTERM and was killed.`);
  };

  try {
    const page = await app.firstWindow({ timeout: START_MS });
    const window = await app.browserWindow(page);
    await window.evaluate((self, size) => self.setSize(size.width, size.height), SIZE);
    await page.waitForLoadState('domcontentloaded');
    return {
      app,
      page,
      userData,
      problems,
      running: () => !hasEnded(child),
      close,
      ended: () => end,
      relaunch: async (again = {}) => {
        await close();
        return launchPorthole({ ...again, userData });
      },
    };
  } catch (error) {
    await close();
    throw new Error(`Porthole did not open its window. It said:\n${problems.join('\n')}`, { cause: error });
  }
};

/** What a person who reads about a failure wants to see: the window, and what went wrong beside the test. */
const report = async (testInfo: TestInfo, porthole: Porthole, at: number): Promise<void> => {
  const { page, problems, running } = porthole;
  if (problems.length > 0) await testInfo.attach(`problems ${at}`, { body: problems.join('\n') });
  if (!running() || page.isClosed()) return;
  const path = testInfo.outputPath(`window-${at}.png`);
  try {
    await page.screenshot({ path, timeout: 5_000 });
    await testInfo.attach(`window ${at}`, { path, contentType: 'image/png' });
  } catch (error) {
    // A page that crashed or hangs has no picture, and the programs must be closed all the same.
    await testInfo.attach(`no picture of window ${at}`, { body: String(error) });
  }
};

/**
 * Playwright's `test` with a `launch` that starts Porthole and, when the test is over, closes each one that it
 * started and removes its user data. After a failure the report has a picture of each window and what went wrong
 * beside the test.
 */
export const test = base.extend<{ launch: typeof launchPorthole }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  launch: async ({}, use, testInfo) => {
    const started: Porthole[] = [];
    const remember = (porthole: Porthole): Porthole => {
      const known: Porthole = {
        ...porthole,
        relaunch: async (again) => remember(await porthole.relaunch(again)),
      };
      started.push(known);
      return known;
    };
    const own = new Set<string>();
    await use(async (options = {}) => {
      const porthole = await launchPorthole(options);
      if (options.userData === undefined) own.add(porthole.userData);
      return remember(porthole);
    });

    if (testInfo.status !== testInfo.expectedStatus) {
      for (const [at, porthole] of started.entries()) await report(testInfo, porthole, at + 1);
    }
    const ends = await Promise.allSettled(started.map((porthole) => porthole.close()));
    for (const folder of own) {
      // Chromium's own processes may write for a moment longer than the program lives.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
    const stuck = ends.find((end) => end.status === 'rejected');
    expect(stuck?.reason, 'each program ends when told to').toBeUndefined();
  },
});
