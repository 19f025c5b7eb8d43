import { expect, test } from 'vitest';
import { engine } from '../../src/server/engine';
import { connect, eventually, everything } from './client';
import { folderWith } from './folder';

/** The first word about a document of a large folder is what is sure of it; the rest follows by itself. */

const shared = "import axios from 'axios';\nexport const version = axios.VERSION;\n";
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "large", "dependencies": { "axios": "^1.7.0" } }',
  'http.ts': shared,
  ...Object.fromEntries(
    [...Array(220).keys()].map((i) => [
      `f${i}.ts`,
      `import axios from 'axios';\nexport const load${i} = () => axios.get('https://api.example/things/${i}');\n`,
    ]),
  ),
};
const rules = (report: { readonly items?: readonly { readonly code?: unknown }[] }): unknown[] =>
  (report.items ?? []).map(({ code }) => code).sort();

test('a part at once, then a refresh, then what a server says that was asked later', async () => {
  const folder = folderWith(files);
  const server = await connect(engine, { folders: [folder.uri] });
  const uri = folder.at('f0.ts');
  await server.open(uri, files['f0.ts'] ?? '');
  const first = await server.pull(uri);
  expect(rules(first.kind === 'full' ? first : {})).toEqual(['missing-timeout']);
  expect(server.heard.refreshes).toBe(0);
  await eventually(() => server.heard.refreshes > 0, 60_000);
  const whole = await server.diagnostics(uri);
  expect(whole.length).toBeGreaterThan(1);
  expect(first.kind === 'full' && whole).toEqual(expect.arrayContaining(first.kind === 'full' ? first.items : []));
  const later = await connect(engine, { folders: [folder.uri] });
  await later.open(uri, files['f0.ts'] ?? '');
  await later.hover(uri, { line: 0, character: 0 });
  expect(await later.diagnostics(uri)).toEqual(whole);
  await server.stop();
  await later.stop();
}, 120_000);

test('nothing that another file takes back', async () => {
  const folder = folderWith({ ...files, 'setup.ts': "import axios from 'axios';\naxios.defaults.timeout = 1000;\n" });
  const server = await connect(engine, { folders: [folder.uri] });
  await server.open(folder.at('f0.ts'), files['f0.ts'] ?? '');
  expect(await server.diagnostics(folder.at('f0.ts'))).toEqual([]);
  await server.stop();
}, 120_000);

test('an edit while everything is being read counts', async () => {
  const folder = folderWith(files);
  const server = await connect(engine, { folders: [folder.uri] });
  const [uri, http] = [folder.at('f0.ts'), folder.at('http.ts')];
  await server.open(uri, files['f0.ts'] ?? '');
  await server.open(http, shared);
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toEqual(['missing-timeout']);
  await server.change(http, { text: `${shared}axios.defaults.timeout = 2000;\n` });
  const after = await server.diagnostics(uri);
  expect(after.map(({ code }) => code)).not.toContain('missing-timeout');
  await server.stop();
}, 120_000);

test('a client that cannot be told of more is answered whole', async () => {
  const folder = folderWith(files);
  const { diagnostics: _, ...workspace } = everything.workspace ?? {};
  const server = await connect(engine, { folders: [folder.uri], capabilities: { ...everything, workspace } });
  await server.open(folder.at('f0.ts'), files['f0.ts'] ?? '');
  expect((await server.diagnostics(folder.at('f0.ts'))).length).toBeGreaterThan(1);
  await server.stop();
}, 120_000);
