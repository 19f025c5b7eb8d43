import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actions, apply, configure, extension, findings, rangeOf, show, tidy } from './editor';

const rule = 'missing-timeout';

describe('in a workspace nobody trusts', () => {
  afterEach(tidy);

  it('and nobody trusts it here', () => assert.equal(vscode.workspace.isTrusted, false));

  it('findings are shown', async () => {
    const document = await show('src/bare.ts');
    await findings(document.uri, rule, 1);
  });

  it('fixes are made', async () => {
    const document = await show('src/bare.ts');
    await findings(document.uri, rule, 1);
    const [first] = await actions(document, rangeOf(document, 'fetch'), 1);
    assert.ok(first);
    await apply(first);
    await findings(document.uri, rule, 0);
  });

  it('a server that the workspace names is not run', async () => {
    const document = await show('src/bare.ts');
    await findings(document.uri, rule, 1);
    const { exports } = await extension();
    await configure('path', '/nowhere/server.js');
    assert.equal(vscode.workspace.getConfiguration('breakwater').get('path'), null);
    await vscode.commands.executeCommand('breakwater.restart');
    await exports.start();
    await findings(document.uri, rule, 1);
  });
});
