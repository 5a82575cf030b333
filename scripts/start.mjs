// npm start [-- [--xvfb] [arguments for Porthole]]: builds if need be and opens the window.
import { buildWhenStale } from './build/build.mjs';
import { chromiumSwitches, hasDisplay } from './lib/display.mjs';
import { Explained, exitWith } from './lib/explained.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { sandboxProblem } from './lib/sandbox.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';
import { ensureSystem } from './system/ensure.mjs';
import { FOR_THE_WINDOW, XVFB } from './system/needs.mjs';
import { startXvfb } from './system/xvfb.mjs';

await exitWith(async () => {
  const args = process.argv.slice(2).filter((arg) => arg !== '--xvfb');
  const virtual = process.platform === 'linux' && process.argv.includes('--xvfb');
  if (!virtual && !hasDisplay()) {
    throw new Explained(
      'Porthole needs a display to open its window.',
      'neither DISPLAY nor WAYLAND_DISPLAY is set.',
      'start it from a desktop, set DISPLAY, or run `npm start -- --xvfb` for a display that nobody sees.',
    );
  }
  const runtime = await resolveRuntime();
  console.error(runtime.line);
  const needs = virtual ? [...FOR_THE_WINDOW, XVFB] : FOR_THE_WINDOW;
  await ensureSystem({ program: runtime.program, needs, purpose: 'the window' });
  await buildWhenStale();

  const xvfb = virtual ? await startXvfb() : undefined;
  if (xvfb) console.error(`Display: Xvfb ${xvfb.display}`);
  const env = xvfb ? { ...process.env, DISPLAY: xvfb.display } : process.env;
  const problem = sandboxProblem();
  if (problem) console.error(`Without Chromium's sandbox: ${problem}.`);
  const switches = chromiumSwitches(env, process.platform, problem === undefined);
  try {
    // A relative path on the command line is meant from where npm was called.
    const cwd = process.env.INIT_CWD ?? process.cwd();
    return (await run(runtime.program, [...switches, ROOT, ...args], { cwd, env })).code;
  } finally {
    await xvfb?.stop();
  }
});
