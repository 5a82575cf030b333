// The default_app of the fallback runtime, which comes without one: starts the app whose path stands on the
// command line, as Electron's own default_app does. An ES module that awaits the app at its top level, so that
// an app that is an ES module has run before Electron says "ready".
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** What Electron's command line means up to the app's path: `-r <module>` and Chromium's switches. */
function readCommandLine(argv) {
  const modules = [];
  for (let at = 0; at < argv.length; at += 1) {
    const arg = argv[at];
    if (arg === '-r' || arg === '--require') {
      at += 1;
      modules.push(argv[at]);
    } else if (arg === '--version' || arg === '-v') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    } else if (!arg.startsWith('-')) {
      return { modules, appPath: path.resolve(arg) };
    }
  }
  return { modules, appPath: undefined };
}

const { modules, appPath } = readCommandLine(process.argv.slice(1));
if (appPath === undefined) {
  console.error('Usage: electron [options] <folder or file of the app> [arguments]');
  process.exit(2);
}

Module._preloadModules(modules);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const packageFile = path.join(appPath, 'package.json');
if (fs.existsSync(packageFile)) {
  const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(packageFile, 'utf8'));
  if (version) app.setVersion(version);
  app.name = productName ?? name ?? app.name;
  app.setDesktopName(desktopName ?? `${app.name}.desktop`);
}

try {
  const entry = Module._resolveFilename(appPath, null, true);
  app.setAppPath(fs.existsSync(packageFile) ? appPath : path.dirname(entry));
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error('The app threw an error while it was loaded.');
  console.error(error?.stack ?? error);
  process.exit(1);
}
