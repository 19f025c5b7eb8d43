// Packs the extension, and refuses a package that grew out of bounds.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { dirname, join } from 'node:path/posix';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const file = `breakwater-${version}.vsix`;
/** What a file of the bundle loads, at once or later, and so on. */
function loadedBy(start) {
  const seen = new Set([start]);
  for (const file of seen)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.js)"/g))
      seen.add(join(dirname(file), path));
  return [...seen].sort();
}

// vsce looks at every file below the folder it packs, installed packages and all; so it is given a copy of what may go in.
const stage = mkdtempSync(join(tmpdir(), 'breakwater-package-'));
process.on('exit', () => rmSync(stage, { recursive: true, force: true }));
const patterns = readFileSync('.vscodeignore', 'utf8');
for (const [, path] of patterns.matchAll(/^!([^/\n]+)/gm)) cpSync(path, join(stage, path), { recursive: true });
// The command's own chunks stay out: the extension starts the server and nothing else.
const wanted = [...loadedBy('dist/server.js'), 'dist/chunks/rules.json'];
writeFileSync(join(stage, '.vscodeignore'), patterns.replace(/^!dist\/chunks\/\*$/m, wanted.map((name) => `!${name}`).join('\n')));
const vsce = resolve('node_modules/@vscode/vsce/vsce');
const run = (...args) =>
  spawnSync(process.execPath, [vsce, ...args], { cwd: stage, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const listed = run('ls', '--no-dependencies');
const packed = run('package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '-o', resolve(file));
process.stdout.write(packed.stdout);
if (listed.status !== 0 || packed.status !== 0) process.exit(1);
const files = listed.stdout.trim().split('\n').length;
const megabytes = statSync(file).size / 1e6;
console.log(`${file}: ${files} files, ${megabytes.toFixed(2)} MB`);
if (files >= 40 || megabytes >= 3) {
  console.error('A package must stay below 40 files and 3 MB.');
  process.exit(1);
}
