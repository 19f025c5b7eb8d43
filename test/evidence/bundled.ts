import { readFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { load } from './packages/load.mjs';

export type Side = 'page' | 'server';

const packages = join(import.meta.dirname, 'packages');
let bundles = 0;

/** Loads what a bundler makes of a module for this side: some frameworks are other programs in a page, and what is Svelte's must be compiled. With `alias`, packages stand in for others: an older one beside the newest. */
export async function bundled(
  text: string,
  side: Side,
  isSvelte = false,
  alias: Readonly<Record<string, string>> = {},
): Promise<Awaited<ReturnType<typeof load>>> {
  bundles += 1;
  const outfile = join(packages, `node_modules/.bundled-${process.pid}-${bundles}.mjs`);
  const page = side === 'page';
  const { compile, compileModule } = await load('svelte/compiler');
  const made = (compiler: typeof compile, source: string, filename: string) => ({
    contents: String(compiler(source, { generate: page ? 'client' : 'server', filename }).js.code),
    loader: 'js' as const,
  });
  const svelte: Plugin = {
    name: 'svelte',
    setup: (bundle) => {
      bundle.onLoad({ filter: /\.svelte$/ }, async ({ path }) => made(compile, await readFile(path, 'utf8'), path));
      bundle.onLoad({ filter: /\.svelte\.js$/ }, async ({ path }) => made(compileModule, await readFile(path, 'utf8'), path));
    },
  };
  const { contents } = isSvelte ? made(compileModule, text, 'evidence.svelte.js') : { contents: text };
  await build({
    absWorkingDir: packages,
    stdin: { contents, resolveDir: packages },
    bundle: true,
    format: 'esm',
    platform: page ? 'browser' : 'node',
    conditions: [page ? 'browser' : 'node', 'svelte', 'production'],
    plugins: [svelte],
    alias,
    logLevel: 'error',
    outfile,
  });
  try {
    return await load(outfile);
  } finally {
    rmSync(outfile);
  }
}
