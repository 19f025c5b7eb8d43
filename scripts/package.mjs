// Packs the extension, and refuses a package that grew out of bounds.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

// The command's own chunks stay out: the extension starts the server and nothing else.
const ignoring = 'dist/.vscodeignore';
const wanted = [...loadedBy('dist/server.js'), 'dist/chunks/rules.json'];
writeFileSync(ignoring, readFileSync('.vscodeignore', 'utf8').replace(/^!dist\/chunks\/\*$/m, wanted.map((name) => `!${name}`).join('\n')));
const run = (command, args) => spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const listed = run('npx', ['vsce', 'ls', '--no-dependencies', '--ignoreFile', ignoring]);
const packed = run('npx', [
  'vsce',
  'package',
  '--ignoreFile',
  ignoring,
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '-o',
  file,
]);
rmSync(ignoring);
process.stdout.write(packed.stdout);
if (listed.status !== 0 || packed.status !== 0) process.exit(1);
const files = listed.stdout.trim().split('\n').length;
const megabytes = statSync(file).size / 1e6;
console.log(`${file}: ${files} files, ${megabytes.toFixed(2)} MB`);
if (files >= 40 || megabytes >= 3) {
  console.error('A package must stay below 40 files and 3 MB.');
  process.exit(1);
}
