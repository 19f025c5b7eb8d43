import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { FileSystemWatcher } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { engine } from '../../src/server/engine';
import { isToldOf } from '../../src/server/watch';
import { type Client, connect, eventually, everything, type Options } from './client';
import { folderWith, type TestFolder } from './folder';

/** Files of any name and place that the answers rest on, and folders that come and go, through the real engine. */

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const bare = "export const user = () => fetch('https://x.example/');\n";
const off = JSON.stringify({ rules: { 'missing-timeout': 'off' } });
const on = JSON.stringify({ rules: {} });

async function start(files: Readonly<Record<string, string>>, options: Options = {}, root = '') {
  const folder = folderWith({ 'package.json': '{ "name": "shop" }', ...files });
  client = await connect(engine, { folders: [root === '' ? folder.uri : folder.at(root)], ...options });
  return { folder, server: client };
}

async function missing(server: Client, uri: string): Promise<number> {
  return (await server.diagnostics(uri)).filter(({ code }) => code === 'missing-timeout').length;
}

/** Whether one of the watchers that the server asked for tells of a file, by its folder and name alone. */
function followed(server: Client, path: string): boolean {
  const tells = ({ globPattern }: FileSystemWatcher): boolean => {
    const [base, pattern] = partsOf(globPattern);
    const names = pattern.replace(/^\{|\}$/g, '').split(',');
    return names.some((name) => join(base, name) === path);
  };
  return [...server.heard.watchers.values()].flat().some(tells);
}

function partsOf(pattern: FileSystemWatcher['globPattern']): [base: string, pattern: string] {
  if (typeof pattern === 'string') return [dirname(pattern), basename(pattern)];
  const { baseUri } = pattern;
  return [URI.parse(typeof baseUri === 'string' ? baseUri : baseUri.uri).fsPath, pattern.pattern];
}

async function changed(server: Client, folder: TestFolder, file: string, text: string): Promise<void> {
  await eventually(() => followed(server, join(folder.path, file)));
  await server.watched(folder.write(file, text));
}

describe('a file of another name is followed', () => {
  test('when a configuration extends it, and what that extends', async () => {
    const { folder, server } = await start({
      'a.ts': bare,
      'breakwater.config.json': '{ "extends": "./shared/first.json" }',
      'shared/first.json': '{ "extends": "./second.json" }',
      'shared/second.json': off,
    });
    await server.open(folder.at('a.ts'), bare);
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
    await changed(server, folder, 'shared/second.json', on);
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
    await changed(server, folder, 'shared/first.json', off);
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
    // Nothing extends the second any more.
    await eventually(() => !followed(server, join(folder.path, 'shared/second.json')));
    await changed(server, folder, 'shared/first.json', on);
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
  });

  test('when it is extended and not there yet', async () => {
    const { folder, server } = await start({ 'a.ts': bare, 'breakwater.config.json': '{ "extends": "./base.json" }' });
    await server.open(folder.at('a.ts'), bare);
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
    await eventually(() => followed(server, join(folder.path, 'base.json')));
    await server.created(folder.write('base.json', off));
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
  });

  test('when a package brings it', async () => {
    const { folder, server } = await start({
      'a.ts': bare,
      'breakwater.config.json': '{ "extends": "preset" }',
      'node_modules/preset/breakwater.config.json': off,
    });
    await server.open(folder.at('a.ts'), bare);
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
    await changed(server, folder, 'node_modules/preset/breakwater.config.json', on);
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
  });

  test('when `configPath` names it, inside the folder or outside', async () => {
    const { folder, server } = await start(
      { 'app/a.ts': bare, 'rules/own.json': off },
      { settings: { configPath: '../rules/own.json' } },
      'app',
    );
    await server.open(folder.at('app/a.ts'), bare);
    expect(await missing(server, folder.at('app/a.ts'))).toBe(0);
    await changed(server, folder, 'rules/own.json', on);
    expect(await missing(server, folder.at('app/a.ts'))).toBe(1);
    await server.configure({ configPath: 'mine.yaml' });
    await eventually(() => followed(server, join(folder.path, 'app/mine.yaml')));
    await eventually(() => !followed(server, join(folder.path, 'rules/own.json')));
    await server.created(folder.write('app/mine.yaml', 'rules:\n  missing-timeout: off\n'));
    expect(await missing(server, folder.at('app/a.ts'))).toBe(0);
  });

  test('when it is the baseline', async () => {
    const { folder, server } = await start({ 'a.ts': bare, 'breakwater.config.json': '{ "baseline": "accepted.json" }' });
    await server.open(folder.at('a.ts'), bare);
    const loud = async () => (await server.diagnostics(folder.at('a.ts'))).filter(({ severity }) => severity === 2).length;
    expect(await loud()).toBe(1);
    await eventually(() => followed(server, join(folder.path, 'accepted.json')));
    await server.command('breakwater.server.updateBaseline', folder.at('a.ts'));
    await server.watched(folder.at('accepted.json'));
    expect(await loud()).toBe(0);
    await changed(server, folder, 'accepted.json', '{ "version": 1, "findings": [] }');
    expect(await loud()).toBe(1);
  });

  test('when it lies above the folder, and when it comes there', async () => {
    const { folder, server } = await start({ 'app/a.ts': bare, 'breakwater.config.json': off }, {}, 'app');
    await server.open(folder.at('app/a.ts'), bare);
    expect(await missing(server, folder.at('app/a.ts'))).toBe(0);
    await changed(server, folder, 'breakwater.config.json', on);
    expect(await missing(server, folder.at('app/a.ts'))).toBe(1);
    rmSync(join(folder.path, 'breakwater.config.json'));
    await server.deleted(folder.at('breakwater.config.json'));
    await server.diagnostics(folder.at('app/a.ts'));
    await eventually(() => followed(server, join(folder.path, '.breakwaterrc.json')));
    await server.created(folder.write('.breakwaterrc.json', off));
    expect(await missing(server, folder.at('app/a.ts'))).toBe(0);
  });

  test('by its whole path where a client knows no other way', async () => {
    const capabilities = { ...everything, workspace: { ...everything.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };
    const { folder, server } = await start(
      { 'a.ts': bare, 'breakwater.config.json': '{ "extends": "./b.json" }', 'b.json': off },
      { capabilities },
    );
    await server.open(folder.at('a.ts'), bare);
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
    await changed(server, folder, 'b.json', on);
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
  });

  test('except by a client that cannot be asked, which is said', async () => {
    const { didChangeWatchedFiles: _, ...workspace } = everything.workspace;
    const { folder, server } = await start({ 'a.ts': bare, 'breakwater.config.json': off }, { capabilities: { ...everything, workspace } });
    await server.open(folder.at('a.ts'), bare);
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
    expect(server.heard.watchers.size).toBe(0);
    expect(server.heard.logged.some((line) => line.includes('takes no wishes for watching files'))).toBe(true);
    await server.watched(folder.write('breakwater.config.json', on));
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
  });
});

test('what is told of from the start is not asked for twice', async () => {
  expect(isToldOf('/shop', '/shop/app/breakwater.config.json')).toBe(true);
  expect(isToldOf('/shop', '/shop/base.json')).toBe(false);
  expect(isToldOf('/shop', '/breakwater.config.json')).toBe(false);
  expect(isToldOf('/shop', '/shop/node_modules/preset/breakwater.config.json')).toBe(false);
});

describe('a folder', () => {
  const whole = { settings: { workspaceDiagnostics: 'workspace' } };
  const shown = async (server: Client): Promise<string[]> =>
    (await server.pullWorkspace()).items.flatMap((item) => (item.kind === 'full' && item.items.length > 0 ? [item.uri] : []));

  test('that is deleted takes the findings of all its files along', async () => {
    const { folder, server } = await start({ 'a.ts': bare, 'old/b.ts': bare, 'old/deep/c.ts': bare }, whole);
    expect(await shown(server)).toHaveLength(3);
    rmSync(join(folder.path, 'old'), { recursive: true });
    await server.deleted(folder.at('old'));
    expect(await shown(server)).toEqual([folder.at('a.ts')]);
  });

  test('that is deleted no longer decides', async () => {
    const { folder, server } = await start({
      'a.ts': bare,
      'breakwater.config.json': '{ "extends": "./shared/base.json" }',
      'shared/base.json': off,
    });
    await server.open(folder.at('a.ts'), bare);
    expect(await missing(server, folder.at('a.ts'))).toBe(0);
    rmSync(join(folder.path, 'shared'), { recursive: true });
    await server.deleted(folder.at('shared'));
    expect(await missing(server, folder.at('a.ts'))).toBe(1);
  });

  test('that comes brings those of its files', async () => {
    const { folder, server } = await start({ 'a.ts': bare }, whole);
    expect(await shown(server)).toHaveLength(1);
    mkdirSync(join(folder.path, 'new.js'));
    writeFileSync(join(folder.path, 'new.js/b.ts'), bare);
    await server.created(folder.at('new.js'));
    expect(await shown(server)).toHaveLength(2);
  });

  test('that held nothing is nothing to think about, nor is any other file', async () => {
    const { folder, server } = await start({ 'a.ts': bare, 'pictures/a.png': '' }, whole);
    await shown(server);
    await eventually(() => server.heard.inventoryChanged === 1);
    rmSync(join(folder.path, 'pictures'), { recursive: true });
    await server.deleted(folder.at('pictures'));
    await server.created(folder.write('README.md', ''));
    await server.watched(folder.at('README.md'));
    await sleep(600);
    expect(server.heard.inventoryChanged).toBe(1);
  });
});
