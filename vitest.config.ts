import { defineConfig } from 'vitest/config';

const ownClock = 'test/remedies/module.test.ts';

/**
 * The fast suite. Files share their worker's modules: loading the compiler once per file would take most of the time. What
 * sets the clock of its process has a worker of its own.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ['**/node_modules/**', 'test/whole/**', ownClock], isolate: false } },
      { extends: true, test: { name: 'clock', include: [ownClock], isolate: true } },
    ],
  },
});
