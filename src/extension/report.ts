import * as vscode from 'vscode';
import { clientCommands, type Page, serverCommands } from '../server/protocol';
import type { Server } from './server';

/** The resilience report: the same document as `breakwater calls --format html`, in a tab of its own. */
export function makeReport(server: Server): { open(): Promise<void> } & vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;
  const fill = async (): Promise<void> => {
    const page = await server.ask<Page>(serverCommands.report);
    if (panel !== undefined && page !== undefined) panel.webview.html = page.text;
  };
  const renew = (): void => void (panel?.visible === true && fill().catch(() => undefined));
  const listening = server.onInventory(renew);
  return {
    async open() {
      if (panel === undefined) {
        const options = { enableScripts: true, enableFindWidget: true, enableCommandUris: [clientCommands.goTo], localResourceRoots: [] };
        const title = vscode.l10n.t('Resilience Report');
        panel = vscode.window.createWebviewPanel('breakwater.report', title, vscode.ViewColumn.Active, options);
        panel.onDidChangeViewState(renew);
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal();
      await fill();
    },
    dispose: () => void [listening, panel].map((part) => part?.dispose()),
  };
}

/** Shows a place; what a report or a list gives may be anything. */
export async function goTo(uri: unknown, line: unknown, character: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof character !== 'number') return;
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(line, character, line, character) });
}
