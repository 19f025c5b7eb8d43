// Real runs whose reports are held against the validators and schemas of those who read them.
import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Lays out the sample shop; one file of every kind of name, with a problem beside it; the shop with everything accepted; and a project without findings. */
export function layRuns(folder) {
  for (const name of ['shop', 'accepted', 'odd']) cpSync(join(root, 'test/projects/shop'), join(folder, name), { recursive: true });
  cpSync(join(root, 'test/projects/shop/package.json'), join(folder, 'clean/package.json'));
  const call = "export const user = () => fetch('https://api.example.com/user');\n";
  writeFileSync(join(folder, 'odd/src/ünï (x) [1] #% "a" & <b>.ts'), call);
  writeFileSync(join(folder, 'odd/src/broken.ts'), 'fetch(');
  writeFileSync(join(folder, 'shop/src/bare.ts'), call);
  writeFileSync(join(folder, 'clean/index.ts'), 'export const one = 1;\n');
  breakwater(['baseline', 'create'], join(folder, 'accepted'));
  return { shop: [], odd: ['--category', 'odd'], accepted: ['--include-suppressed'], clean: [] };
}

/** The built command; findings and problems are expected, wrong requests are not. */
export function breakwater(args, cwd) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd, encoding: 'utf8' });
  if (status === 2 || status === null) throw new Error(stderr);
}
