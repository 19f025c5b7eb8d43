import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, inside, project } from './command';

begin();

const head = `import { createClient } from '@libsql/client';
import express from 'express';

const database = createClient({ url: 'libsql://users.example' });
const app = express();

app.get('/first', async (_, response) => {
  response.json((await database.execute('select id from users')).rows);
});

app.get('/admins/:id', async (request, response) => {
`;

/** A call on several lines, which goes one step inwards when something is put around it. */
const asked = (step: string) =>
  `${head}  const found = (
    await database.execute({
      sql: 'select id from admins where id = ?',
      args: [request.params.id],
    })
  ).rows.map((row) => row.id);
  response.json(found.length > 0);
});
`.replaceAll('  ', step);

const bounded = (step: string, comma: string) =>
  `  const found = (
    await withTimeout(
      () =>
        database.execute({
          sql: 'select id from admins where id = ?',
          args: [request.params.id],
        }),
      LONG_REQUEST_TIMEOUT_MS${comma}
    )
  ).rows.map((row) => row.id);
`.replaceAll('  ', step);

async function mended(files: Readonly<Record<string, string>>, how = '--fix=all'): Promise<string> {
  const folder = project(files);
  await inside(['fix', how], folder);
  return readFileSync(join(folder, 'src/db.ts'), 'utf8');
}

test.each([
  ['options written down', { '.prettierrc': '{ "singleQuote": true, "tabWidth": 4 }' }, '    ', ','],
  ['no options but those the file shows', { 'package.json': '{ "devDependencies": { "prettier": "^2.8.0" } }' }, '  ', ''],
  ['options of the editor', { '.prettierrc': 'singleQuote: true\n', '.editorconfig': 'root = true\n[*]\nindent_size = 4\n' }, '    ', ','],
])('what is put around a chain is written as Prettier does: %s', async (_, files, step, comma) => {
  expect(await mended({ ...files, 'src/db.ts': asked(step) })).toContain(bounded(step, comma));
});

test('what Prettier does not look after, or somebody writes by hand, is left as it is', async () => {
  const odd = `${asked('  ')}\nexport const  table =\n  { a:1,\n    b:2 };\n${'export const more  = [ 1 ];\n'.repeat(5)}`;
  const config = { '.prettierrc': '{ "singleQuote": true }' };
  const [left, kept] = [await mended({ 'src/db.ts': odd }), await mended({ ...config, 'src/db.ts': odd })];
  for (const text of [left, kept]) expect(text).toContain(odd.slice(odd.indexOf('\nexport const  table')));
});

test('where nothing is said of a formatter, what the file shows is enough', async () => {
  const long = "  response.json((await database.execute('select id, name, street from addresses order by name')).rows);\n";
  const other = `\napp.get('/others', async (_, response) => {\n${long}});\n`;
  const text = `${asked('  ')}${other.repeat(5)}`;
  const written = `  response.json(
    (
      await withTimeout(
        () => database.execute('select id, name, street from addresses order by name'),
        LONG_REQUEST_TIMEOUT_MS,
      )
    ).rows,
  );
`;
  expect(await mended({ 'src/db.ts': text })).toContain(written);
  expect(await mended({ 'src/db.ts': `${text}const a  = 1;\n` })).not.toContain(written);
});

test('the widest line shows how wide lines may be, and an import how texts are quoted', async () => {
  const long = (more: string) =>
    `  const found = (await database.execute({ sql: 'select id, name, street, city, country, telephone from addresses order by name', args: [] }))${more};\n`;
  const marked = 'export const marked = `"a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l" "m" "n" "o" "p"`;\n';
  const other = (code: string) => `\napp.get('/others', async (_, response) => {\n${code}  response.json(found);\n});\n`;
  const text = `${asked('  ')}${other(long('.rows'))}${marked.repeat(3).replace(/marked/g, (_, at: number) => `marked${at}`)}`;
  const now = await mended({ '.prettierrc.js': "module.exports = require('@house/prettier');\n", 'src/db.ts': text });
  expect(now).toContain(
    `  const found = (\n    await withTimeout(\n      () => database.execute({ sql: 'select id, name, street, city, country`,
  );
});

test('lines that an older Prettier wrote otherwise stay, and the change is written as it does', async () => {
  const old = `${asked('  ')}${'\nexport const more = 1;\n'.repeat(60)}\nexport const f = async<T>(a: T) => a;\n`;
  const text = await mended({ '.prettierrc': '{ "singleQuote": true }', 'src/db.ts': old });
  expect(text).toContain(bounded('  ', ','));
  expect(text).toContain('async<T>(a');
});

test('what the change breaks goes on one line where there is room for it; what was broken before stays', async () => {
  const text = (get: string, old: string) =>
    `import axios from 'axios';

export async function both(url: string): Promise<unknown[]> {
  const [{ data }, { data: other }] = await Promise.all([${get}]);
  const last = await axios.get(url, {
    ${old},
  });
  return [data, other, last.data];
}
`;
  const config = { '.prettierrc': '{ "singleQuote": true }' };
  const [first, second] = ['axios.get(`${url}/first`', 'axios.get(`${url}/second`'];
  expect(await mended({ ...config, 'src/db.ts': text(`${first}), ${second})`, 'timeout: 0') })).toBe(
    text(
      `\n    ${first}, { timeout: REQUEST_TIMEOUT_MS }),\n    ${second}, { timeout: REQUEST_TIMEOUT_MS }),\n  `,
      'timeout: REQUEST_TIMEOUT_MS',
    ).replace('\n\n', '\n\nconst REQUEST_TIMEOUT_MS = 5000;\n\n'),
  );
});

test('what follows a comment is not drawn into it', async () => {
  const text = (head: string, options: string) =>
    `import axios from 'axios';\n${head}\nexport async function both(url: string): Promise<unknown> {\n  const one = await axios.get(url${options}); // {\n  const two = await axios.get(url${options});\n  return [one.data, two.data];\n}\n`;
  const named = text('\nconst REQUEST_TIMEOUT_MS = 5000;\n', ', { timeout: REQUEST_TIMEOUT_MS }');
  expect(await mended({ '.prettierrc': '{ "singleQuote": true }', 'src/db.ts': text('', '') }, '--fix=suggestions')).toBe(named);
});
