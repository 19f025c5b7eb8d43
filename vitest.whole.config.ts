import { defineConfig } from 'vitest/config';

/** What must hold in every program that the other tests are made of: hundreds of them, each analysed several ways. */
export default defineConfig({
  test: { include: ['test/whole/**/*.test.ts'], maxWorkers: 2, testTimeout: 240_000 },
});
