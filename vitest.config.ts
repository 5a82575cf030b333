import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,electron,renderer,scripts,test/bench,test/protocols}/**/*.test.{ts,tsx,mjs}'],
    // Real sockets and files: a loaded two-core machine needs room, a hung test still ends. One
    // that never lets go of its thread is ended with the whole run, and named (scripts/test/parts.mjs).
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
