import { describe, expect, test } from 'vitest';
import { widthFor } from '../../src/source/fitting';
import { checkFix } from '../harness/check-fix';

/** What a change makes too long for its line, where Prettier looks after the lines. Each form is as Prettier 3 writes it. */

const prettier = { 'package.json': '{ "dependencies": { "axios": "1.13.0", "@supabase/supabase-js": "2.45.0" } }', '.prettierrc': '{}' };

describe('an object at the end of the arguments', () => {
  const text = (call: string): string =>
    `import axios from 'axios';\n\nexport const users = async (id: string) => {\n  return ${call};\n};\n`;
  const address = '`https://users.example/teams/${id}/members?active=true`';

  test('is broken when the line would be too long', () => {
    checkFix(
      'client-timeout',
      { ...prettier, 'a.ts': text(`axios.get(${address})`) },
      { 'a.ts': text(`axios.get(${address}, {\n    timeout: 5000,\n  })`) },
    );
    checkFix(
      'client-timeout',
      { ...prettier, 'a.ts': text(`axios.get(${address}, { params: { id } })`) },
      { 'a.ts': text(`axios.get(${address}, {\n    params: { id },\n    timeout: 5000,\n  })`) },
    );
  });

  test.each([
    ['it is short', { ...prettier }, "'https://users.example'"],
    ['lines may be longer', { ...prettier, '.prettierrc': '{ "printWidth": 120 }' }, address],
    ['nothing looks after the lines', { 'package.json': prettier['package.json'] }, address],
  ])('stays on its line where %s', (_, files, where) => {
    checkFix(
      'client-timeout',
      { ...files, 'a.ts': text(`axios.get(${where})`) },
      { 'a.ts': text(`axios.get(${where}, { timeout: 5000 })`) },
    );
  });
});

describe('a chain', () => {
  const text = (call: string): string =>
    `import { createClient } from '@supabase/supabase-js';\n\nconst db = createClient('https://x.supabase.co', 'k');\nexport const wallets = async (id: string) => {\n  const { data } = await db${call};\n  return data;\n};\n`;

  test('of three calls is broken at each of them', () => {
    checkFix(
      'abort-signal',
      { ...prettier, 'a.ts': text(".from('wallets').select('*, owners(*)').eq('id', id)") },
      {
        'a.ts': text("\n    .from('wallets')\n    .select('*, owners(*)')\n    .abortSignal(AbortSignal.timeout(5000))\n    .eq('id', id)"),
      },
    );
  });

  test('of three calls is broken where an argument stands over several lines, which goes in by a step', () => {
    checkFix(
      'abort-signal',
      { ...prettier, 'a.ts': text(".from('wallets').insert({\n    id,\n  })") },
      { 'a.ts': text("\n    .from('wallets')\n    .insert({\n      id,\n    })\n    .abortSignal(AbortSignal.timeout(60000))") },
    );
  });
});

test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
  ['nothing', {}, undefined],
  ['another formatter', { 'package.json': '{ "devDependencies": { "biome": "2" } }' }, undefined],
  ['a configuration that says nothing of it', { '.prettierrc.json': '{ "semi": false }' }, 80],
  ['one in YAML, further up', { '.prettierrc.yml': 'printWidth: 100\n' }, 100],
  ['one in a script beside it', { '.prettierrc': '{}', 'src/prettier.config.mjs': 'export default { printWidth: 120 };\n' }, 120],
  ['the manifest', { 'package.json': '{ "prettier": { "printWidth": 140 } }' }, 140],
])('the width of lines is read from %s', (_, files, width) => {
  expect(widthFor('src/a.ts', (file) => files[file])).toBe(width);
});
