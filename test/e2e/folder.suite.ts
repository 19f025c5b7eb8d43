import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Status } from '../../src/server/protocol';
import { actions, apply, configure, edit, extension, findings, ours, rangeOf, ruleOf, show, tidy, until, uriOf } from './editor';

const rule = 'missing-timeout';

function status(what: string, fits: (status: Status) => boolean): Promise<Status> {
  return until(
    what,
    async () => {
      const now = (await extension()).exports.status();
      return typeof now === 'string' ? undefined : now;
    },
    fits,
  );
}

/** A server that writes down how it was started, and then is ours. */
async function standIn(said: string): Promise<string> {
  const { extensionUri } = await extension();
  const server = JSON.stringify(vscode.Uri.joinPath(extensionUri, 'dist/server.js').with({ scheme: 'file', authority: '' }).toString());
  const lines = [
    "import { writeFileSync } from 'node:fs';",
    `writeFileSync(${JSON.stringify(said)}, JSON.stringify(process.execArgv));`,
    `await import(${server});`,
  ];
  return `${lines.join('\n')}\n`;
}

describe('in a folder', () => {
  afterEach(tidy);

  describe('activation', () => {
    it('is quick', async () => {
      const breakwater = await extension();
      const { activation } = await breakwater.activate();
      console.log(`    activated in ${activation.toFixed(1)} ms`);
      const busy = loadavg()[0] ?? 0;
      assert.ok(activation < (busy > 2 * availableParallelism() ? 600 : 60), `${activation} ms at a load of ${busy}`);
    });

    it('starts one server, in a process of its own', async () => {
      await show('src/bare.ts');
      const { exports } = await extension();
      await exports.start();
      const pid = exports.pid();
      assert.ok(pid !== undefined && pid !== process.pid);
      process.kill(pid, 0);
    });

    it('registers every command of the manifest', async () => {
      const { packageJSON } = await extension();
      const known = new Set(await vscode.commands.getCommands(true));
      const missing = packageJSON.contributes.commands
        .map(({ command }: { command: string }) => command)
        .filter((name: string) => !known.has(name));
      assert.deepEqual(missing, []);
    });
  });

  describe('squiggles', () => {
    it('appear when a file is opened: on the callee, a warning, with the page of the rule', async () => {
      const document = await show('src/bare.ts');
      const [found] = await findings(document.uri, rule, 1);
      assert.ok(found);
      assert.equal(document.getText(found.range), 'fetch');
      assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
      assert.ok(typeof found.code === 'object');
      assert.equal(found.code.target.toString(), `breakwater:/rules/${rule}.md`);
      assert.match(found.message, /\.$/);
    });

    it('go when the code is mended, and come back', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const before = document.getText();
      await edit(document, (text) => text.replace('`)', '`, { signal: AbortSignal.timeout(1000) })'));
      await findings(document.uri, rule, 0);
      await edit(document, () => before);
      await findings(document.uri, rule, 1);
    });

    it('follow what is typed', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      for (const letter of "fetch('https://a.example/');\n") await vscode.commands.executeCommand('type', { text: letter });
      await until(
        'one on what was typed, one on what it pushed down',
        () => ours(document.uri).filter((one) => ruleOf(one) === rule),
        (list) => isDeepStrictEqual(list.map(({ range }) => range.start.line).sort(), [0, 2]),
      );
    });

    it('change when a client is changed in another file', async () => {
      const user = await show('src/orders.ts');
      await findings(user.uri, rule, 1);
      const maker = await show('src/http.ts');
      await edit(maker, (text) => text.replace("orders.example'", "orders.example', timeout: 2000"));
      await show('src/orders.ts');
      await findings(user.uri, rule, 0);
    });

    it('go when the file is closed', async () => {
      // Opened as a person opens it: a document that an extension opened outlives its tab.
      const file = uriOf('src/unopened.ts');
      await vscode.commands.executeCommand('vscode.open', file);
      await findings(file, rule, 1);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await until(
        'nothing',
        () => ours(file),
        (list) => list.length === 0,
      );
    });

    it('change when a file changes on disk', async () => {
      const user = await show('src/orders.ts');
      await findings(user.uri, rule, 1);
      const file = uriOf('src/http.ts').fsPath;
      const before = await readFile(file, 'utf8');
      await writeFile(file, before.replace("orders.example'", "orders.example', timeout: 2000"));
      await findings(user.uri, rule, 0);
      await writeFile(file, before);
      await findings(user.uri, rule, 1);
    });

    it('carry their reasons as places', async () => {
      const document = await show('src/orders.ts');
      const [found] = await findings(document.uri, rule, 1);
      const related = found?.relatedInformation ?? [];
      assert.ok(related.length > 0, 'related information');
      assert.ok(
        related.some(({ location }) => location.uri.path.endsWith('/http.ts')),
        'the place where the client is made',
      );
    });

    it('are not there where a bound is', async () => {
      const document = await show('src/safe.ts');
      const other = await show('src/bare.ts');
      await findings(other.uri, rule, 1);
      assert.deepEqual(
        ours(document.uri).filter((one) => ruleOf(one) === rule),
        [],
      );
    });

    it('are in buffers without a file', async () => {
      const document = await vscode.workspace.openTextDocument({
        language: 'typescript',
        content: "export const a = () => fetch('https://u.example/');\n",
      });
      await vscode.window.showTextDocument(document);
      await findings(document.uri, rule, 1);
    });

    it('are in JavaScript with tags, too', async () => {
      const content = "export const A = () => <button onClick={() => fetch('https://u.example/')}>a</button>;\n";
      const document = await vscode.workspace.openTextDocument({ language: 'javascriptreact', content });
      await vscode.window.showTextDocument(document);
      await findings(document.uri, rule, 1);
    });
  });

  describe('a virtual file system', () => {
    const text = new TextEncoder().encode(
      "import { api } from './http';\nexport const a = () => fetch('https://v.example/');\nexport const b = () => api.get('/b');\n",
    );
    const silent = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    const nothing = (): never => {
      throw vscode.FileSystemError.NoPermissions();
    };
    const files: vscode.FileSystemProvider = {
      onDidChangeFile: silent.event,
      watch: () => silent,
      stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
      readFile: () => text,
      readDirectory: () => [],
      createDirectory: nothing,
      writeFile: nothing,
      delete: nothing,
      rename: nothing,
    };

    it('is looked at file by file: what a file says itself is told, and nothing else is asked of the disk', async () => {
      const there = vscode.workspace.registerFileSystemProvider('vscode-vfs', files, { isReadonly: true });
      try {
        // The path of a folder on this disk, where an `http.ts` lies that would bound the call.
        const document = await vscode.workspace.openTextDocument(
          uriOf('src/virtual.ts').with({ scheme: 'vscode-vfs', authority: 'github' }),
        );
        await vscode.window.showTextDocument(document);
        const [found] = await findings(document.uri, rule, 1);
        assert.ok(found);
        assert.equal(document.getText(found.range), 'fetch');
      } finally {
        await tidy();
        there.dispose();
      }
    });
  });

  describe('quick fixes', () => {
    it('come in order: the preferred first, what silences below', async () => {
      const document = await show('src/two.ts');
      await findings(document.uri, rule, 2);
      const list = await actions(document, rangeOf(document, 'axios.get'));
      const titles = list.map(({ title }) => title);
      const preferred = list.filter(({ isPreferred }) => isPreferred === true);
      assert.equal(preferred.length, 1, titles.join('; '));
      assert.equal(list[0]?.isPreferred, true);
      const quiet = titles.indexOf(`Disable ${rule} for this line`);
      assert.ok(quiet > titles.findLastIndex((title) => /problems in/.test(title)), titles.join('; '));
      assert.ok(titles.indexOf(`Show documentation for ${rule}`) > quiet, titles.join('; '));
    });

    it('are light until they are resolved', async () => {
      const document = await show('src/two.ts');
      await findings(document.uri, rule, 2);
      const range = rangeOf(document, 'axios.get');
      assert.ok((await actions(document, range)).every(({ edit: made }) => made === undefined));
      assert.ok((await actions(document, range, 1))[0]?.edit !== undefined);
    });

    it('mend the finding, and can be undone', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const before = document.getText();
      const [first] = await actions(document, rangeOf(document, 'fetch'), 1);
      assert.ok(first);
      await apply(first);
      await findings(document.uri, rule, 0);
      await vscode.commands.executeCommand('undo');
      await until(
        'the text of before',
        () => document.getText(),
        (text) => text === before,
      );
    });

    it('fix all of one rule in the file', async () => {
      const document = await show('src/two.ts');
      await findings(document.uri, rule, 2);
      const list = await actions(document, rangeOf(document, 'axios.get'), 20);
      const action = list.find(({ title }) => title === `Fix all ${rule} problems in file`);
      assert.ok(action, list.map(({ title }) => title).join('; '));
      await apply(action);
      await findings(document.uri, rule, 0);
    });

    it('silence with a reason', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const list = await actions(document, rangeOf(document, 'fetch'), 30);
      const action = list.find(({ title }) => title === `Disable ${rule} for this line`);
      assert.ok(action?.edit, 'has an edit');
      await apply(action);
      await findings(document.uri, rule, 0);
      assert.match(document.getText(), /\/\/ breakwater-disable-next-line missing-timeout -- /);
    });

    it('of no other kind are answered', async () => {
      const document = await show('src/two.ts');
      await findings(document.uri, rule, 2);
      const list = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        rangeOf(document, 'axios.get'),
        'refactor',
      );
      assert.deepEqual(
        list.filter(({ title }) => /timeout|breakwater/i.test(title)),
        [],
      );
    });

    it('run on save, the safe ones, when the person wishes', async () => {
      await vscode.workspace
        .getConfiguration('editor')
        .update('codeActionsOnSave', { 'source.fixAll.breakwater': 'explicit' }, vscode.ConfigurationTarget.Workspace);
      try {
        const document = await show('src/two.ts');
        const before = document.getText();
        await findings(document.uri, rule, 2);
        await edit(document, (text) => `${text}// a change\n`);
        await sleep(600);
        await document.save();
        await findings(document.uri, rule, 0);
        assert.ok(!document.isDirty);
        await edit(document, () => before);
        await vscode.workspace.getConfiguration('editor').update('codeActionsOnSave', {}, vscode.ConfigurationTarget.Workspace);
        await document.save();
      } finally {
        await vscode.workspace.getConfiguration('editor').update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      }
    });

    it('all at once by a command', async () => {
      await configure('fix.kind', 'suggestion');
      try {
        const document = await show('src/two.ts');
        await findings(document.uri, rule, 2);
        await vscode.commands.executeCommand('breakwater.fixAll');
        await findings(document.uri, rule, 0);
      } finally {
        await configure('fix.kind', undefined);
      }
    });
  });

  describe('hover', () => {
    const hoverText = async (document: vscode.TextDocument, at: vscode.Position): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      return hovers.flatMap(({ contents }) => contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n');
    };

    it('shows the profile, with the reason as a link to its place', async () => {
      const document = await show('src/safe.ts');
      const text = await until(
        'a hover',
        () => hoverText(document, rangeOf(document, 'axios.get').start.translate(0, 7)),
        (t) => t.includes('Timeout'),
      );
      assert.match(text, /\*\*2 s/);
      assert.match(text, /\(file:\/\/\/[^)]*safe\.ts#L3,\d+\)|\(vscode-remote:[^)]*safe\.ts#L3,\d+\)/);
    });

    it('can be turned off', async () => {
      const document = await show('src/safe.ts');
      const at = rangeOf(document, 'axios.get').start;
      await until(
        'a hover',
        () => hoverText(document, at),
        (t) => t.includes('Timeout'),
      );
      await configure('hover.profile', false);
      try {
        await until(
          'no hover',
          () => hoverText(document, at),
          (t) => !t.includes('⏱'),
        );
      } finally {
        await configure('hover.profile', undefined);
      }
    });
  });

  describe('hints', () => {
    it('show the profile in short when wished', async () => {
      await configure('inlayHints.enable', true);
      try {
        const document = await show('src/safe.ts');
        const whole = new vscode.Range(0, 0, document.lineCount, 0);
        const list = await until(
          'a hint',
          () => vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole),
          (hints) => hints.some(({ label }) => String(label).includes('⏱')),
        );
        assert.ok(list.some(({ label }) => String(label).startsWith('⏱ 2 s')));
      } finally {
        await configure('inlayHints.enable', undefined);
      }
    });

    it('so do lenses', async () => {
      await configure('codeLens.enable', true);
      try {
        const document = await show('src/safe.ts');
        const list = await until(
          'a lens',
          () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 5),
          (lenses) => lenses.some(({ command }) => command?.title.includes('⏱') === true),
        );
        assert.ok(list.some(({ command }) => command?.command === 'breakwater.explainCall'));
      } finally {
        await configure('codeLens.enable', undefined);
      }
    });
  });

  describe('settings', () => {
    it('off means off', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      await configure('enable', false);
      try {
        await findings(document.uri, rule, 0);
      } finally {
        await configure('enable', undefined);
      }
      await findings(document.uri, rule, 1);
    });

    it('loudness is the person’s to choose', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      await configure('rules.customizations', [{ rule, severity: 'error' }]);
      try {
        await until(
          'an error',
          () => ours(document.uri),
          (list) => list.some((d) => ruleOf(d) === rule && d.severity === vscode.DiagnosticSeverity.Error),
        );
      } finally {
        await configure('rules.customizations', undefined);
      }
    });

    it('a configuration file counts as soon as it is saved', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const file = uriOf('breakwater.config.json');
      await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify({ rules: { [rule]: 'off' } })));
      try {
        await findings(document.uri, rule, 0);
      } finally {
        await vscode.workspace.fs.delete(file);
      }
      await findings(document.uri, rule, 1);
    });

    const quiet = JSON.stringify({ rules: { [rule]: 'off' } });

    it('a file that the configuration extends counts as soon as it changes on disk, whatever its name', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const [config, shared] = [uriOf('breakwater.config.json').fsPath, uriOf('shared').fsPath];
      await mkdir(shared);
      try {
        await writeFile(join(shared, 'base.json'), '{}');
        await writeFile(config, '{ "extends": "./shared/base.json" }');
        await status('in force', ({ configs }) => configs.some((one) => one.endsWith('/shared/base.json')));
        await sleep(1500);
        await writeFile(join(shared, 'base.json'), quiet);
        await findings(document.uri, rule, 0);
        await writeFile(join(shared, 'base.json'), '{}');
        await findings(document.uri, rule, 1);
      } finally {
        await rm(shared, { recursive: true });
        await rm(config);
      }
      await status('no more', ({ configs }) => !configs.some((one) => one.endsWith('/shared/base.json')));
    });

    it('so does one outside of the folder that `configPath` names', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const elsewhere = await mkdtemp(join(dirname(uriOf('').fsPath), 'rules-'));
      const file = join(elsewhere, 'mine.json');
      try {
        await writeFile(file, quiet);
        await configure('configPath', file);
        await findings(document.uri, rule, 0);
        await sleep(1500);
        await writeFile(file, '{}');
        await findings(document.uri, rule, 1);
      } finally {
        await configure('configPath', undefined);
        await rm(elsewhere, { recursive: true });
      }
    });

    it('so does a baseline of any name', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const [config, baseline] = [uriOf('breakwater.config.json').fsPath, uriOf('accepted.json').fsPath];
      const faded = (yes: boolean) =>
        until(
          yes ? 'faded' : 'loud',
          () => ours(document.uri).filter((one) => ruleOf(one) === rule),
          (list) => list.length === 1 && (list[0]?.severity === vscode.DiagnosticSeverity.Hint) === yes,
        );
      try {
        await writeFile(config, '{ "baseline": "accepted.json" }');
        await status('in force', ({ configs }) => configs.some((one) => vscode.Uri.parse(one).fsPath === config));
        await vscode.commands.executeCommand('breakwater.updateBaseline');
        await faded(true);
        await sleep(1500);
        const text = await readFile(baseline, 'utf8');
        await writeFile(baseline, JSON.stringify({ ...JSON.parse(text), findings: [] }));
        await faded(false);
        await writeFile(baseline, text);
        await faded(true);
      } finally {
        await rm(config);
        await rm(baseline, { force: true });
      }
      await faded(false);
    });

    it('the time budget decides what is slow', async () => {
      await show('src/bare.ts');
      await status('good', ({ pace }) => pace !== 'too slow');
      await configure('timeBudget', { warn: 0.001, error: 0.002 });
      try {
        await status('too slow', ({ pace }) => pace === 'too slow');
      } finally {
        await configure('timeBudget', undefined);
      }
      await status('good', ({ pace }) => pace !== 'too slow');
    });

    it('the messages between editor and server are logged on request', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const logged = async (): Promise<string> => {
        await vscode.commands.executeCommand('breakwater.showOutputChannel');
        await sleep(200);
        const all = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'output' && /breakwater/i.test(uri.path));
        return all.map((one) => one.getText()).join('\n');
      };
      await until('a log', logged, (text) => text.length > 0);
      assert.doesNotMatch(await logged(), /textDocument\/hover/);
      await configure('trace.server', 'verbose');
      try {
        await until(
          'a hover in the log',
          async () => {
            await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, rangeOf(document, 'fetch').start);
            return logged();
          },
          (text) => /textDocument\/hover/.test(text) && /Params: /.test(text),
        );
      } finally {
        await configure('trace.server', undefined);
        await vscode.commands.executeCommand('workbench.action.closePanel');
      }
    });

    it('another server and its memory are the person’s to choose', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const elsewhere = await mkdtemp(join(tmpdir(), 'bw-own-'));
      const [server, said] = [join(elsewhere, 'server.mjs'), join(elsewhere, 'said.json')];
      await writeFile(server, await standIn(said));
      try {
        await configure('maxMemoryMb', 777);
        await configure('path', server);
        const argv = await until(
          'the other server',
          () => readFile(said, 'utf8').catch(() => undefined),
          (text) => text.includes('777'),
        );
        assert.deepEqual(JSON.parse(argv), ['--max-old-space-size=777']);
        await edit(document, (text) => `${text}export const more = () => fetch('https://more.example/');\n`);
        await findings(document.uri, rule, 2);
      } finally {
        await configure('path', undefined);
        await configure('maxMemoryMb', undefined);
        await rm(elsewhere, { recursive: true });
      }
    });

    it('so is the one of the workspace, whose version the status names', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const own = uriOf('node_modules/breakwater').fsPath;
      const said = join(own, 'said.json');
      await mkdir(join(own, 'dist'), { recursive: true });
      await writeFile(join(own, 'package.json'), '{ "name": "breakwater", "version": "99.1.2", "type": "module" }');
      await writeFile(join(own, 'dist/server.js'), await standIn(said));
      try {
        await configure('importStrategy', 'fromWorkspace');
        await until(
          'the workspace’s server',
          () => readFile(said, 'utf8').catch(() => undefined),
          (text) => text.includes('2048'),
        );
        await edit(document, (text) => `${text}export const more = () => fetch('https://more.example/');\n`);
        await findings(document.uri, rule, 2);
        const { detail } = await status('its version', ({ others }) => others.includes('99.1.2'));
        assert.match(detail, /99\.1\.2/);
      } finally {
        await configure('importStrategy', undefined);
        await rm(uriOf('node_modules').fsPath, { recursive: true });
      }
    });

    it('the schema of the configuration file is known, offline', async () => {
      const file = uriOf('breakwater.config.json');
      await vscode.workspace.fs.writeFile(file, Buffer.from('{ "preset": "nonsense" }'));
      try {
        await show('breakwater.config.json');
        const list = await until(
          'a complaint',
          () => vscode.languages.getDiagnostics(file),
          (all) => all.length > 0,
        );
        assert.ok(
          list.some(({ message }) => /accepted|recommended|not/.test(message)),
          JSON.stringify(list),
        );
      } finally {
        await vscode.workspace.fs.delete(file);
      }
    });
  });

  describe('the workspace', () => {
    it('is checked on request, files nobody opened too, and forgotten on request', async () => {
      const file = uriOf('src/unopened.ts');
      await findings(file, rule, 0);
      await vscode.commands.executeCommand('breakwater.checkWorkspace');
      await findings(file, rule, 1);
      await vscode.commands.executeCommand('breakwater.cancelCheck');
      await findings(file, rule, 0);
    });

    it('forgets a folder that is deleted with all its files, and hears of one that is moved in', async () => {
      const shown = await show('src/bare.ts');
      await findings(shown.uri, rule, 1);
      const { calls: before } = await status('ready', ({ state, calls }) => state === 'ready' && calls > 0);
      const [old, moved] = [uriOf('src/old').fsPath, uriOf('src/moved').fsPath];
      const files = [uriOf('src/old/a.ts'), uriOf('src/old/deep/b.ts')];
      const elsewhere = await mkdtemp(join(dirname(uriOf('').fsPath), 'moved-'));
      await mkdir(join(old, 'deep'), { recursive: true });
      for (const [i, { fsPath }] of files.entries()) await writeFile(fsPath, `export const a = () => fetch('https://old${i}.example/');\n`);
      try {
        await vscode.commands.executeCommand('breakwater.checkWorkspace');
        for (const file of files) await findings(file, rule, 1);
        await rm(old, { recursive: true });
        for (const file of files) await findings(file, rule, 0);
        await writeFile(join(elsewhere, 'c.ts'), "export const c = () => fetch('https://moved.example/');\n");
        await rename(elsewhere, moved);
        await findings(uriOf('src/moved/c.ts'), rule, 1);
        await status('one more', ({ calls }) => calls === before + 1);
        await rm(moved, { recursive: true });
        await findings(uriOf('src/moved/c.ts'), rule, 0);
        await status('as before', ({ calls }) => calls === before);
      } finally {
        await vscode.commands.executeCommand('breakwater.cancelCheck');
        for (const folder of [old, moved, elsewhere]) await rm(folder, { recursive: true, force: true });
      }
    });

    it('has an inventory, the unprotected first', async () => {
      await show('src/safe.ts');
      const { exports } = await extension();
      await exports.start();
      await vscode.commands.executeCommand('breakwater.calls.byHost');
      await vscode.commands.executeCommand('breakwater.calls.focus');
      const groups = await vscode.commands.executeCommand<{ label: string; unprotected: number }[]>('breakwater.server.inventory', {
        by: 'host',
        filter: 'all',
      });
      const labels = groups.map(({ label }) => label);
      assert.ok(
        labels.some((label) => label.includes('safe.example')),
        labels.join(),
      );
      assert.ok(labels.findIndex((l) => l.includes('safe.example')) > labels.findIndex((l) => l.includes('one.example')), labels.join());
      for (const name of ['byClient', 'byFile', 'showUnprotected', 'showWithFindings', 'showAll', 'refresh'])
        await vscode.commands.executeCommand(`breakwater.calls.${name}`);
    });

    it('has a report, under a strict policy and without anything from elsewhere', async () => {
      await vscode.commands.executeCommand('breakwater.openReport');
      await until(
        'a tab',
        () => vscode.window.tabGroups.activeTabGroup.activeTab,
        (tab) => tab.input instanceof vscode.TabInputWebview,
      );
      const page = await vscode.commands.executeCommand<{ text: string }>('breakwater.server.report');
      assert.match(page.text, /default-src 'none'/);
      assert.doesNotMatch(page.text, /unsafe|<link|src="http/);
      assert.match(page.text, /safe\.example/);
    });
  });

  describe('the status', () => {
    it('tells the share of bounded calls, the version and how long it took', async () => {
      const document = await show('src/two.ts');
      await findings(document.uri, rule, 2);
      const { version, calls, bounded, ms } = await status('ready', ({ state, calls: n }) => state === 'ready' && n > 0);
      assert.equal(version, (await extension()).packageJSON.version);
      assert.ok(bounded > 0 && bounded < calls, `${bounded} of ${calls}`);
      assert.ok(ms >= 0);
      await edit(document, (text) => text.replaceAll(/axios\.get\(([^)]*)\)/g, 'axios.get($1, { timeout: 2000 })'));
      await status('two more bounded calls', (next) => next.bounded === bounded + 2 && next.calls === calls);
    });

    it('names the configuration in force', async () => {
      await show('src/bare.ts');
      const file = uriOf('breakwater.config.json');
      const inForce = ({ configs }: Status): boolean => configs.some((config) => vscode.Uri.parse(config).path === file.path);
      await status('not yet', (next) => !inForce(next));
      await vscode.workspace.fs.writeFile(file, Buffer.from('{}'));
      try {
        await status('in force', inForce);
      } finally {
        await vscode.workspace.fs.delete(file);
      }
      await status('no more', (next) => !inForce(next));
    });

    it('says when Breakwater is off', async () => {
      await show('src/bare.ts');
      await configure('enable', false);
      try {
        await status('off', ({ state }) => state === 'off');
      } finally {
        await configure('enable', undefined);
      }
      await status('ready', ({ state }) => state === 'ready');
    });
  });

  describe('explaining', () => {
    it('a rule, from inside the package', async () => {
      await show('src/safe.ts');
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`breakwater:/rules/${rule}.md`));
      assert.match(document.getText(), /When to leave it be/);
      await vscode.commands.executeCommand('breakwater.explainRule', rule);
      await until(
        'a preview',
        () => vscode.window.tabGroups.activeTabGroup.activeTab?.label,
        (label) => label.includes(rule),
      );
    });

    it('the call at the cursor', async () => {
      const document = await show('src/safe.ts');
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      const { start } = rangeOf(document, 'axios.get');
      editor.selection = new vscode.Selection(start, start);
      await vscode.commands.executeCommand('breakwater.explainCall');
      await until(
        'a preview',
        () => vscode.window.tabGroups.activeTabGroup.activeTab?.label,
        (label) => label.includes('axios.get'),
      );
    });

    it('the configuration in force', async () => {
      await show('src/safe.ts');
      await vscode.commands.executeCommand('breakwater.openConfig');
      const text = await until(
        'a document',
        () => vscode.window.activeTextEditor?.document,
        (d) => d.uri.scheme === 'breakwater',
      );
      assert.match(text.getText(), /recommended/);
    });

    it('itself, for a bug report', async () => {
      await show('src/safe.ts');
      await vscode.commands.executeCommand('breakwater.debugInformation');
      const document = await until(
        'a document',
        () => vscode.window.activeTextEditor?.document,
        (d) => d.uri.scheme === 'breakwater',
      );
      assert.match(document.getText(), /^Breakwater \d/);
      assert.doesNotMatch(document.getText(), new RegExp(uriOf('').fsPath));
    });
  });

  describe('a configuration and a baseline', () => {
    it('are made by commands', async () => {
      const document = await show('src/two.ts');
      await findings(document.uri, rule, 2);
      await vscode.commands.executeCommand('breakwater.updateBaseline');
      const faded = await until(
        'faded findings',
        () => ours(document.uri),
        (list) => list.length > 0 && list.every((d) => d.severity === vscode.DiagnosticSeverity.Hint),
      );
      assert.ok(faded.every(({ tags }) => tags?.includes(vscode.DiagnosticTag.Unnecessary)));
      await vscode.workspace.fs.delete(uriOf('breakwater-baseline.json'));
      await until(
        'loud findings',
        () => ours(document.uri),
        (list) => list.some((d) => d.severity === vscode.DiagnosticSeverity.Warning),
      );
      await vscode.commands.executeCommand('breakwater.createConfig');
      const made = await until(
        'a document',
        () => vscode.window.activeTextEditor?.document,
        (d) => d.uri.path.endsWith('breakwater.config.json'),
      );
      assert.match(made.getText(), /recommended/);
      await tidy();
      await vscode.workspace.fs.delete(uriOf('breakwater.config.json')).then(undefined, () => undefined);
    });
  });

  describe('the server', () => {
    it('can be started anew', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const { exports } = await extension();
      const before = exports.pid();
      await vscode.commands.executeCommand('breakwater.restart');
      await findings(document.uri, rule, 1);
      assert.notEqual(exports.pid(), before);
    });

    it('comes back after a crash, with everything it said', async () => {
      const document = await show('src/bare.ts');
      await findings(document.uri, rule, 1);
      const { exports } = await extension();
      const pid = exports.pid();
      assert.ok(pid !== undefined);
      process.kill(pid, 'SIGKILL');
      await until(
        'another process',
        () => exports.pid() ?? 0,
        (next) => next !== 0 && next !== pid,
      );
      await edit(document, (text) => `${text}export const more = () => fetch('https://more.example/');\n`);
      await findings(document.uri, rule, 2);
    });

    it('is left alone when it crashes again and again, says so, and starts anew when told', async () => {
      const document = await show('src/bare.ts');
      const { exports } = await extension();
      await vscode.commands.executeCommand('breakwater.restart');
      await findings(document.uri, rule, 1);
      let crashes = 0;
      let last: number | undefined;
      while (exports.status() !== 'stopped' && crashes < 9) {
        const pid = await until(
          'a process, or the end',
          () => (exports.status() === 'stopped' ? 0 : exports.pid()),
          (next) => next !== last,
        );
        if (pid === 0) break;
        await until('its word', exports.status, (now) => typeof now !== 'string');
        process.kill(pid, 'SIGKILL');
        [last, crashes] = [pid, crashes + 1];
        await until('that it is gone', exports.status, (now) => typeof now === 'string');
      }
      assert.equal(crashes, 5);
      assert.equal(exports.status(), 'stopped');
      await vscode.commands.executeCommand('breakwater.restart');
      await edit(document, (text) => `${text}export const more = () => fetch('https://more.example/');\n`);
      await findings(document.uri, rule, 2);
    });
  });
});
