import { defineConfig } from 'vitest/config';

/** The fast suite. Files share their worker's modules: loading the compiler once per file would take most of the time. */
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], isolate: false, maxWorkers: 2, testTimeout: 30_000, retry: 1 },
});
