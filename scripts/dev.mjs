// npm run dev [-- arguments for Porthole]: the window with hot reload.
import { commandOf } from './build/build.mjs';
import { chromiumSwitches } from './lib/display.mjs';
import { exitWith } from './lib/explained.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';
import { ensureSystem } from './system/ensure.mjs';
import { FOR_THE_WINDOW } from './system/needs.mjs';

await exitWith(async () => {
  const runtime = await resolveRuntime();
  console.error(runtime.line);
  await ensureSystem({ program: runtime.program, needs: FOR_THE_WINDOW, purpose: 'the window' });
  const args = [commandOf('electron-vite'), 'dev', '--', ...chromiumSwitches(), ...process.argv.slice(2)];
  // electron-vite does not look at ELECTRON_OVERRIDE_DIST_PATH.
  const env = { ...process.env, ELECTRON_EXEC_PATH: runtime.program };
  return (await run(process.execPath, args, { cwd: ROOT, env })).code;
});
