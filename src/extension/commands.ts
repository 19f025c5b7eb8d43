import * as vscode from 'vscode';
import { type Page, serverCommands } from '../server/protocol';
import type { Pages } from './pages';
import { goTo, makeReport } from './report';
import type { Server } from './server';

const { t } = vscode.l10n;

/** What a person can ask for by name; nearly all of it is the server's work. */
export function registerCommands(server: Server, pages: Pages, context: vscode.ExtensionContext): vscode.Disposable[] {
  const report = makeReport(server);
  const here = (): string | undefined =>
    vscode.window.activeTextEditor?.document.uri.toString() ?? vscode.workspace.workspaceFolders?.[0]?.uri.toString();
  const pickRule = async (): Promise<string | undefined> => {
    const rules = (await server.ask<{ id: string; summary: string }[]>(serverCommands.rules)) ?? [];
    const items = rules.map(({ id, summary }) => ({ label: id, detail: summary }));
    return (await vscode.window.showQuickPick(items, { placeHolder: t('Which rule?'), matchOnDetail: true }))?.label;
  };
  const commands: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    fixAll: () => server.ask(serverCommands.fixAll, here()),
    fixAllOfRule: async (named) => {
      const rule = typeof named === 'string' ? named : await pickRule();
      return rule === undefined ? undefined : server.ask(serverCommands.fixAllOfRule, rule, here(), false);
    },
    checkWorkspace: () => server.ask(serverCommands.check),
    cancelCheck: () => server.ask(serverCommands.cancelCheck),
    restart: () => server.restart(),
    showOutputChannel: () => server.log.show(),
    showServerLogs: () => server.log.show(),
    explainRule: async (named) => {
      const rule = typeof named === 'string' ? named : await pickRule();
      if (rule !== undefined) await pages.showRule(rule);
    },
    explainCall: async (uri, position) => {
      const cursor = vscode.window.activeTextEditor?.selection.active;
      const at = position ?? (cursor === undefined ? undefined : { line: cursor.line, character: cursor.character });
      const named = typeof uri === 'string' ? uri : here();
      const page = at === undefined ? undefined : await server.ask<Page>(serverCommands.explainCall, named, at);
      await pages.show(page ?? { title: t('profile'), text: t('There is no outgoing call at the cursor.') }, 'md');
    },
    goTo,
    openReport: () => report.open(),
    createConfig: async () => {
      const uri = await server.ask<string>(serverCommands.createConfig, here());
      if (uri !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(uri));
    },
    openConfig: async () => pages.show(await server.ask<Page>(serverCommands.config, here()), 'json'),
    updateBaseline: () => server.ask(serverCommands.updateBaseline, here()),
    toggleBaselined: () => {
      const settings = vscode.workspace.getConfiguration('breakwater');
      return settings.update('baseline', settings.get('baseline') === 'hide' ? 'fade' : 'hide', !vscode.workspace.workspaceFolders);
    },
    debugInformation: async () => {
      const page = await server.ask<Page>(serverCommands.debugInformation);
      if (page === undefined) return;
      const trusted = vscode.workspace.isTrusted ? t('trusted workspace') : t('restricted workspace');
      const text = [page.text, t('VS Code {0}, {1}', vscode.version, trusted)].join('\n');
      await vscode.env.clipboard.writeText(text);
      await pages.show({ ...page, text }, 'txt');
    },
    openWalkthrough: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#breakwater.start`),
  };
  return [report, ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`breakwater.${name}`, run))];
}
