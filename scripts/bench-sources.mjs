// What the benchmark works on: published TypeScript sources, and the tools to compare with, in a folder of its own.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../.bench', import.meta.url));
/** Pinned, so that figures of two days can be compared. */
const dependencies = {
  '@anthropic-ai/sdk': '1.13.0',
  '@biomejs/biome': '2.6.8',
  '@types/node': '22.19.1',
  cloudflare: '7.3.0',
  effect: '4.1.0',
  openai: '6.49.0',
  oxlint: '1.94.0',
  typescript6: 'npm:typescript@6.0.3',
  typescript7: 'npm:typescript@7.0.2',
};

export const packages = ['openai', '@anthropic-ai/sdk', 'effect', 'cloudflare'];

/** Installs what is pinned, once. */
export function install() {
  const manifest = `${JSON.stringify({ private: true, dependencies }, undefined, 2)}\n`;
  const path = join(home, 'package.json');
  if (existsSync(join(home, 'node_modules')) && existsSync(path) && readFileSync(path, 'utf8') === manifest) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(path, manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: home, stdio: 'inherit' });
}

/** The file a tool is started by. */
export function tool(path) {
  return join(home, 'node_modules', path);
}

/** Lays the sources of one package down some times, in a folder outside any repository, so that no ignore file hides them. */
export function layDown(name, times) {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
  for (let i = 0; i < times; i++) {
    cpSync(join(home, 'node_modules', name, 'src'), join(folder, `copy${i}`), {
      recursive: true,
      filter: (path) => !path.endsWith('tsconfig.json') && !/\.d\.[cm]?ts$/.test(path),
    });
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bench', private: true, type: 'module' }));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ root: true, files: { includes: ['copy*/**/*.ts'], maxSize: 10_000_000 } }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['copy*/**/*'] }));
  return { folder, ...size(folder, times) };
}

const compilerOptions = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
  types: ['node'],
  typeRoots: [join(home, 'node_modules/@types')],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
};

function size(folder, times) {
  let files = 0;
  let bytes = 0;
  let lines = 0;
  for (let i = 0; i < times; i++) {
    for (const entry of readdirSync(join(folder, `copy${i}`), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[cm]?[jt]sx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      files++;
      bytes += statSync(path).size;
      lines += readFileSync(path, 'utf8').split('\n').length;
    }
  }
  return { files, bytes, lines };
}
