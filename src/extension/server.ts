import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CloseHandlerResult, LanguageClient } from 'vscode-languageclient/node';
import { type InitializationOptions, inventoryChangedNotification, type Status, statusNotification } from '../server/protocol';
import { tracing } from './trace';

/** The server's process, started when first needed. */
export interface Server extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  readonly onStatus: vscode.Event<Status | 'starting' | 'stopped'>;
  readonly onInventory: vscode.Event<void>;
  status(): Status | 'starting' | 'stopped';
  pid(): number | undefined;
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Starts the server if need be, and asks it. */
  ask<T>(command: string, ...args: readonly unknown[]): Promise<T | undefined>;
}

export const languages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];
export const selector = ['file', 'untitled', 'vscode-vfs'].flatMap((scheme) => languages.map((language) => ({ scheme, language })));

export function makeServer(context: vscode.ExtensionContext): Server {
  const log = vscode.window.createOutputChannel('Breakwater', { log: true });
  const trace = tracing(log);
  const status = new vscode.EventEmitter<Status | 'starting' | 'stopped'>();
  const inventory = new vscode.EventEmitter<void>();
  let client: LanguageClient | undefined;
  let running: Promise<void> | undefined;
  let crashes: number[] = [];
  let told = false;
  let last: Status | 'starting' | 'stopped' = 'stopped';
  status.event((next) => {
    last = next;
  });

  /** The client's library is loaded here, since it costs more than all else that activation does. */
  const begin = async (): Promise<void> => {
    status.fire('starting');
    const lsp = await import('vscode-languageclient/node');
    let up = false;
    /** The library shows every start that failed, once or twice each; one notification is enough, and the log has them all. */
    class QuietClient extends lsp.LanguageClient {
      override error(message: string, data?: unknown, show?: boolean | 'force'): void {
        super.error(message, data, show === 'force' && !told ? show : false);
        told ||= show === 'force';
      }
    }
    /** A crash is repaired quietly; when it comes again and again, or before the server was up, the status says so and the person decides. */
    const closed = (): CloseHandlerResult => {
      crashes = [...crashes.filter((time) => Date.now() - time < 180_000), Date.now()];
      const again = up && crashes.length < 5;
      log.error(vscode.l10n.t('The server stopped, {0} times within three minutes.', crashes.length));
      status.fire(again ? 'starting' : 'stopped');
      return { action: again ? lsp.CloseAction.Restart : lsp.CloseAction.DoNotRestart, handled: true };
    };
    const settings = vscode.workspace.getConfiguration('breakwater');
    const module = serverModule(context, settings);
    const options = { execArgv: [`--max-old-space-size=${settings.get<number>('maxMemoryMb', 2048)}`] };
    const wishes: InitializationOptions = { clientCommands: true, ruleAddress: 'breakwater:/rules/{rule}.md', words: vscode.l10n.bundle };
    log.info(vscode.l10n.t('Starting {0}', module));
    const server = { module, transport: lsp.TransportKind.ipc, options };
    client = new QuietClient('breakwater', 'Breakwater', server, {
      documentSelector: selector,
      initializationOptions: wishes,
      outputChannel: log,
      traceOutputChannel: trace,
      revealOutputChannelOn: lsp.RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: true },
      errorHandler: { error: () => ({ action: lsp.ErrorAction.Continue, handled: true }), closed },
      initializationFailedHandler: () => false,
    });
    client.onNotification(statusNotification, (next: Status) => status.fire(next));
    client.onNotification(inventoryChangedNotification, () => inventory.fire());
    await client.start();
    up = true;
  };
  /** A start that failed is not tried again by itself. */
  const start = (): Promise<void> => {
    running ??= begin().catch((error: unknown) => {
      log.error(String(error));
      status.fire('stopped');
      throw error;
    });
    return running;
  };
  const stop = async (): Promise<void> => {
    await running?.catch(() => undefined);
    running = undefined;
    await client?.dispose().catch((error: unknown) => log.warn(String(error)));
  };
  const restart = async (): Promise<void> => {
    crashes = [];
    await stop();
    await start();
  };
  const asked = vscode.workspace.onDidChangeConfiguration((change) => {
    const ours = ['path', 'importStrategy', 'maxMemoryMb'].some((name) => change.affectsConfiguration(`breakwater.${name}`));
    if (ours && running !== undefined) void restart();
  });
  return {
    log,
    onStatus: status.event,
    onInventory: inventory.event,
    status: () => last,
    pid: () => client?.serverProcess?.pid,
    start,
    restart,
    async ask<T>(command: string, ...args: readonly unknown[]) {
      await start();
      return (await client?.sendRequest<T | null>('workspace/executeCommand', { command, arguments: args })) ?? undefined;
    },
    dispose() {
      void stop();
      for (const part of [asked, status, inventory, trace, log]) part.dispose();
    },
  };
}

/** Ours, unless a trusted workspace brings its own and the person asked for it. */
function serverModule(context: vscode.ExtensionContext, settings: vscode.WorkspaceConfiguration): string {
  const bundled = context.asAbsolutePath(path.join('dist', 'server.js'));
  const named = settings.get<string | null>('path');
  if (!vscode.workspace.isTrusted) return bundled;
  if (typeof named === 'string' && named !== '') return named;
  if (settings.get<string>('importStrategy') !== 'fromWorkspace') return bundled;
  const own = vscode.workspace.workspaceFolders?.map(({ uri }) => path.join(uri.fsPath, 'node_modules/breakwater/dist/server.js'));
  return own?.find((file) => existsSync(file)) ?? bundled;
}
