import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeLens, InlayHint } from 'vscode-languageserver';
import type { InventoryGroup } from '../../src/server/protocol';
import { type Client, connect, eventually, type Options } from './client';
import { toyHall } from './fake';
import { folderWith } from './folder';

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function start(options: Options = {}, toy = toyHall()): Promise<Client> {
  client = await connect(toy.hall, options);
  return client;
}

/** The toy, with five milliseconds of work before an answer. */
function slowToy(): ReturnType<typeof toyHall> {
  const toy = toyHall();
  const work = (): boolean => {
    const end = performance.now() + 5;
    while (performance.now() < end);
    return true;
  };
  return { ...toy, hall: { ...toy.hall, open: (root, wishes) => ({ ...toy.hall.open(root, wishes), work }) } };
}

const uri = 'untitled:a';
const text = "fetch('https://x');\nfetch('https://x', { timeout: 5 });\nfetch('https://y', options);\n";

describe('hover', () => {
  test('on a call shows its profile, its findings and its range', async () => {
    const { open, hover } = await start();
    await open(uri, text);
    const shown = await hover(uri, { line: 0, character: 2 });
    expect(shown?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 5 } });
    expect(JSON.stringify(shown?.contents)).toContain('none: waits forever');
    expect(JSON.stringify(shown?.contents)).toContain('**missing-timeout**');
  });

  test('elsewhere shows nothing', async () => {
    const { open, hover } = await start();
    await open(uri, text);
    expect(await hover(uri, { line: 3, character: 0 })).toBe(null);
  });

  test('can be turned off', async () => {
    const { open, hover } = await start({ settings: { hover: { profile: false } } });
    await open(uri, text);
    expect(await hover(uri, { line: 0, character: 2 })).toBe(null);
  });
});

describe('hints and lenses', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const hints = (c: Client) => c.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
  const lenses = (c: Client) => c.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });

  test('are off by default', async () => {
    const c = await start();
    await c.open(uri, text);
    expect(await hints(c)).toEqual([]);
    expect(await lenses(c)).toEqual([]);
  });

  test('say the profile in short', async () => {
    const c = await start({
      settings: { inlayHints: { enable: true }, codeLens: { enable: true } },
      initializationOptions: { clientCommands: true },
    });
    await c.open(uri, text);
    expect((await hints(c)).map(({ label }) => label)).toEqual(['⏱ – ↻ –', '⏱ 5 ms ↻ –', '⏱ ? ↻ –']);
    expect((await lenses(c)).map(({ command }) => command)).toMatchObject([
      { title: 'fetch: ⏱ – ↻ –', command: 'breakwater.explainCall', arguments: [uri, { line: 0, character: 0 }] },
      {},
      {},
    ]);
  });

  test('hints only where they are seen', async () => {
    const c = await start({ settings: { inlayHints: { enable: true } } });
    await c.open(uri, text);
    const some = await c.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } },
    });
    expect(some).toHaveLength(1);
  });
});

describe('the inventory', () => {
  const inventory = (c: Client, by: string, filter = 'all') => c.command<InventoryGroup[]>('breakwater.server.inventory', { by, filter });

  test('by host, the unprotected first', async () => {
    const c = await start();
    await c.open(uri, `${text}fetch(u);`);
    await c.diagnostics(uri);
    const groups = await inventory(c, 'host');
    expect(groups.map(({ label, unprotected, calls }) => [label, unprotected, calls.map(({ state }) => state)])).toEqual([
      ['address not known', 1, ['unbounded']],
      ['https://x', 1, ['unbounded', 'bounded']],
      ['https://y', 0, ['unknown']],
    ]);
    expect(groups[1]?.calls[0]).toMatchObject({ label: 'fetch', detail: '⏱ – ↻ – · a.ts:1', uri, line: 0, character: 0 });
  });

  test('by client, by file', async () => {
    const folder = folderWith({ 'a.ts': text, 'b/c.ts': 'fetch(u);' });
    const c = await start({ folders: [folder.uri] });
    expect((await inventory(c, 'client')).map(({ label, calls }) => [label, calls.length])).toEqual([['fetch', 4]]);
    expect((await inventory(c, 'file')).map(({ label }) => label)).toEqual(['a.ts', 'b/c.ts']);
  });

  test('filtered', async () => {
    const folder = folderWith({ 'a.ts': text });
    const c = await start({ folders: [folder.uri] });
    expect((await inventory(c, 'client', 'unprotected')).flatMap(({ calls }) => calls)).toHaveLength(1);
    expect((await inventory(c, 'client', 'findings')).flatMap(({ calls }) => calls)).toHaveLength(1);
  });
});

describe('explaining', () => {
  test('a call', async () => {
    const { open, command } = await start();
    await open(uri, text);
    expect(await command('breakwater.server.explainCall', uri, { line: 1, character: 1 })).toMatchObject({ title: 'fetch' });
    expect(await command('breakwater.server.explainCall', uri, { line: 3, character: 0 })).toBe(null);
  });

  test('a rule, offline; a client without commands of its own is sent to the page', async () => {
    const { command, heard } = await start();
    expect(await command('breakwater.server.explainRule', 'missing-timeout')).toMatchObject({
      title: 'missing-timeout',
      text: expect.stringContaining('without a bound'),
    });
    expect(heard.shown).toEqual(['https://example.org/rules/missing-timeout']);
    expect(await command('breakwater.server.explainRule', 'no-such-rule')).toBe(null);
  });

  test('documentation actions use the command that is there', async () => {
    const { open, actions } = await start({ initializationOptions: { clientCommands: true } });
    await open(uri, text);
    const list = await actions(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
    expect(list.at(-1)?.command).toEqual({
      title: 'Show documentation for missing-timeout',
      command: 'breakwater.explainRule',
      arguments: ['missing-timeout'],
    });
  });

  test('the configuration in force', async () => {
    const folder = folderWith({ 'a.ts': text });
    const { command } = await start({ folders: [folder.uri], settings: { fix: { preferredStyle: 'cockatiel' } } });
    expect(await command('breakwater.server.config', folder.at('a.ts'))).toEqual({
      title: 'Configuration for a.ts',
      text: '{"file":"a.ts","style":"cockatiel"}',
    });
  });

  test('the rules, the report, and words for a bug report without paths', async () => {
    const folder = folderWith({ 'a.ts': text });
    const { command } = await start({ folders: [folder.uri] });
    expect(await command('breakwater.server.rules')).toMatchObject([{ id: 'missing-timeout' }]);
    expect(await command('breakwater.server.report')).toEqual({ title: 'Report', text: '<html><body>3</body></html>' });
    const { text: words } = await command<{ text: string }>('breakwater.server.debugInformation');
    expect(words).toContain('Breakwater 9.9.9');
    expect(words).not.toContain(folder.path);
  });

  test('words for a bug report tell how long the last answer took', async () => {
    const { uri, at } = folderWith({ 'a.ts': text });
    const { open, diagnostics, command, heard } = await start({ folders: [uri] }, slowToy());
    await open(at('a.ts'), text);
    await diagnostics(at('a.ts'));
    await eventually(() => (heard.status.at(-1)?.ms ?? 0) > 0);
    const { text: words } = await command<{ text: string }>('breakwater.server.debugInformation');
    expect(words).toContain(`last answer ${heard.status.at(-1)?.ms} ms`);
  });
});

describe('changing things', () => {
  test('a configuration is made where there is none', async () => {
    const folder = folderWith({});
    const { command, heard } = await start({ folders: [folder.uri] });
    expect(await command('breakwater.server.createConfig', folder.uri)).toBe(folder.at('breakwater.config.json'));
    expect(heard.applied[0]?.documentChanges?.[0]).toEqual({
      kind: 'create',
      uri: folder.at('breakwater.config.json'),
    });
    expect(existsSync(join(folder.path, 'breakwater.config.json'))).toBe(false);
  });

  test('a configuration that is there is shown, and nothing written into it', async () => {
    const folder = folderWith({ 'breakwater.config.json': '{ "preset": "all" }' });
    const { command, heard } = await start({ folders: [folder.uri] });
    expect(await command('breakwater.server.createConfig', folder.uri)).toBe(folder.at('breakwater.config.json'));
    expect(heard.applied).toEqual([]);
  });

  test('nothing is made for a buffer without a folder', async () => {
    const { command } = await start();
    expect(await command('breakwater.server.createConfig', uri)).toBe(null);
    expect(await command('breakwater.server.updateBaseline', uri)).toBe(null);
  });

  test('the baseline takes what is there', async () => {
    const folder = folderWith({ 'a.ts': text });
    const { command, open, diagnostics } = await start({ folders: [folder.uri], settings: { baseline: 'hide' } });
    await open(folder.at('a.ts'), text);
    expect(await diagnostics(folder.at('a.ts'))).toHaveLength(1);
    expect(await command('breakwater.server.updateBaseline', folder.uri)).toEqual({ uri: folder.at('breakwater-baseline.json'), count: 1 });
    expect(await diagnostics(folder.at('a.ts'))).toEqual([]);
  });
});

test.each([
  ['breakwater.server.explainRule', [7], 'a name'],
  ['breakwater.server.explainCall', [uri, {}], 'a position'],
  ['breakwater.server.explainCall', [uri, undefined], 'a position'],
  ['breakwater.server.fixAll', [{}], 'a document'],
])('%s refuses %j', async (command, given, wants) => {
  const c = await start();
  await expect(c.command(command, ...given)).rejects.toMatchObject({ message: `This command wants ${wants}.` });
});
