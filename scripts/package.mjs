// Packs the extension, and refuses a package that grew out of bounds.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const file = `breakwater-${version}.vsix`;
const run = (command, args) => spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const listed = run('npx', ['vsce', 'ls', '--no-dependencies']);
const packed = run('npx', [
  'vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '-o',
  file,
]);
process.stdout.write(packed.stdout);
if (listed.status !== 0 || packed.status !== 0) process.exit(1);
const files = listed.stdout.trim().split('\n').length;
const megabytes = statSync(file).size / 1e6;
console.log(`${file}: ${files} files, ${megabytes.toFixed(2)} MB`);
if (files > 40 || megabytes >= 3) {
  console.error('A package may hold 40 files and must stay below 3 MB.');
  process.exit(1);
}
