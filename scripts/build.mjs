#!/usr/bin/env node
// Bundles the command, the library, the language server and the extension into dist/, with the rules' pages beside them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiler } from './compiler.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const wanted = new Set(process.argv.slice(2));
const out = join(root, 'dist');

/** Of all sources: what a build of others says is not taken for what this one would say. */
function sourcesSum() {
  const sum = createHash('sha1');
  for (const name of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
    const path = join(root, 'src', name);
    if (statSync(path).isFile()) sum.update(name).update(readFileSync(path));
  }
  return sum.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

/** Only what is written so far is bundled. */
function present(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));
}

const shared = {
  absWorkingDir: root,
  outdir: out,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Some packages' CommonJS form asks for its parts at run time; their module form can be bundled.
  mainFields: ['module', 'main'],
  minify: process.env.NO_MINIFY === undefined,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  define: { breakwaterVersion: JSON.stringify(version), breakwaterBuild: JSON.stringify(sourcesSum()) },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

// The server has chunks of its own, since what it would share with the command is cut into many small files, and a package holds few.
for (const entries of [
  { cli: 'src/cli/main.ts', index: 'src/index.ts', worker: 'src/engine/worker.ts' },
  { server: 'src/server/main.ts' },
]) {
  await build({
    ...shared,
    entryPoints: present(entries),
    format: 'esm',
    splitting: true,
    plugins: [compiler],
    chunkNames: 'chunks/[name]-[hash]',
    // The compiler is CommonJS inside and asks for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as breakwaterRequire } from 'node:module'; import { dirname as breakwaterFolder } from 'node:path'; import { fileURLToPath as breakwaterFile } from 'node:url'; const require = breakwaterRequire(import.meta.url), __filename = breakwaterFile(import.meta.url), __dirname = breakwaterFolder(__filename);",
    },
  });
}

const extension = present({ extension: 'src/extension/extension.ts' });
if (Object.keys(extension).length > 0) {
  await build({ ...shared, entryPoints: extension, format: 'cjs', outExtension: { '.js': '.cjs' }, external: ['vscode'] });
}

const pages = existsSync(join(root, 'docs/rules'))
  ? readdirSync(join(root, 'docs/rules'))
      .filter((name) => name.endsWith('.md'))
      .sort()
  : [];
const texts = pages.map((name) => [name.slice(0, -'.md'.length), readFileSync(join(root, 'docs/rules', name), 'utf8')]);
// One file, and beside the chunks, since they are what reads it.
mkdirSync(join(out, 'chunks'), { recursive: true });
writeFileSync(join(out, 'chunks/rules.json'), JSON.stringify(Object.fromEntries(texts)));
chmodSync(join(out, 'cli.js'), 0o755);

if (wanted.has('--types')) {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  // Node's own resolution wants whole names of files.
  for (const name of readdirSync(join(out, 'types'), { recursive: true })) {
    const file = join(out, 'types', name);
    if (!file.endsWith('.d.ts')) continue;
    const whole = (from) => (existsSync(join(dirname(file), `${from}.d.ts`)) ? `${from}.js` : `${from}/index.js`);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/((?:from|import\() ?')(\.[^']*)'/g, (_, before, from) => `${before}${whole(from)}'`),
    );
  }
  writeFileSync(join(out, 'index.d.ts'), "export * from './types/index.js';\n");
}
