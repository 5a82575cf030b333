// Prints the folder of the Electron that development uses; the line about it goes to standard error.
import { exitWith } from '../lib/explained.mjs';
import { resolveRuntime } from './resolve.mjs';

await exitWith(async () => {
  const runtime = await resolveRuntime();
  console.error(runtime.line);
  console.log(runtime.folder);
});
