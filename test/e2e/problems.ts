import type { ElectronApplication, Page } from '@playwright/test';

/** What Chromium, the inspector and GTK say on a machine without a desktop. It is not Porthole's. */
const NOISE: readonly RegExp[] = [
  /^$/,
  /^Debugger (listening on|attached|ending on)/,
  /^For help, see: https:\/\/nodejs\.org\//,
  /^Waiting for the debugger to disconnect/,
  /^DevTools listening on ws:/,
  // Chromium's own log: [pid:date/time:LEVEL:file(line)], of some versions [pid:thread:date/time:…]
  /^\[\d+(:\d+)?:\d{4}\/\d{6}\.\d+:(INFO|WARNING|ERROR):/,
  /^\(\w+:\d+\): (Gtk|Gdk|GLib|dconf)[\w-]*-(CRITICAL|WARNING|Message) \*\*/,
  /^(Gtk|Gdk)-Message: /,
  /^(MESA|libEGL|libva|Failed to create .* for shader cache)/,
];

/**
 * Gathers what should not happen while a test runs: errors that the page throws or logs (a refused
 * Content-Security-Policy is such a line), a crashed page, and anything that the main process writes to its
 * standard error.
 */
export const gatherProblems = (app: ElectronApplication): readonly string[] => {
  const problems: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`page: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`page threw: ${error.stack ?? error.message}`));
    page.on('crash', () => problems.push('page crashed'));
  };
  for (const page of app.windows()) watch(page);
  app.on('window', watch);

  let rest = '';
  app
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!NOISE.some((pattern) => pattern.test(line))) problems.push(`main: ${line}`);
      }
    });
  return problems;
};
