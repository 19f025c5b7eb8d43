import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, findings, ours, ruleOf, show, tidy, until } from './editor';

const rule = 'missing-timeout';

describe('with several folders, one inside the other', () => {
  afterEach(tidy);

  it('each file has the rules of its own folder', async () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
    const loud = await show('src/bare.ts', 0);
    await findings(loud.uri, rule, 1);
    const quiet = await show('src/quiet.ts', 1);
    const { exports } = await extension();
    await exports.start();
    const groups = await vscode.commands.executeCommand<{ label: string }[]>('breakwater.server.inventory', { by: 'host', filter: 'all' });
    assert.ok(
      groups.some(({ label }) => label.includes('quiet.example')),
      'the call is known',
    );
    assert.deepEqual(
      ours(quiet.uri).filter((one) => ruleOf(one) === rule),
      [],
    );
  });

  it('a call is counted once although two folders hold it', async () => {
    await show('src/bare.ts', 0);
    const groups = await until(
      'an inventory',
      () =>
        vscode.commands.executeCommand<{ label: string; calls: unknown[] }[]>('breakwater.server.inventory', { by: 'host', filter: 'all' }),
      (list) => list.length > 0,
    );
    assert.equal(groups.find(({ label }) => label.includes('quiet.example'))?.calls.length, 1);
  });

  it('the whole workspace is checked folder by folder', async () => {
    await show('src/safe.ts', 0);
    await vscode.commands.executeCommand('breakwater.checkWorkspace');
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/'), 'src/two.ts');
    await findings(file, rule, 2);
    await vscode.commands.executeCommand('breakwater.cancelCheck');
    await findings(file, rule, 0);
  });

  it('a folder may be taken away', async () => {
    const quiet = await show('src/quiet.ts', 1);
    await (await extension()).exports.start();
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await until(
      'one folder',
      () => vscode.workspace.workspaceFolders?.length,
      (n) => n === 1,
    );
    await until(
      'its files in the outer folder',
      () => vscode.commands.executeCommand<{ label: string }[]>('breakwater.server.inventory', { by: 'file', filter: 'all' }),
      (groups) => groups.some(({ label }) => label === 'second/src/quiet.ts'),
    );
    assert.deepEqual(
      ours(quiet.uri).filter((one) => ruleOf(one) === rule),
      [],
    );
  });
});
