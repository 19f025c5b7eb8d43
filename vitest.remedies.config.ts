import { defineConfig } from 'vitest/config';

/** The proofs of remedies that need the real packages: types, and behaviour against a server at fault. */
export default defineConfig({
  test: {
    include: ['test/remedies/**/*.slow.ts'],
    maxConcurrency: 8,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A client that is left hanging may fail long after it was judged.
    dangerouslyIgnoreUnhandledErrors: true,
    server: { deps: { external: [/evidence\/packages\/load\.mjs$/] } },
  },
});
