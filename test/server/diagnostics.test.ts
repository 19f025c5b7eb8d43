import { afterEach, describe, expect, test } from 'vitest';
import { serverCommands } from '../../src/server/protocol';
import { watchers } from '../../src/server/watch';
import { lockFiles } from '../../src/source/locks';
import { type Client, connect, everything, eventually, type Options } from './client';
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

const bare = "export const user = () => fetch('https://x');\n";

describe('what the server offers', () => {
  test('pull diagnostics that know of other files, and of the workspace', async () => {
    const { initialized } = await start();
    expect(initialized.capabilities.diagnosticProvider).toEqual({
      identifier: 'breakwater',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    expect(initialized.capabilities.textDocumentSync).toMatchObject({ change: 2, openClose: true });
    expect(initialized.capabilities.codeActionProvider).toEqual({
      codeActionKinds: ['quickfix', 'quickfix.breakwater', 'refactor.rewrite.breakwater', 'source.fixAll.breakwater'],
      resolveProvider: true,
    });
    expect(initialized.serverInfo).toEqual({ name: 'breakwater', version: '9.9.9' });
  });

  test('it asks to hear of files and settings', async () => {
    const { heard } = await start();
    await eventually(() => heard.registered.length === 2);
    expect(heard.registered.sort()).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  });

  test('a client that can do nothing is asked for nothing', async () => {
    const { heard, initialized } = await start({ capabilities: {} });
    expect(initialized.capabilities.hoverProvider).toBe(true);
    expect(heard.registered).toEqual([]);
  });
});

describe('a diagnostic', () => {
  test('has everything an editor shows', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { open, diagnostics } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    expect(await diagnostics(at('a.ts'))).toEqual([
      {
        range: { start: { line: 0, character: 26 }, end: { line: 0, character: 31 } },
        severity: 2,
        code: 'missing-timeout',
        codeDescription: { href: 'https://example.org/rules/missing-timeout' },
        source: 'breakwater',
        message: '`fetch` waits forever if the server never answers.',
        relatedInformation: [
          {
            location: { uri: at('a.ts'), range: { start: { line: 0, character: 26 }, end: { line: 0, character: 44 } } },
            message: 'the call is made here',
          },
        ],
        data: { fingerprint: 'mt-a.ts-call0', rule: 'missing-timeout' },
      },
    ]);
  });

  test('leads to the page the client can open', async () => {
    const { open, diagnostics } = await start({ initializationOptions: { ruleAddress: 'breakwater-rule:/{rule}.md' } });
    await open('untitled:Untitled-1', bare);
    expect((await diagnostics('untitled:Untitled-1'))[0]?.codeDescription?.href).toBe('breakwater-rule:/missing-timeout.md');
  });

  test('asked again it is unchanged', async () => {
    const { open, pull } = await start();
    await open('untitled:a', bare);
    const first = await pull('untitled:a');
    expect(first.kind).toBe('full');
    expect(await pull('untitled:a', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  });
});

describe('edits', () => {
  test('arrive by the piece', async () => {
    const { open, change, diagnostics } = await start();
    await open('untitled:a', bare);
    await change('untitled:a', { range: { start: { line: 0, character: 43 }, end: { line: 0, character: 43 } }, text: ', { timeout: 5 }' });
    expect(await diagnostics('untitled:a')).toEqual([]);
    await change(
      'untitled:a',
      { range: { start: { line: 0, character: 43 }, end: { line: 0, character: 59 } }, text: '' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n\n' },
    );
    expect((await diagnostics('untitled:a'))[0]?.range.start).toEqual({ line: 2, character: 26 });
  });

  test('in another file change this one, and the client is told to ask again', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare, 'http.ts': '' });
    const { open, change, diagnostics, heard } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    await open(at('http.ts'), '');
    expect(await diagnostics(at('a.ts'))).toHaveLength(1);
    await eventually(() => heard.status.length > 0);
    expect(heard.refreshes).toBe(0);
    await change(at('http.ts'), { text: 'export const api = { timeout: 5 };' });
    await eventually(() => heard.refreshes === 1);
    expect(await diagnostics(at('a.ts'))).toEqual([]);
  });

  test('that change nothing elsewhere cause no refresh', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare, 'http.ts': '' });
    const { open, change, diagnostics, heard } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    await open(at('http.ts'), '');
    await diagnostics(at('a.ts'));
    const before = heard.inventoryChanged;
    await change(at('http.ts'), { text: 'export const other = 1;' });
    await eventually(() => heard.inventoryChanged > before);
    expect(heard.refreshes).toBe(0);
  });

  test('unsaved text counts, and closing goes back to the disk', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare, 'http.ts': '' });
    const { open, close, diagnostics } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    await open(at('http.ts'), 'timeout: 5');
    expect(await diagnostics(at('a.ts'))).toEqual([]);
    await close(at('http.ts'));
    expect(await diagnostics(at('a.ts'))).toHaveLength(1);
  });

  test('half a sentence keeps the last good answer, until it is saved', async () => {
    const { open, change, pull, save } = await start();
    await open('untitled:a', bare);
    const good = await pull('untitled:a');
    await change('untitled:a', { text: `${bare}@@ half a` });
    expect(await pull('untitled:a', good.resultId)).toEqual({ kind: 'unchanged', resultId: good.resultId });
    await save('untitled:a');
    expect(await pull('untitled:a')).toMatchObject({ kind: 'full', items: [{ code: 'missing-timeout' }] });
  });

  test('what half a sentence pushes down goes along, and what it is written into falls silent', async () => {
    const { open, change, diagnostics } = await start();
    await open('untitled:a', `${bare}${bare}`);
    await diagnostics('untitled:a');
    await change('untitled:a', { text: `@@\n\n${bare}${bare}` });
    expect((await diagnostics('untitled:a')).map(({ range }) => range.start.line)).toEqual([2, 3]);
    await change('untitled:a', { text: `@@\n\n${bare}${bare.replace(';', '.')}` });
    expect((await diagnostics('untitled:a')).map(({ range }) => range.start.line)).toEqual([2]);
    await change('untitled:a', { text: bare });
    expect((await diagnostics('untitled:a')).map(({ range }) => range.start.line)).toEqual([0]);
  });

  test('a document that was closed has nothing to show, though the client asks once more', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { open, close, pull } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    const { resultId } = await pull(at('a.ts'));
    await close(at('a.ts'));
    expect(await pull(at('a.ts'), resultId)).toEqual({ kind: 'full', resultId: 'none', items: [] });
  });

  test('of a closed document the answers about the workspace say twice that it shows nothing, asked or not', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { open, close, pull, pullWorkspace } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    await pull(at('a.ts'));
    await close(at('a.ts'));
    const nothing = { kind: 'full', uri: at('a.ts'), version: null, resultId: 'none', items: [] };
    expect((await pullWorkspace()).items).toEqual([nothing]);
    expect((await pullWorkspace()).items).toEqual([nothing]);
    expect((await pullWorkspace()).items).toEqual([]);
  });

  test('a closed document shows what is on disk when the whole workspace is wanted', async () => {
    const { uri, at } = folderWith({ 'a.ts': 'const nothing = 1;\n', 'b.ts': bare });
    const { open, close, pull, pullWorkspace } = await start({ folders: [uri], settings: { workspaceDiagnostics: 'workspace' } });
    for (const file of ['a.ts', 'b.ts']) {
      await open(at(file), bare);
      await pull(at(file));
      await close(at(file));
    }
    const { items } = await pullWorkspace();
    const shown = Object.fromEntries(items.map((report) => [report.uri, report.kind === 'full' ? report.items.length : undefined]));
    expect(shown).toEqual({ [at('a.ts')]: 0, [at('b.ts')]: 1 });
  });

  test('unless findings of files that are not open are wanted', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { open, close, pull } = await start({ folders: [uri], settings: { workspaceDiagnostics: 'workspace' } });
    await open(at('a.ts'), bare);
    const { resultId } = await pull(at('a.ts'));
    await close(at('a.ts'));
    expect(await pull(at('a.ts'), resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  test('a file that changed on disk is read again', async () => {
    const { uri, at, write } = folderWith({ 'a.ts': bare, 'http.ts': '' });
    const { open, diagnostics, watched, heard } = await start({ folders: [uri] });
    await open(at('a.ts'), bare);
    expect(await diagnostics(at('a.ts'))).toHaveLength(1);
    await watched(write('http.ts', 'timeout: 5'));
    await eventually(() => heard.refreshes === 1);
    expect(await diagnostics(at('a.ts'))).toEqual([]);
  });

  test('the client is asked to tell of every lock file that is understood', () => {
    for (const name of Object.keys(lockFiles)) expect(JSON.stringify(watchers)).toContain(name);
  });

  test('a ruling file that changed makes everything new', async () => {
    const toy = toyHall();
    const { uri, at, write } = folderWith({ 'a.ts': bare });
    const { open, diagnostics, watched } = await start({ folders: [uri] }, toy);
    await open(at('a.ts'), bare);
    await diagnostics(at('a.ts'));
    expect(toy.opened).toHaveLength(1);
    await watched(write('breakwater.config.json', '{}'));
    await diagnostics(at('a.ts'));
    expect(toy.opened).toHaveLength(2);
    await watched(write('node_modules/x/package.json', '{}'));
    await diagnostics(at('a.ts'));
    expect(toy.opened).toHaveLength(2);
  });
});

describe('when to look', () => {
  test('on save', async () => {
    const { open, change, pull, save, heard } = await start({ settings: { run: 'onSave' } });
    await open('untitled:a', bare);
    const first = await pull('untitled:a');
    expect(first).toMatchObject({ kind: 'full', items: [{}] });
    await change('untitled:a', { text: '' });
    expect(await pull('untitled:a', first.resultId)).toMatchObject({ kind: 'unchanged' });
    await save('untitled:a');
    await eventually(() => heard.refreshes === 1);
    expect(await pull('untitled:a', first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  test('only when asked', async () => {
    const { open, diagnostics, command, save } = await start({ settings: { run: 'manual' } });
    await open('untitled:a', bare);
    expect(await diagnostics('untitled:a')).toEqual([]);
    await save('untitled:a');
    expect(await diagnostics('untitled:a')).toEqual([]);
    await command('breakwater.server.check');
    expect(await diagnostics('untitled:a')).toHaveLength(1);
  });

  test('never', async () => {
    const toy = toyHall();
    const { open, diagnostics, hover, actions, heard } = await start({ settings: { enable: false } }, toy);
    await open('untitled:a', bare);
    expect(await diagnostics('untitled:a')).toEqual([]);
    expect(await hover('untitled:a', { line: 0, character: 28 })).toBe(null);
    expect(await actions('untitled:a', { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } })).toEqual([]);
    await eventually(() => heard.status.at(-1)?.state === 'off');
    expect(toy.opened).toEqual([]);
  });

  test('a setting that changes while running', async () => {
    const { open, diagnostics, configure, heard } = await start();
    await open('untitled:a', bare);
    expect((await diagnostics('untitled:a'))[0]?.severity).toBe(2);
    await configure({ rules: { customizations: [{ rule: '*', severity: 'default' }] } });
    await eventually(() => heard.refreshes === 1);
    expect((await diagnostics('untitled:a'))[0]?.severity).toBe(1);
  });
});

describe('the baseline', () => {
  const settings = (baseline: string) => ({ settings: { baseline } });

  test.each([
    ['fade', [{ severity: 4, tags: [1], message: '`fetch` waits forever if the server never answers. (in the baseline)' }]],
    ['hide', []],
    ['show', [{ severity: 2, message: '`fetch` waits forever if the server never answers.' }]],
  ])('%s', async (baseline, expected) => {
    const toy = toyHall();
    toy.baseline.add('mt-a.ts-call0');
    const { open, diagnostics } = await start(settings(baseline), toy);
    await open('untitled:a', bare);
    expect(await diagnostics('untitled:a')).toMatchObject(expected);
  });
});

describe('a client that does not pull', () => {
  const { diagnostic: _, ...textDocument } = everything.textDocument;
  const capabilities = { ...everything, textDocument };

  test('is told after the keys rest', async () => {
    const { open, change, close, heard } = await start({ capabilities });
    await open('untitled:a', bare);
    await eventually(() => heard.pushed.get('untitled:a')?.length === 1);
    await change('untitled:a', { text: '' });
    await eventually(() => heard.pushed.get('untitled:a')?.length === 0);
    await change('untitled:a', { text: bare });
    await eventually(() => heard.pushed.get('untitled:a')?.length === 1);
    await close('untitled:a');
    await eventually(() => heard.pushed.get('untitled:a')?.length === 0);
  });

  test('hears of dependents', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare, 'http.ts': '' });
    const { open, change, heard } = await start({ capabilities, folders: [uri] });
    await open(at('a.ts'), bare);
    await open(at('http.ts'), '');
    await eventually(() => heard.pushed.get(at('a.ts'))?.length === 1);
    await change(at('http.ts'), { text: 'timeout: 5' });
    await eventually(() => heard.pushed.get(at('a.ts'))?.length === 0);
  });

  test('hears of closed files when the whole workspace is wished', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { heard } = await start({ capabilities, folders: [uri], settings: { workspaceDiagnostics: 'workspace' } });
    await eventually(() => heard.pushed.get(at('a.ts'))?.length === 1);
  });
});

describe('the whole workspace', () => {
  test('is not looked at unless wished', async () => {
    const { uri } = folderWith({ 'a.ts': bare });
    const { pullWorkspace } = await start({ folders: [uri] });
    expect(await pullWorkspace()).toEqual({ items: [] });
  });

  test('by setting; what did not change is not said again', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare, 'b.ts': bare, 'c.ts': '' });
    const { pullWorkspace, watched } = await start({ folders: [uri], settings: { workspaceDiagnostics: 'workspace' } });
    const { items } = await pullWorkspace();
    expect(items.map((item) => item.uri).sort()).toEqual([at('a.ts'), at('b.ts')]);
    const known = items.map((item) => ({ uri: item.uri, value: item.resultId ?? '' }));
    expect(await pullWorkspace(known)).toEqual({ items: [] });
    await watched(at('a.ts'));
    expect(await pullWorkspace(known)).toEqual({ items: [] });
  });

  test('by command, and taken back by another', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { pullWorkspace, command, heard } = await start({ folders: [uri] });
    expect(await command('breakwater.server.check')).toEqual({ findings: 1, folders: 1, finished: true });
    const { items } = await pullWorkspace();
    expect(items).toMatchObject([{ uri: at('a.ts'), kind: 'full', items: [{ code: 'missing-timeout' }] }]);
    await command('breakwater.server.cancelCheck');
    expect(heard.refreshes).toBe(2);
    expect(await pullWorkspace([{ uri: at('a.ts'), value: items[0]?.resultId ?? '' }])).toMatchObject({
      items: [{ uri: at('a.ts'), items: [] }],
    });
  });

  test('a file that was mended is emptied', async () => {
    const { uri, at, write } = folderWith({ 'a.ts': bare });
    const { pullWorkspace, watched } = await start({ folders: [uri], settings: { workspaceDiagnostics: 'workspace' } });
    const { items } = await pullWorkspace();
    await watched(write('a.ts', ''));
    expect(await pullWorkspace([{ uri: at('a.ts'), value: items[0]?.resultId ?? '' }])).toMatchObject({
      items: [{ uri: at('a.ts'), items: [] }],
    });
  });
});

describe('folders', () => {
  test('each has its own workspace and settings', async () => {
    const toy = toyHall();
    const [one, two] = [folderWith({ 'a.ts': bare }), folderWith({ 'a.ts': bare })];
    const settingsOf = (scope: string | undefined) => ({ enable: scope !== two.uri });
    const { open, diagnostics } = await start({ folders: [one.uri, two.uri], settingsOf }, toy);
    await open(one.at('a.ts'), bare);
    await open(two.at('a.ts'), bare);
    expect(await diagnostics(one.at('a.ts'))).toHaveLength(1);
    expect(await diagnostics(two.at('a.ts'))).toEqual([]);
    expect(toy.opened.map(({ root }) => root)).toEqual([one.path]);
  });

  test('a folder inside a folder answers for its own files', async () => {
    const toy = toyHall();
    const { uri, at, path } = folderWith({ 'a.ts': bare, 'packages/b (c)/d.ts': bare });
    const inner = at('packages/b (c)');
    const { open, diagnostics, pullWorkspace } = await start(
      { folders: [uri, inner], settings: { workspaceDiagnostics: 'workspace' } },
      toy,
    );
    await open(at('packages/b (c)/d.ts'), bare);
    expect((await diagnostics(at('packages/b (c)/d.ts')))[0]?.data).toMatchObject({ fingerprint: 'mt-d.ts-call0' });
    expect(toy.opened[0]?.root).toBe(`${path}/packages/b (c)`);
    expect((await pullWorkspace()).items.map((item) => item.uri).sort()).toEqual([at('a.ts'), at('packages/b (c)/d.ts')].sort());
  });

  test('may come and go', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare, 'http.ts': 'timeout: 5' });
    const { open, diagnostics, connection } = await start();
    await open(at('a.ts'), bare);
    expect(await diagnostics(at('a.ts'))).toHaveLength(1);
    const change = (added: string[], removed: string[]) =>
      connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: added.map((u) => ({ uri: u, name: 'f' })), removed: removed.map((u) => ({ uri: u, name: 'f' })) },
      });
    await change([uri], []);
    expect(await diagnostics(at('a.ts'))).toEqual([]);
    await change([], [uri]);
    expect(await diagnostics(at('a.ts'))).toHaveLength(1);
  });

  test('a buffer without a file is looked at by itself, in its language', async () => {
    const toy = toyHall();
    const { open, diagnostics } = await start({}, toy);
    await open('untitled:Untitled-1', bare, 'typescriptreact');
    expect((await diagnostics('untitled:Untitled-1'))[0]?.data).toMatchObject({ fingerprint: 'mt-Untitled-1.tsx-call0' });
    expect(toy.opened[0]?.wishes.loose).toBe(true);
  });

  test('a file outside every folder too', async () => {
    const [inside, outside] = [folderWith({}), folderWith({ 'b.ts': bare })];
    const { open, diagnostics } = await start({ folders: [inside.uri] });
    await open(outside.at('b.ts'), bare);
    const [found] = await diagnostics(outside.at('b.ts'));
    expect(found?.relatedInformation?.[0]?.location.uri).toBe(outside.at('b.ts'));
  });

  test('buffers without a folder keep apart, however alike their names', async () => {
    const { open, diagnostics } = await start();
    const names = ['file:///away/é.ts', 'file:///away/è.ts', 'file:///away/_.ts', 'memfs:/away/_.ts', 'untitled:/away/_.ts'];
    for (const [i, uri] of names.entries()) await open(uri, bare.repeat(i));
    for (const [i, uri] of names.entries()) expect(await diagnostics(uri), uri).toHaveLength(i);
  });

  test('a folder that is on no disk is none: nothing of the same path is read', async () => {
    const toy = toyHall();
    const { path, at } = folderWith({ 'a.ts': bare, 'b.ts': bare });
    const { open, diagnostics, command, pullWorkspace } = await start(
      { folders: [`memfs:${path}`], settings: { workspaceDiagnostics: 'workspace' } },
      toy,
    );
    await open(`memfs:${path}/c.ts`, bare);
    expect(await diagnostics(`memfs:${path}/c.ts`)).toHaveLength(1);
    expect(JSON.stringify(await command(serverCommands.inventory, {}))).not.toContain(at('a.ts'));
    expect((await pullWorkspace()).items).toEqual([]);
    expect(toy.opened.map(({ wishes }) => wishes.loose)).toEqual([true]);
  });

  test('a folder whose address ends in a stroke hears of its files', async () => {
    const toy = toyHall();
    const { uri, at, write } = folderWith({ 'a.ts': bare });
    const { open, diagnostics, watched } = await start({ folders: [`${uri}/`] }, toy);
    await open(at('a.ts'), bare);
    await diagnostics(at('a.ts'));
    await watched(write('breakwater.config.json', '{}'));
    await diagnostics(at('a.ts'));
    expect(toy.opened).toHaveLength(2);
  });

  test('the client may spell an address in its own way', async () => {
    const { uri, at, path } = folderWith({ 'a b.ts': bare });
    const { open, diagnostics } = await start({ folders: [uri] });
    const spelled = `file://${path}/a%20b.ts`;
    await open(spelled, bare);
    expect((await diagnostics(spelled))[0]?.relatedInformation?.[0]?.location.uri).toBe(spelled);
    expect(at('a b.ts')).toBe(spelled);
  });
});

test('a mistake in a configuration file is shown in it, until it is mended', async () => {
  const { uri, at, write } = folderWith({ 'a.ts': bare, 'breakwater.config.json': '{ "wrong": 1 }' });
  const { open, diagnostics, heard, watched } = await start({ folders: [uri] });
  await open(at('a.ts'), bare);
  await diagnostics(at('a.ts'));
  await eventually(() => heard.pushed.get(at('breakwater.config.json'))?.length === 1);
  expect(heard.pushed.get(at('breakwater.config.json'))).toMatchObject([
    { message: 'This is wrong.', range: { start: { line: 0, character: 2 } } },
  ]);
  await watched(write('breakwater.config.json', '{}'));
  await diagnostics(at('a.ts'));
  await eventually(() => heard.pushed.get(at('breakwater.config.json'))?.length === 0);
});

test('a request nobody waits for is given up', async () => {
  const { open, connection } = await start();
  await open('untitled:a', bare);
  const { CancellationTokenSource } = await import('vscode-languageserver/node');
  const source = new CancellationTokenSource();
  const answer = connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: 'untitled:a' } }, source.token);
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
});

test('the status says how things stand', async () => {
  const { uri, at, path } = folderWith({ 'a.ts': `${bare}fetch(u, { timeout: 5 });\nfetch(u, options);`, 'breakwater.config.json': '{}' });
  const { open, diagnostics, heard } = await start({ folders: [uri] });
  await open(at('a.ts'), `${bare}fetch(u, { timeout: 5 });\nfetch(u, options);`);
  await diagnostics(at('a.ts'));
  await eventually(() => heard.status.at(-1)?.calls === 3);
  expect(heard.status.at(-1)).toMatchObject({
    state: 'ready',
    version: '9.9.9',
    calls: 3,
    bounded: 1,
    unknown: 1,
    findings: 1,
    configs: [`file://${path}/breakwater.config.json`],
    pace: 'good',
  });
});

describe('the time budget', () => {
  /** An answer that takes so many milliseconds. */
  const slowly = (milliseconds: number) => {
    const toy = toyHall();
    toy.slowly = milliseconds;
    return toy;
  };

  test.each([
    [{ warn: 10_000, error: 20_000 }, 'good'],
    [{ warn: 20, error: 20_000 }, 'slow'],
    [{ warn: 10, error: 20 }, 'too slow'],
  ])('%j: %s', async (timeBudget, pace) => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { open, diagnostics, change, heard } = await start({ folders: [uri], settings: { timeBudget } }, slowly(60));
    await open(at('a.ts'), bare);
    await diagnostics(at('a.ts'));
    await change(at('a.ts'), { text: `${bare}${bare}` });
    await eventually(() => heard.status.at(-1)?.calls === 2);
    expect(heard.status.at(-1)).toMatchObject({ pace });
  });

  test('an answer that takes longer than a moment is told of while it is made', async () => {
    const { uri, at } = folderWith({ 'a.ts': bare });
    const { open, diagnostics, heard } = await start({ folders: [uri] }, slowly(900));
    await open(at('a.ts'), bare);
    const answer = diagnostics(at('a.ts'));
    await eventually(() => heard.status.at(-1)?.state === 'busy', 10_000);
    expect(heard.status.at(-1)?.headline).toBe('Breakwater is at work');
    await answer;
    await eventually(() => heard.status.at(-1)?.state === 'ready', 10_000);
    expect(heard.status.at(-1)?.headline).toBe('0 % of 1 outgoing calls are bounded');
  });
});

test('the status names another version that the workspace has for its command, and no equal one', async () => {
  const toy = toyHall();
  toy.installed = '9.9.8';
  const { uri, at } = folderWith({ 'a.ts': bare, 'breakwater.config.json': '{}' });
  const { open, diagnostics, change, heard } = await start({ folders: [uri] }, toy);
  await open(at('a.ts'), bare);
  await diagnostics(at('a.ts'));
  await eventually(() => heard.status.at(-1)?.calls === 1);
  expect(heard.status.at(-1)).toMatchObject({ version: '9.9.9', others: ['9.9.8'] });
  expect(heard.status.at(-1)?.detail).toMatch(
    /^1 findings · breakwater\.config\.json · 9\.9\.9 · the workspace has 9\.9\.8 for its command · \d+ ms$/,
  );
  toy.installed = '9.9.9';
  await change(at('a.ts'), { text: `${bare}${bare}` });
  await eventually(() => heard.status.at(-1)?.calls === 2);
  expect(heard.status.at(-1)?.others).toEqual([]);
});
