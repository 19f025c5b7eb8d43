import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { concerns } from '../model/finding';
import { type ActionData, asked, fixAllKind, quickFixes, quickFixKind, rewriteKind } from './actions';
import { type Client, clientOf } from './client';
import { argumentsOf, atOnce, commandsOf } from './commands';
import { editOf } from './resolve';
import { fixAllAction, patience } from './fix-all';
import { makeFixes } from './fixes';
import { makeFolders } from './folders';
import type { Hall } from './hall';
import { speak } from './language';
import { makeLog } from './log';
import { hoverOf } from './hover';
import { codeLensesOf, inlayHintsOf } from './inlays';
import { type InitializationOptions, serverCommands } from './protocol';
import { answered, answeredWithin, unhurried } from './progress';
import { offerDiagnostics, type Whole } from './pull';
import type { Session } from './session';
import { settingsFrom } from './settings';
import { makeSettle } from './settle';
import { makeShelf } from './shelf';
import { readAnew, watchers } from './watch';

/** Answers one client until it goes away. */
export function serve(connection: Connection, hall: Hall): void {
  const documents = new TextDocuments(TextDocument);
  const folders = makeFolders(hall, () => documents.all());
  let client: Client = clientOf({});
  let wishes: InitializationOptions = {};
  let settings: unknown;
  let closed = false;
  let markReady = (): void => undefined;
  let ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });
  const address = (rule: string): string | undefined => wishes.ruleAddress?.replace('{rule}', rule) ?? hall.address(rule);
  const session: Session = {
    connection,
    hall,
    documents,
    folders,
    address,
    fixes: makeFixes(),
    log: makeLog(connection, () => (closed ? 'off' : (folders.all()[0]?.settings.logLevel ?? 'info'))),
    ready: () => ready,
    manner: (folder) => ({ places: folder.places, settings: folder.settings, address }),
    get client() {
      return client;
    },
    get clientCommands() {
      return wishes.clientCommands === true;
    },
  };
  const whole: Whole = { asked: false, left: new Map() };
  const shelf = makeShelf(session);
  const configure = async (): Promise<void> => {
    const all = folders.all();
    const answers: unknown[] = client.configuration
      ? await connection.workspace.getConfiguration(
          all.map(({ uri }) => (uri === '' ? { section: 'breakwater' } : { section: 'breakwater', scopeUri: uri })),
        )
      : all.map(() => settings);
    for (const [i, folder] of all.entries()) folder.configure(settingsFrom(answers[i]));
  };

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri, initializationOptions }): InitializeResult => {
    client = clientOf(capabilities);
    wishes = { ...(initializationOptions as InitializationOptions | undefined) };
    settings = wishes.settings;
    speak(wishes.words);
    for (const uri of workspaceFolders?.map((folder) => folder.uri) ?? (typeof rootUri === 'string' ? [rootUri] : [])) folders.add(uri);
    return {
      serverInfo: { name: 'breakwater', version: hall.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        diagnosticProvider: { identifier: 'breakwater', interFileDependencies: true, workspaceDiagnostics: true },
        codeActionProvider: { codeActionKinds: ['quickfix', quickFixKind, rewriteKind, fixAllKind], resolveProvider: true },
        hoverProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        executeCommandProvider: { commands: Object.values(serverCommands) },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (client.registersConfiguration) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'breakwater' });
    if (client.registersWatchers) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    if (client.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) folders.remove(uri);
        for (const { uri } of added) folders.add(uri);
        ready = configure().then(settle.soon);
      });
    }
    await configure();
    session.log.info(`Breakwater ${hall.version} on Node ${process.version}; folders: ${folders.all().length - 1}`);
    if (!client.registersWatchers)
      session.log.info(
        'This editor takes no wishes for watching files: what changes on disk is seen where it tells of it by itself, else after a restart.',
      );
    markReady();
    settle.soon();
  });

  const settle = makeSettle(session, shelf, whole);
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (typeof sent === 'object' && sent !== null && 'breakwater' in sent) settings = sent.breakwater;
    ready = configure().then(() => {
      for (const { uri } of documents.all()) shelf.allow(uri);
      settle.soon();
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    readAnew(changes, session);
    settle.soon();
  });
  documents.onDidChangeContent(({ document }) => {
    folders.update(document.uri, document);
    settle.soon();
  });
  documents.onDidSave(({ document: { uri } }) => {
    const { run } = folders.at(uri).folder.settings;
    if (run !== 'manual') shelf.allow(uri);
    settle.soon();
  });
  documents.onDidClose(({ document: { uri } }) => {
    folders.update(uri, undefined);
    whole.left.set(uri, 2);
    shelf.forget(uri);
    settle.soon();
  });

  offerDiagnostics(session, shelf, whole, settle.soon);
  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const { folder, file } = folders.at(uri);
    await answered(folder, session, token);
    const document = documents.get(uri);
    if (document === undefined || !folder.settings.enable || !folder.settings.hover) return undefined;
    const workspace = folder.workspace();
    const call = workspace.callAt(file, document.offsetAt(position));
    if (call === undefined) return undefined;
    return hoverOf(
      call,
      workspace.findings().filter((finding) => concerns(finding, call.site)),
      folder.places,
    );
  });
  connection.onCodeAction(async (params, token) => {
    const start = performance.now();
    const only = params.context.only;
    const wantsAll = only !== undefined && asked(only, fixAllKind);
    const wantsSome = asked(only, quickFixKind) || asked(only, rewriteKind);
    if (!wantsAll && !wantsSome) return [];
    const { folder } = folders.at(params.textDocument.uri);
    if (wantsSome) await answered(folder, session, token);
    else if (!(await answeredWithin(patience / 2, folder, session, token))) return [];
    const list = [...quickFixes(params, session), ...(wantsAll ? fixAllAction(params.textDocument.uri, session, start) : [])];
    if (client.resolvesEdits) return list;
    return list.map((action) => (action.data === undefined ? action : withEdit(action, session)));
  });
  connection.onCodeActionResolve(async (action, token) => {
    await unhurried(session, token);
    const data = action.data as ActionData | undefined;
    const uri = data !== undefined && 'uri' in data ? data.uri : undefined;
    if (uri !== undefined) await answered(folders.at(uri).folder, session, token);
    return withEdit(action, session);
  });
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
    await answered(folders.at(uri).folder, session, token);
    return inlayHintsOf(uri, range, session);
  });
  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    await answered(folders.at(uri).folder, session, token);
    return codeLensesOf(uri, session);
  });
  const commands = commandsOf(session, shelf, whole, settle);
  connection.onExecuteCommand(async ({ command, arguments: list }, token) => {
    await unhurried(session, token);
    if (!atOnce.has(command)) for (const folder of folders.all()) if (folder.opened) await answered(folder, session, token);
    return commands[command]?.(argumentsOf(list ?? [], session), token);
  });
  connection.onShutdown(() => {
    closed = true;
    settle.stop();
  });
  documents.listen(connection);
  connection.listen();
}

function withEdit<A extends { readonly data?: unknown }>(action: A, session: Session): A {
  const edit = action.data === undefined ? undefined : editOf(action.data as ActionData, session);
  return edit === undefined ? action : { ...action, edit };
}
