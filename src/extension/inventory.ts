import * as vscode from 'vscode';
import { clientCommands, type InventoryCall, type InventoryGroup, type InventoryRequest, serverCommands } from '../server/protocol';
import type { Server } from './server';

const { t } = vscode.l10n;
const callIcons = { bounded: 'pass', unbounded: 'warning', unknown: 'question' } as const;
const groupIcons = { host: 'globe', client: 'package', file: 'file' } as const;
const choices: Readonly<Record<string, Partial<InventoryRequest>>> = {
  byHost: { by: 'host' },
  byClient: { by: 'client' },
  byFile: { by: 'file' },
  showAll: { filter: 'all' },
  showUnprotected: { filter: 'unprotected' },
  showWithFindings: { filter: 'findings' },
  refresh: {},
};

/** The view "Outgoing Calls", with its ways to group and to filter. */
export function showInventory(server: Server, memory: vscode.Memento): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<undefined>();
  let request = memory.get<InventoryRequest>('inventory', { by: 'host', filter: 'all' });
  const treeDataProvider: vscode.TreeDataProvider<InventoryGroup | InventoryCall> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => ('calls' in node ? groupItem(node, request) : callItem(node)),
    async getChildren(node) {
      if (node !== undefined) return 'calls' in node ? [...node.calls] : [];
      return (await server.ask<InventoryGroup[]>(serverCommands.inventory, request).catch(() => undefined)) ?? [];
    },
  };
  const view = vscode.window.createTreeView('breakwater.calls', { treeDataProvider, showCollapseAll: true });
  const choose = (choice: Partial<InventoryRequest>): void => {
    request = { ...request, ...choice };
    view.description = { all: '', unprotected: t('unprotected'), findings: t('with findings') }[request.filter];
    void memory.update('inventory', request);
    changed.fire(undefined);
  };
  choose({});
  /** An empty list says that there are no calls, which nobody knows while nothing runs. */
  const told = server.onStatus((now) => {
    view.message = now === 'stopped' ? t('Breakwater has stopped') : now !== 'starting' && now.state === 'off' ? now.headline : '';
  });
  const commands = Object.entries(choices).map(([name, choice]) =>
    vscode.commands.registerCommand(`breakwater.calls.${name}`, () => choose(choice)),
  );
  return [view, changed, told, server.onInventory(() => changed.fire(undefined)), ...commands];
}

function groupItem({ label, unprotected, calls }: InventoryGroup, { by }: InventoryRequest): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${by}:${label}`;
  item.description = unprotected === 0 ? String(calls.length) : t('{0} of {1} unprotected', unprotected, calls.length);
  item.iconPath = new vscode.ThemeIcon(groupIcons[by]);
  return item;
}

function callItem({ label, detail, tooltip, state, uri, line, character }: InventoryCall): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.description = detail;
  item.tooltip = new vscode.MarkdownString(tooltip);
  const colour = state === 'unbounded' ? new vscode.ThemeColor('list.warningForeground') : undefined;
  item.iconPath = new vscode.ThemeIcon(callIcons[state], colour);
  item.command = { command: clientCommands.goTo, title: t('Go to the call'), arguments: [uri, line, character] };
  const said = { bounded: t('bounded'), unbounded: t('unprotected'), unknown: t('not known') }[state];
  item.accessibilityInformation = { label: `${label}, ${said}, ${detail}` };
  return item;
}
