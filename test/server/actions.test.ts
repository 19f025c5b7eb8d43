import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver';
import { applied, type Client, connect, eventually, everything, type Options } from './client';
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

const one = 'fetch(a);\n';
const two = 'fetch(a);\nfetch(b);\n';
const onCall = line(0);
const uri = 'untitled:a';

function line(number: number): Range {
  return { start: { line: number, character: 1 }, end: { line: number, character: 1 } };
}

function titled(actions: readonly CodeAction[], title: string): CodeAction {
  const action = actions.find((candidate) => candidate.title === title);
  if (action === undefined) throw new Error(`no “${title}” among ${actions.map((a) => a.title).join(', ')}`);
  return action;
}

describe('quick fixes', () => {
  test('come in order: the preferred, alternatives, then what only silences', async () => {
    const { open, actions } = await start();
    await open(uri, one);
    expect((await actions(uri, onCall)).map(({ title }) => title)).toEqual([
      'Add 5 s timeout',
      'Wrap in a policy',
      'Use another client (may change what happens when all goes well)',
      'State that the timeout is enforced elsewhere',
      'Disable missing-timeout for this line',
      'Disable missing-timeout for the entire file',
      'Show documentation for missing-timeout',
    ]);
  });

  test.each(['quickfix', 'quickfix.breakwater'])('are all of a kind that %s asks for', async (kind) => {
    const { open, actions } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall, [kind]);
    expect(list).toEqual(await actions(uri, onCall));
    expect(new Set(list.map((action) => action.kind))).toEqual(new Set(['quickfix.breakwater']));
  });

  test.each(['refactor', 'refactor.rewrite', 'refactor.rewrite.breakwater'])(
    '%s brings what puts a call into a policy, and nothing else',
    async (kind) => {
      const { open, actions, resolve } = await start();
      await open(uri, one);
      const list = await actions(uri, onCall, [kind]);
      expect(list.map(({ title, kind: own, isPreferred }) => [title, own, isPreferred])).toEqual([
        ['Wrap in a policy', 'refactor.rewrite.breakwater', undefined],
      ]);
      expect(applied(one, (await resolve(titled(list, 'Wrap in a policy'))).edit, uri)).toContain('policy(() => ');
    },
  );

  test('one is preferred, and only real fixes name a diagnostic', async () => {
    const { open, actions } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall);
    expect(list.filter((action) => action.isPreferred === true).map(({ title }) => title)).toEqual(['Add 5 s timeout']);
    expect(list.filter((action) => action.diagnostics !== undefined)).toHaveLength(3);
  });

  test('a dangerous fix is never preferred', async () => {
    const { open, actions } = await start();
    await open(uri, 'post(a, { timeout: 5 });\n');
    const list = await actions(uri, onCall);
    expect(list[0]?.title).toBe('Stop retrying (may change what happens when all goes well)');
    expect(list.some((action) => action.isPreferred === true)).toBe(false);
  });

  test('are light until resolved', async () => {
    const { open, actions, resolve } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall);
    expect(list.every((action) => action.edit === undefined)).toBe(true);
    const { edit } = await resolve(titled(list, 'Add 5 s timeout'));
    expect(applied(one, edit, uri)).toBe('fetch(a, { timeout: 5000 });\n');
    expect(edit?.documentChanges?.[0]).toMatchObject({ textDocument: { uri, version: 1 } });
  });

  test('resolve against the text as it is by then', async () => {
    const { open, actions, resolve, change } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall);
    await change(uri, { text: `\n\n${one}` });
    const { edit } = await resolve(titled(list, 'Add 5 s timeout'));
    expect(applied(`\n\n${one}`, edit, uri)).toBe('\n\nfetch(a, { timeout: 5000 });\n');
  });

  test('whose finding is gone resolve to nothing', async () => {
    const { open, actions, resolve, change } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall);
    await change(uri, { text: '' });
    expect((await resolve(titled(list, 'Add 5 s timeout'))).edit).toBe(undefined);
  });

  test('each alternative has its own edit', async () => {
    const { open, actions, resolve } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall);
    expect(applied(one, (await resolve(titled(list, 'Wrap in a policy'))).edit, uri)).toBe('policy(() => fetch(a));\n');
    const dangerous = await resolve(titled(list, 'Use another client (may change what happens when all goes well)'));
    expect(dangerous.edit?.changeAnnotations).toMatchObject({ 'Use another client': { needsConfirmation: true } });
  });

  test('a client that cannot resolve gets them whole', async () => {
    const capabilities = { ...everything, textDocument: { ...everything.textDocument, codeAction: {} } };
    const { open, actions } = await start({ capabilities });
    await open(uri, one);
    const list = await actions(uri, onCall);
    expect(applied(one, titled(list, 'Add 5 s timeout').edit, uri)).toBe('fetch(a, { timeout: 5000 });\n');
    expect(titled(list, 'Disable missing-timeout for this line').edit).toBeDefined();
  });

  test('quote the diagnostic they were asked about', async () => {
    const { open, actions, diagnostics } = await start();
    await open(uri, one);
    const [shown] = await diagnostics(uri);
    if (shown === undefined) throw new Error('no diagnostic');
    const marked = { ...shown, message: 'as the client has it' };
    const list = await actions(uri, onCall, undefined, [marked]);
    expect(list[0]?.diagnostics).toEqual([marked]);
  });

  test('only where the cursor touches the squiggle', async () => {
    const { open, actions } = await start();
    await open(uri, one);
    const at = (character: number): Range => ({ start: { line: 0, character }, end: { line: 0, character } });
    expect(await actions(uri, at(5))).not.toEqual([]);
    expect(await actions(uri, at(6))).toEqual([]);
    expect(await actions(uri, { start: { line: 0, character: 7 }, end: { line: 1, character: 0 } })).toEqual([]);
  });

  test('two findings at one place: one preferred each, all fixes before all silences', async () => {
    const { open, actions } = await start();
    await open(uri, 'post(a);\n');
    const list = await actions(uri, onCall);
    const firstQuiet = list.findIndex(({ diagnostics }) => diagnostics === undefined);
    expect(list.slice(firstQuiet).every(({ diagnostics }) => diagnostics === undefined)).toBe(true);
    expect(list.filter(({ title }) => title.startsWith('Show documentation')).map(({ title }) => title)).toEqual([
      'Show documentation for missing-timeout',
      'Show documentation for unsafe-retry',
    ]);
  });
});

describe('silencing', () => {
  test('asks for a reason where the client can', async () => {
    const { open, actions, resolve } = await start();
    await open(uri, one);
    const { edit } = await resolve(titled(await actions(uri, onCall), 'Disable missing-timeout for this line'));
    expect(edit?.documentChanges).toMatchObject([
      { edits: [{ snippet: { value: `// breakwater-disable-next-line missing-timeout -- \${1:why this is safe}\n` } }] },
    ]);
    expect(applied(one, edit, uri)).toBe(`// breakwater-disable-next-line missing-timeout -- why this is safe\n${one}`);
  });

  test('for the file, and as a fact', async () => {
    const { open, actions, resolve } = await start();
    await open(uri, one);
    const list = await actions(uri, onCall);
    expect(applied(one, (await resolve(titled(list, 'Disable missing-timeout for the entire file'))).edit, uri)).toBe(
      `// breakwater-disable-file missing-timeout -- why this is safe\n${one}`,
    );
    expect(applied(one, (await resolve(titled(list, 'State that the timeout is enforced elsewhere'))).edit, uri)).toBe(
      `// breakwater-assume timeout=2s -- who enforces it\n${one}`,
    );
  });

  test('silences', async () => {
    const { open, actions, resolve, change, diagnostics } = await start();
    await open(uri, one);
    const { edit } = await resolve(titled(await actions(uri, onCall), 'Disable missing-timeout for this line'));
    await change(uri, { text: applied(one, edit, uri) });
    expect(await diagnostics(uri)).toEqual([]);
  });

  test('is not offered when unwished', async () => {
    const settings = { codeAction: { disableRuleComment: { enable: false }, showDocumentation: { enable: false } } };
    const { open, actions } = await start({ settings });
    await open(uri, one);
    const titles = (await actions(uri, onCall)).map(({ title }) => title);
    expect(titles.some((title) => title.startsWith('Disable'))).toBe(false);
    expect(titles.some((title) => title.startsWith('Show'))).toBe(false);
  });
});

describe('all of one rule', () => {
  test('in the file, when there is more than one', async () => {
    const { open, actions, resolve } = await start();
    await open(uri, two);
    const { edit } = await resolve(titled(await actions(uri, onCall), 'Fix all missing-timeout problems in file'));
    expect(applied(two, edit, uri)).toBe('fetch(a, { timeout: 5000 });\nfetch(b, { timeout: 5000 });\n');
    expect(edit?.changeAnnotations).toBe(undefined);
  });

  test('in the workspace, with a preview', async () => {
    const folder = folderWith({ 'a.ts': one, 'b.ts': two });
    const { open, actions, resolve } = await start({ folders: [folder.uri] });
    await open(folder.at('a.ts'), one);
    const list = await actions(folder.at('a.ts'), onCall);
    expect(list.some(({ title }) => title === 'Fix all missing-timeout problems in file')).toBe(false);
    const { edit } = await resolve(titled(list, 'Fix all missing-timeout problems in workspace…'));
    expect(edit?.documentChanges).toHaveLength(2);
    expect(edit?.changeAnnotations).toEqual({
      'Fix missing-timeout': { label: 'Fix missing-timeout', description: 'Add 5 s timeout', needsConfirmation: true },
    });
    expect(applied(two, edit, folder.at('b.ts'))).toBe('fetch(a, { timeout: 5000 });\nfetch(b, { timeout: 5000 });\n');
  });

  test('by command', async () => {
    const { open, command, heard } = await start();
    await open(uri, two);
    expect(await command('breakwater.server.fixAllOfRule', 'missing-timeout', uri, false)).toBe(true);
    expect(applied(two, heard.applied[0], uri)).toBe('fetch(a, { timeout: 5000 });\nfetch(b, { timeout: 5000 });\n');
  });
});

describe('all of one rule, where the client cannot ask before each change', () => {
  const { changeAnnotationSupport: _, ...workspaceEdit } = everything.workspace.workspaceEdit;
  const without = { capabilities: { ...everything, workspace: { ...everything.workspace, workspaceEdit } } };
  const post = 'post(a, { timeout: 1 });\npost(b, { timeout: 1 });\n';

  test('what may change the good case is left out: no action, and a command that does nothing', async () => {
    const { open, actions, command, heard } = await start(without);
    await open(uri, post);
    const titles = (await actions(uri, onCall)).map(({ title }) => title);
    expect(titles).toContain('Stop retrying (may change what happens when all goes well)');
    expect(titles).not.toContain('Fix all unsafe-retry problems in file');
    expect(await command('breakwater.server.fixAllOfRule', 'unsafe-retry', uri, false)).toBe(false);
    expect(heard.applied).toEqual([]);
  });

  test('with a client that can, it is offered and asks', async () => {
    const { open, actions, resolve } = await start();
    await open(uri, post);
    const { edit } = await resolve(titled(await actions(uri, onCall), 'Fix all unsafe-retry problems in file'));
    expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ label: 'Stop retrying', needsConfirmation: true }]);
  });

  test('annotations without versions of documents are none', async () => {
    const plain = { ...everything.workspace.workspaceEdit, documentChanges: false };
    const { open, actions } = await start({
      capabilities: { ...everything, workspace: { ...everything.workspace, workspaceEdit: plain } },
    });
    await open(uri, post);
    expect((await actions(uri, onCall)).map(({ title }) => title)).not.toContain('Fix all unsafe-retry problems in file');
  });

  test('what needs a look is made in the file at hand, and in others only what needs none', async () => {
    const careful = `// careful\n${two}`;
    const folder = folderWith({ 'a.ts': careful, 'b.ts': one });
    const { open, actions, resolve, command, heard } = await start({ folders: [folder.uri], ...without });
    await open(folder.at('a.ts'), careful);
    const list = await actions(folder.at('a.ts'), line(1));
    expect(list.map(({ title }) => title)).not.toContain('Fix all missing-timeout problems in workspace…');
    const { edit } = await resolve(titled(list, 'Fix all missing-timeout problems in file'));
    expect(applied(careful, edit, folder.at('a.ts'))).toContain('fetch(b, { timeout: 5000 })');
    expect(await command('breakwater.server.fixAllOfRule', 'missing-timeout', folder.at('a.ts'), true)).toBe(true);
    expect(applied(careful, heard.applied[0], folder.at('a.ts'))).toBe(careful);
    expect(applied(one, heard.applied[0], folder.at('b.ts'))).toBe('fetch(a, { timeout: 5000 });\n');
  });
});

describe('source.fixAll', () => {
  const all = ['source.fixAll.breakwater'];

  test.each(['source', 'source.fixAll', 'source.fixAll.breakwater'])('answers to %s with the edit itself', async (kind) => {
    const { open, actions } = await start();
    await open(uri, two);
    const list = await actions(uri, onCall, [kind]);
    expect(list).toHaveLength(1);
    expect(list[0]?.kind).toBe('source.fixAll.breakwater');
    expect(applied(two, list[0]?.edit, uri)).toBe('fetch(a, { timeout: 5000 });\nfetch(b, { timeout: 5000 });\n');
  });

  test('makes safe fixes only', async () => {
    const { open, actions } = await start();
    await open(uri, `// careful\n${two}`);
    expect(await actions(uri, onCall, all)).toEqual([]);
  });

  test('makes suggestions too when the person says so', async () => {
    const { open, actions } = await start({ settings: { fix: { kind: 'suggestion' } } });
    await open(uri, `// careful\n${two}`);
    expect(await actions(uri, onCall, all)).toHaveLength(1);
  });

  test('once is enough', async () => {
    const { open, actions, change } = await start();
    await open(uri, two);
    const [action] = await actions(uri, onCall, all);
    await change(uri, { text: applied(two, action?.edit, uri) });
    expect(await actions(uri, onCall, all)).toEqual([]);
  });

  test.each(['source.organizeImports', 'refactor.extract', 'source.fixAll.eslint', 'refactor.rewrite.function'])(
    'does not even look for %s',
    async (kind) => {
      const toy = toyHall();
      const { open, actions } = await start({}, toy);
      await open(uri, two);
      expect(await actions(uri, onCall, [kind])).toEqual([]);
      expect(toy.fixesMade).toBe(0);
    },
  );

  test('never keeps a save waiting: nothing in time now, everything the next time', async () => {
    const toy = toyHall();
    toy.slow = 70;
    const { open, actions } = await start({}, toy);
    await open(uri, `${two}${two}`);
    expect(await actions(uri, onCall, all)).toEqual([]);
    expect(toy.fixesMade).toBeLessThan(4);
    await eventually(() => toy.fixesMade === 4, 20_000);
    expect(await actions(uri, onCall, all)).toHaveLength(1);
    expect(toy.fixesMade).toBe(4);
  });

  test('what is spent on finding out is not there for fixes: both together stay below 200 ms', async () => {
    const toy = toyHall();
    [toy.slowly, toy.slow] = [80, 40];
    const { open, actions } = await start({}, toy);
    await open(uri, `${two}${two}`);
    expect(await actions(uri, onCall, all)).toEqual([]);
    expect(toy.fixesMade).toBeLessThan(4);
    await eventually(() => toy.fixesMade === 4, 20_000);
    expect(await actions(uri, onCall, all)).toHaveLength(1);
  });

  test('by command', async () => {
    const { open, command, heard } = await start();
    await open(uri, two);
    expect(await command('breakwater.server.fixAll', uri)).toBe(true);
    expect(applied(two, heard.applied[0], uri)).toBe('fetch(a, { timeout: 5000 });\nfetch(b, { timeout: 5000 });\n');
  });
});
