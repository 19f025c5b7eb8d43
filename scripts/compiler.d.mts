import type { Plugin } from 'esbuild';

/** Gives `import { ts } from 'ts-morph'` the part of the compiler that is needed, bound name by name. */
export const compiler: Plugin;
