import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type FileSystemWatcher,
  type Hover,
  type InitializeResult,
  type Position,
  ProposedFeatures,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type UnregistrationParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Hall } from '../../src/server/hall';
import type { Status } from '../../src/server/protocol';
import { serve } from '../../src/server/serve';

/** What VS Code itself says it can do, as far as the server cares. */
export const everything = {
  workspace: {
    applyEdit: true,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
      snippetEditSupport: true,
    },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
  textDocument: {
    codeAction: { resolveSupport: { properties: ['edit', 'command'] } },
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: { relatedInformation: true },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
} satisfies ClientCapabilities;

export interface Options {
  readonly folders?: readonly string[];
  readonly capabilities?: object;
  readonly initializationOptions?: unknown;
  /** `breakwater.*`, for everything or per folder's address. */
  readonly settings?: unknown;
  readonly settingsOf?: (scope: string | undefined) => unknown;
}

export type Client = Awaited<ReturnType<typeof connect>>;

/** An editor without a window: the real protocol over streams, the server in this process. */
export async function connect(hall: Hall, options: Options = {}) {
  const up = new PassThrough();
  const down = new PassThrough();
  serve(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), hall);
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const heard = {
    registered: [] as string[],
    /** What the server wants to hear of now, by the registration's name. */
    watchers: new Map<string, FileSystemWatcher[]>(),
    logged: [] as string[],
    refreshes: 0,
    pushed: new Map<string, Diagnostic[]>(),
    status: [] as Status[],
    inventoryChanged: 0,
    shown: [] as string[],
    applied: [] as WorkspaceEdit[],
    progress: [] as string[],
  };
  let settings = options.settings;
  connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    heard.registered.push(...registrations.map(({ method }) => method));
    for (const { id, registerOptions } of registrations)
      if (registerOptions?.watchers !== undefined) heard.watchers.set(id, registerOptions.watchers);
  });
  connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
    for (const { id } of unregisterations) heard.watchers.delete(id);
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    heard.logged.push(message);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => options.settingsOf?.(scopeUri) ?? settings ?? {}),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => {
    heard.refreshes++;
  });
  connection.onRequest('workspace/inlayHint/refresh', () => undefined);
  connection.onRequest('workspace/codeLens/refresh', () => undefined);
  connection.onRequest('window/workDoneProgress/create', () => undefined);
  connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
    heard.shown.push(uri);
    return { success: true };
  });
  connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
    heard.applied.push(edit);
    return { applied: true };
  });
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    heard.pushed.set(uri, diagnostics);
  });
  connection.onNotification('breakwater/status', (status: Status) => {
    heard.status.push(status);
  });
  connection.onNotification('breakwater/inventoryChanged', () => {
    heard.inventoryChanged++;
  });
  connection.listen();
  const folders = options.folders ?? [];
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: folders[0] ?? null,
    workspaceFolders: folders.map((uri) => ({ uri, name: uri.split('/').at(-1) })),
    capabilities: options.capabilities ?? everything,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  const documents = new Map<string, { version: number; text: string; languageId: string }>();
  const bump = (uri: string): number => {
    const document = documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return ++document.version;
  };
  return {
    connection,
    heard,
    initialized,
    async configure(next: unknown) {
      settings = next;
      await connection.sendNotification('workspace/didChangeConfiguration', { settings: { breakwater: next } });
    },
    async open(uri: string, text: string, languageId = 'typescript') {
      documents.set(uri, { version: 1, text, languageId });
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]) {
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: bump(uri) }, contentChanges });
    },
    save: (uri: string) => connection.sendNotification('textDocument/didSave', { textDocument: { uri } }),
    close(uri: string) {
      documents.delete(uri);
      return connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    watched: (...uris: string[]) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) }),
    created: (uri: string) => connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] }),
    deleted: (uri: string) => connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] }),
    pull: (uri: string, previousResultId?: string) =>
      connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri }, previousResultId }),
    async diagnostics(uri: string): Promise<Diagnostic[]> {
      const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
      return report.kind === 'full' ? report.items : [];
    },
    pullWorkspace: (previousResultIds: { uri: string; value: string }[] = []) =>
      connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds }),
    hover: (uri: string, position: Position) =>
      connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position }),
    actions: (uri: string, range: Range, only?: string[], diagnostics: Diagnostic[] = []) =>
      connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics, ...(only === undefined ? {} : { only }) },
      }),
    resolve: (action: CodeAction) => connection.sendRequest<CodeAction>('codeAction/resolve', action),
    command: <T>(command: string, ...args: unknown[]) =>
      connection.sendRequest<T>('workspace/executeCommand', { command, arguments: args }),
    async stop() {
      await connection.sendRequest('shutdown');
      connection.dispose();
      up.end();
      down.end();
    },
  };
}

/** Waits for something the server does on its own time. */
export async function eventually(what: () => boolean, ms = 3000): Promise<void> {
  const end = performance.now() + ms;
  while (!what()) {
    if (performance.now() > end) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await sleep(10);
  }
}

/** The text after an edit, as an editor would have it; snippets stand with their placeholder's words. */
export function applied(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  const change = edit?.documentChanges?.find((c) => 'textDocument' in c && c.textDocument.uri === uri);
  const listed = change !== undefined && 'edits' in change ? change.edits : (edit?.changes?.[uri] ?? []);
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((m) => m.index + m[0].length)];
  const offset = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  const plain = listed.map((e) => ({
    start: offset(e.range.start),
    end: offset(e.range.end),
    text: 'snippet' in e ? e.snippet.value.replace(/\$\{1:((?:\\.|[^}])*)\}/g, '$1').replace(/\\([\\$}])/g, '$1') : e.newText,
  }));
  let result = text;
  for (const e of [...plain].map((p, i) => ({ ...p, i })).sort((a, b) => b.start - a.start || b.i - a.i)) {
    result = result.slice(0, e.start) + e.text + result.slice(e.end);
  }
  return result;
}
