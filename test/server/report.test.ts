import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { engine } from '../../src/server/engine';
import type { InventoryGroup, Page } from '../../src/server/protocol';
import { type Client, connect, eventually } from './client';
import { folderWith } from './folder';
import { run } from './said';

/** The report of the editor is the page that the command writes. */

const root = resolve(import.meta.dirname, '../..');
let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const fetching = (host: string, above = ''): string => `${above}export const call = () => fetch('https://${host}.example/');\n`;

/** Where each call of a page is said to be, and where that leads. */
function rowsOf(text: string): [string, string][] {
  return [...text.matchAll(/<tr data-timeout[^>]*>.*?<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href = '', label = '']) => [label, href]);
}

test('to the letter but for the nonce and where a click leads', async () => {
  const folder = folderWith({});
  cpSync(join(root, 'test/projects/shop'), folder.path, { recursive: true });
  const plain = (text: string): string => text.replace(/nonce(-|=")[0-9a-z]+/g, 'nonce$1').replace(/ href="[^"]*"/g, ' href=""');
  client = await connect(engine, { folders: [folder.uri], initializationOptions: { clientCommands: true } });
  const { text } = await client.command<Page>('breakwater.server.report');
  const { stdout } = run(folder.path, 'calls', '--no-cache', '--format', 'html');
  expect(rowsOf(stdout).length).toBeGreaterThan(5);
  expect(plain(text)).toBe(plain(stdout).replace(/\n$/, text.endsWith('\n') ? '\n' : ''));
  for (const [, href] of rowsOf(text)) expect(href).toMatch(/^command:breakwater\.goTo\?/);
});

test('each row leads to its own folder, however alike the names of the files, and a folder inside another is told of once', async () => {
  const one = folderWith({ 'package.json': '{}', 'src/a.ts': fetching('one'), 'inner/src/a.ts': fetching('inner', '\n\n') });
  const two = folderWith({ 'package.json': '{}', 'src/a.ts': fetching('two', '\n\n\n') });
  const inner = one.at('inner');
  const name = (uri: string): string => uri.split('/').at(-1) ?? '';
  client = await connect(engine, { folders: [one.uri, inner, two.uri] });
  const { text } = await client.command<Page>('breakwater.server.report');
  expect(rowsOf(text).sort()).toEqual(
    [
      [`${name(one.uri)}/src/a.ts:1:27`, `${one.at('src/a.ts')}#L1,27`],
      ['inner/src/a.ts:3:27', `${one.at('inner/src/a.ts')}#L3,27`],
      [`${name(two.uri)}/src/a.ts:4:27`, `${two.at('src/a.ts')}#L4,27`],
    ].sort(),
  );
  expect(text).toContain('3 outgoing calls');
  const files = await client.command<InventoryGroup[]>('breakwater.server.inventory', { by: 'file', filter: 'all' });
  expect(files.map(({ label, calls }) => [label, calls.map(({ uri }) => uri)]).sort()).toEqual(
    [
      [`${name(one.uri)}/src/a.ts`, [one.at('src/a.ts')]],
      ['inner/src/a.ts', [one.at('inner/src/a.ts')]],
      [`${name(two.uri)}/src/a.ts`, [two.at('src/a.ts')]],
    ].sort(),
  );
  const { heard } = client;
  await client.open(one.at('src/a.ts'), fetching('one'));
  await eventually(() => heard.status.at(-1)?.state === 'ready' && (heard.status.at(-1)?.calls ?? 0) > 0);
  expect(heard.status.at(-1)).toMatchObject({ calls: 3, bounded: 0 });
});
