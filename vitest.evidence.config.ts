import { defineConfig } from 'vitest/config';

/** The slow suite: all files, and the claims of each, run side by side, since nearly all they do is wait. */
export default defineConfig({
  test: {
    include: ['test/evidence/**/*.evidence.ts'],
    maxConcurrency: 1000,
    maxWorkers: 16,
    setupFiles: ['test/evidence/kept.ts'],
    testTimeout: 900_000,
    hookTimeout: 150_000,
    // A client that is left hanging may fail long after its claim was judged.
    dangerouslyIgnoreUnhandledErrors: true,
    server: { deps: { external: [/evidence\/packages\/load\.mjs$/] } },
  },
});
