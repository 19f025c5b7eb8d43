import * as assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Status } from '../../src/server/protocol';

/** What the extension hands to those who ask. */
interface Api {
  start(): Promise<void>;
  pid(): number | undefined;
  status(): Status | 'starting' | 'stopped';
  readonly activation: number;
}

export async function extension(): Promise<vscode.Extension<Api>> {
  const found = vscode.extensions.getExtension<Api>('breakwater.breakwater');
  assert.ok(found, 'the extension is installed');
  return found;
}

export function uriOf(file: string, root = 0): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[root];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

export async function show(file: string, root = 0): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(file, root));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Waits for something to become true; says what it saw last when it does not. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  fits: (value: T) => boolean,
  ms = 20_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await Promise.resolve()
      .then(ask)
      .catch((error: unknown) => {
        if (/cancel/i.test(String(error))) return undefined;
        throw error;
      });
    if (value !== undefined && fits(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: not within ${ms} ms; the last was ${JSON.stringify(value)?.slice(0, 2000)}`);
    await sleep(50);
  }
}

export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'breakwater');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Waits until a document shows a rule this often. */
export async function findings(uri: vscode.Uri, rule: string, count: number): Promise<vscode.Diagnostic[]> {
  const list = await until(
    `${count} of ${rule} in ${uri.path}`,
    () => ours(uri),
    (all) => all.filter((one) => ruleOf(one) === rule).length === count,
  );
  return list.filter((one) => ruleOf(one) === rule);
}

export async function edit(document: vscode.TextDocument, change: (text: string) => string): Promise<void> {
  const text = document.getText();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
  const edits = new vscode.WorkspaceEdit();
  edits.replace(document.uri, whole, change(text));
  assert.ok(await vscode.workspace.applyEdit(edits));
}

/** Where a piece of text stands in a document. */
export function rangeOf(document: vscode.TextDocument, piece: string): vscode.Range {
  const at = document.getText().indexOf(piece);
  assert.notEqual(at, -1, `“${piece}” is in the text`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + piece.length));
}

/** Our actions there; asked again while other providers register and cancel the request. */
export function actions(document: vscode.TextDocument, range: vscode.Range, resolve = 0, kind?: string): Promise<vscode.CodeAction[]> {
  return until(
    'code actions',
    async () => {
      const list = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        kind,
        resolve,
      );
      return list.filter(({ title, command }) =>
        /breakwater|timeout|Disable|State that|Show documentation for|problems in/i.test(`${title} ${command?.command}`),
      );
    },
    (list) => list.length > 0,
  );
}

export async function apply(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit, `“${action.title}” has an edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

/** Back to what is on disk, and nothing open; what the editor itself is about to write, its own settings, is none of ours. */
export async function tidy(): Promise<void> {
  const ours = ({ isDirty, uri }: vscode.TextDocument): boolean =>
    isDirty && (uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined);
  for (let tries = 0; tries < 5 && vscode.workspace.textDocuments.some(ours); tries++) {
    for (const document of vscode.workspace.textDocuments.filter(ours)) {
      // On a busy machine another editor may come in between.
      const shown = await vscode.window.showTextDocument(document).then(
        () => true,
        () => false,
      );
      if (shown) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function configure(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('breakwater').update(name, value, vscode.ConfigurationTarget.Workspace);
}
