// npm run dist [-- --dir [--for-test] | electron-builder's arguments]: Porthole for the platform this runs on.
import { buildWhenStale } from './build/build.mjs';
import { Explained, exitWith } from './lib/explained.mjs';
import { electronBuilder, packageApp, runtimeArguments } from './packaging/package.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';

await exitWith(async () => {
  const args = process.argv.slice(2);
  const runtime = await resolveRuntime();
  console.log(runtime.line);
  const release = runtime.kind === 'official' && !args.includes('--for-test');
  if (runtime.kind !== 'official') {
    console.log(
      'This runtime is not the official, current Electron: what is built is for testing, not for release.',
    );
  }
  await buildWhenStale();
  if (args.includes('--dir')) {
    const program = await packageApp({ runtime, forTest: args.includes('--for-test') });
    console.log(`${release ? 'Packaged' : 'Packaged, for testing only'}: ${program}`);
    return;
  }
  // The fallback is a Linux program; for other systems electron-builder fetches the official one itself.
  const foreign =
    process.platform === 'linux' && args.some((arg) => /^(--(win|windows|mac|macos)|-[wm])$/.test(arg));
  const code = await electronBuilder([...(foreign ? [] : runtimeArguments(runtime)), ...args]);
  if (code === 0) return;
  throw new Explained(
    'The installers could not be made.',
    `electron-builder ended with ${code}; the lines above say where. If they name github.com: the tools that make ` +
      'an AppImage, a deb, a dmg or an NSIS installer are fetched from there on first use.',
    'allow github.com or name a mirror in ELECTRON_BUILDER_BINARIES_MIRROR, then start again; ' +
      '`npm run dist -- --dir` makes the program without installers and needs no such tool.',
  );
});
