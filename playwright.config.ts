import { defineConfig } from '@playwright/test';

export default defineConfig({
  // One window at a time: keyboard focus, the clipboard and timing are the machine's, not a test's.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    // Drives the packaged program; `npm test` and `npm test -- package` make it first.
    { name: 'package', testDir: 'test/package' },
  ],
});
