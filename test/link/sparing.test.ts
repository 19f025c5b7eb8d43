import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const parsed = (files: Readonly<Record<string, string>>): number =>
  openWorkspace({ root: '/project', files: { 'package.json': '{"private":true}', ...files } }).analyse().files.parsed;

const loader = "export class Loader { loadRemote() { return fetch('https://a.test'); } }";
const others = Object.fromEntries(
  Array.from({ length: 9 }, (_, i) => [`src/c${i}.ts`, '// loadRemote is what all use\nexport const a = 1;']),
);

test('once somebody is seen to call a method, whoever else names it is not read', () => {
  const user = "import { Loader } from './a';\nexport const main = () => new Loader().loadRemote();\nmain();";
  expect(parsed({ 'src/a.ts': loader, 'src/b.ts': user, ...others })).toBe(2);
});

test('as long as nobody is, all who name it are', () => {
  const user = "import { Loader } from './a';\nexport const main = () => new Loader();\nmain();";
  expect(parsed({ 'src/a.ts': loader, 'src/b.ts': user, ...others })).toBe(10);
});
