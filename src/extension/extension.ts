import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { showInventory } from './inventory';
import { makePages } from './pages';
import { languages, makeServer, type Server } from './server';
import { showStatus } from './status';

/** What tests and other extensions may ask of a running extension; `activation` is in milliseconds. */
export type Api = Pick<Server, 'start' | 'pid' | 'status'> & { readonly activation: number };

/** Registers what is cheap; the server starts by itself, after this has returned. */
export function activate(context: vscode.ExtensionContext): Api {
  const begun = performance.now();
  const server = makeServer(context);
  const pages = makePages(server);
  const look = ({ languageId }: vscode.TextDocument): boolean => {
    const ours = languages.includes(languageId);
    if (ours) server.start().catch(() => undefined);
    return ours;
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  const views = [showStatus(server), ...showInventory(server, context.workspaceState)];
  context.subscriptions.push(server, pages, ...views, ...registerCommands(server, pages, context), opened);
  setImmediate(() => vscode.workspace.textDocuments.some(look));
  return { start: server.start, pid: server.pid, status: server.status, activation: performance.now() - begun };
}
