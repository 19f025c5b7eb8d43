import { dirname } from 'node:path';
import { type CancellationToken, LSPErrorCodes, type Position, ResponseError } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { concerns } from '../model/finding';
import type { ActionData } from './actions';
import { fixAllEdit } from './fix-all';
import type { Folder } from './folders';
import type { Part } from './hall';
import { profilePage } from './hover';
import { inventoryOf, ownCalls, ownFindings } from './inventory';
import { t } from './language';
import { answered } from './progress';
import type { Whole } from './pull';
import { clientCommands, type InventoryRequest, type Page, serverCommands } from './protocol';
import { editOf } from './resolve';
import type { Session } from './session';
import type { Settle } from './settle';
import type { Shelf } from './shelf';
import { statusOf } from './status';

type Command = (given: Arguments, token: CancellationToken) => unknown;

/** What is answered without any analysis. */
export const atOnce: ReadonlySet<string> = new Set([
  serverCommands.cancelCheck,
  serverCommands.config,
  serverCommands.createConfig,
  serverCommands.explainRule,
  serverCommands.rules,
]);

/** Everything a person can ask for by name, in any editor. */
export function commandsOf(session: Session, shelf: Shelf, whole: Whole, settle: Settle): Readonly<Record<string, Command>> {
  const { hall, folders, documents, connection } = session;
  const apply = async (edit: Parameters<typeof connection.workspace.applyEdit>[0] | undefined): Promise<boolean> =>
    edit !== undefined && session.client.appliesEdits && (await connection.workspace.applyEdit(edit)).applied;
  const enabled = (): Folder[] => folders.all().filter((folder) => folder.settings.enable && (!folder.loose || folder.opened));
  const refresh = (): void => {
    for (const { uri } of documents.all()) shelf.allow(uri);
    if (session.client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
    settle.soon();
  };
  return {
    [serverCommands.check]: async (_, token) => {
      whole.asked = true;
      const progress = session.client.progress ? await connection.window.createWorkDoneProgress() : undefined;
      progress?.begin(t('Breakwater: checking the workspace'), 0, undefined, true);
      let findings = 0;
      const list = enabled();
      for (const [i, folder] of list.entries()) {
        progress?.report(Math.round((100 * i) / list.length), folder.name);
        if (!token.isCancellationRequested && progress?.token.isCancellationRequested !== true) await answered(folder, session);
        if (token.isCancellationRequested || progress?.token.isCancellationRequested === true) whole.asked = false;
        if (whole.asked) findings += ownFindings(folder, session).length;
      }
      progress?.done();
      refresh();
      return { findings, folders: list.length, finished: whole.asked };
    },
    [serverCommands.cancelCheck]: () => {
      whole.asked = false;
      refresh();
    },
    [serverCommands.config]: (given): Page => {
      const { folder, file } = folders.at(given.uri(0));
      return { title: t('Configuration for {0}', file), text: folder.workspace().configFor(file) };
    },
    [serverCommands.createConfig]: async (given) => {
      const { folder } = folders.at(given.uri(0));
      if (folder.loose) return undefined;
      const uri = folder.places.uri('breakwater.config.json');
      const workspace = folder.workspace();
      const [there] = workspace.configs('breakwater.config.json');
      if (there !== undefined && dirname(there) === workspace.root) return URI.file(there).toString();
      const text = `${JSON.stringify({ preset: 'recommended', rules: {} }, undefined, 2)}\n`;
      const start: Position = { line: 0, character: 0 };
      const edits = [{ range: { start, end: start }, newText: text }];
      const done = await apply({
        documentChanges: [
          { kind: 'create', uri },
          { textDocument: { uri, version: null }, edits },
        ],
      });
      return done ? uri : undefined;
    },
    [serverCommands.debugInformation]: (): Page => {
      const { version, state, calls, findings, configs, ms, problems } = statusOf(session, settle.took());
      const lines = [
        `Breakwater ${version}`,
        `Node ${process.version} on ${process.platform} ${process.arch}`,
        `state ${state}, last answer ${ms} ms`,
        `${enabled().length} folders, ${documents.all().length} documents open`,
        `${calls} calls, ${findings} findings, ${configs.length} configuration files, ${problems.length} problems`,
        `memory ${Math.round(process.memoryUsage.rss() / 1048576)} MB`,
      ];
      return { title: t('Breakwater debug information'), text: lines.join('\n') };
    },
    [serverCommands.explainCall]: (given): Page | undefined => {
      const { folder, file } = folders.at(given.uri(0));
      const position = given.position(1);
      const workspace = folder.workspace();
      const document = documents.get(given.uri(0));
      const call = document === undefined ? undefined : workspace.callAt(file, document.offsetAt(position));
      if (call === undefined) return undefined;
      const own = workspace.findings().filter((finding) => concerns(finding, call.site));
      return { title: call.site.name, text: profilePage(call, own, folder.places) };
    },
    [serverCommands.explainRule]: async (given): Promise<Page | undefined> => {
      const rule = given.text(0);
      const text = hall.page(rule);
      const address = session.address(rule);
      if (!session.clientCommands && address !== undefined) await connection.window.showDocument({ uri: address, external: true });
      return text === undefined ? undefined : { title: rule, text };
    },
    [serverCommands.fixAll]: (given) => apply(fixAllEdit(given.uri(0), session)),
    [serverCommands.fixAllOfRule]: (given) => {
      const data: ActionData = { do: 'rule', uri: given.uri(1), rule: given.text(0), everywhere: given.list[2] === true };
      return apply(editOf(data, session));
    },
    [serverCommands.inventory]: (given) => inventoryOf(given.inventory(0), session),
    [serverCommands.report]: (): Page => hall.report(enabled().map((folder) => partOf(folder, session))),
    [serverCommands.rules]: () => hall.rules,
    [serverCommands.updateBaseline]: (given) => {
      const { folder } = folders.at(given.uri(0));
      if (folder.loose) return undefined;
      const { file, count } = folder.workspace().updateBaseline();
      folder.refresh();
      refresh();
      return { uri: URI.file(file).toString(), count };
    },
  };
}

function partOf(folder: Folder, session: Session): Part {
  const { places } = folder;
  return {
    calls: ownCalls(folder, session),
    text: places.text,
    path: (file) => session.folders.label(folder, file),
    link: (file, line, character) =>
      session.clientCommands
        ? `command:${clientCommands.goTo}?${encodeURIComponent(JSON.stringify([places.uri(file), line, character]))}`
        : `${places.uri(file)}#L${line + 1},${character + 1}`,
  };
}

/** What came with a command, read with suspicion: anybody may send anything. */
export interface Arguments {
  readonly list: readonly unknown[];
  text(index: number): string;
  uri(index: number): string;
  position(index: number): Position;
  inventory(index: number): InventoryRequest;
}

export function argumentsOf(list: readonly unknown[], session: Session): Arguments {
  const wrong = (what: string): never => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, `This command wants ${what}.`);
  };
  const record = (index: number): Readonly<Record<string, unknown>> => ({ ...(list[index] as object | undefined) });
  return {
    list,
    text(index) {
      const value = list[index];
      return typeof value === 'string' ? value : wrong('a name');
    },
    uri(index) {
      const value = list[index] ?? session.folders.all()[0]?.uri;
      return typeof value === 'string' ? value : wrong('a document');
    },
    position(index) {
      const { line, character } = record(index);
      return typeof line === 'number' && typeof character === 'number' ? { line, character } : wrong('a position');
    },
    inventory(index) {
      const { by, filter } = record(index);
      return {
        by: by === 'client' || by === 'file' ? by : 'host',
        filter: filter === 'unprotected' || filter === 'findings' ? filter : 'all',
      };
    },
  };
}
