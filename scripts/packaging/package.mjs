import path from 'node:path';
import { commandOf } from '../build/build.mjs';
import { Explained } from '../lib/explained.mjs';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/**
 * What electron-builder is told about the runtime.
 * @param {import('../runtime/resolve.mjs').Runtime} runtime
 * @returns {readonly string[]}
 */
export function runtimeArguments({ kind, version, folder }) {
  return kind === 'official' ? [] : [`-c.electronVersion=${version}`, `-c.electronDist=${folder}`];
}

/**
 * Where electron-builder puts the program of `--dir`, below its output folder.
 * @param {NodeJS.Platform} platform
 * @param {string} arch as in process.arch
 * @returns {string}
 */
export function packagedProgram(platform, arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin')
    return path.join(`mac${suffix}`, 'Porthole.app', 'Contents', 'MacOS', 'Porthole');
  if (platform === 'win32') return path.join(`win${suffix}-unpacked`, 'Porthole.exe');
  return path.join(`linux${suffix}-unpacked`, 'porthole');
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} electron-builder's exit code
 */
export async function electronBuilder(args, env = process.env) {
  const command = [commandOf('electron-builder'), '--publish', 'never', ...args];
  return (await run(process.execPath, command, { cwd: ROOT, env })).code;
}

/**
 * Makes the program as a folder, without installers, from what is in out/.
 * @param {{ runtime: import('../runtime/resolve.mjs').Runtime, forTest: boolean }} wanted forTest: Playwright may
 *   drive it; it then lies in dist/test, apart from what may be given away
 * @returns {Promise<string>} the program
 */
export async function packageApp({ runtime, forTest }) {
  const output = forTest ? 'dist/test' : 'dist';
  const code = await electronBuilder([
    '--dir',
    ...runtimeArguments(runtime),
    `-c.directories.output=${output}`,
    ...(forTest ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ]);
  if (code !== 0) {
    throw new Explained(
      'Porthole could not be packaged.',
      `electron-builder ended with ${code}.`,
      'see above.',
    );
  }
  return path.join(ROOT, output, packagedProgram(process.platform, process.arch));
}
