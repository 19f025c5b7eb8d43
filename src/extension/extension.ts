import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { showInventory } from './inventory';
import { makePages } from './pages';
import { makeServer } from './server';
import { showStatus } from './status';

/** What tests and other extensions may ask of a running extension. */
export interface Api {
  /** Resolves when the server runs. */
  readonly ready: () => Promise<void>;
  readonly serverProcess: () => number | undefined;
}

/** Registers what is cheap; the server starts by itself, after this has returned. */
export function activate(context: vscode.ExtensionContext): Api {
  const server = makeServer(context);
  const pages = makePages(server);
  const parts = [
    server,
    pages,
    showStatus(server),
    ...showInventory(server, context.workspaceState),
    ...registerCommands(server, pages, context),
  ];
  const look = ({ languageId }: vscode.TextDocument): boolean => {
    const ours = server.languages.includes(languageId);
    if (ours) server.start().catch(() => undefined);
    return ours;
  };
  context.subscriptions.push(...parts, vscode.workspace.onDidOpenTextDocument(look));
  setImmediate(() => vscode.workspace.textDocuments.some(look));
  return { ready: server.start, serverProcess: server.pid };
}
