import { basename, join, parse, relative, sep } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Hall, OpenWorkspace } from './hall';
import { type Places, placesOf } from './places';
import { type Settings, settingsFrom } from './settings';

/** One root with its own workspace, opened when the first question comes. */
export interface Folder {
  readonly uri: string;
  readonly name: string;
  /** Documents without a folder: each is looked at by itself. */
  readonly loose: boolean;
  readonly places: Places;
  readonly settings: Settings;
  /** Counts changes, so that "nothing happened" can be answered at once. */
  readonly generation: number;
  readonly opened: boolean;
  workspace(): OpenWorkspace;
  /** A document was opened or edited, or (with `undefined`) closed. */
  update(uri: string, document: TextDocument | undefined): void;
  /** Files changed on disk; without a list everything is read anew, the configuration too. */
  refresh(uris?: readonly string[]): void;
  configure(settings: Settings): void;
  fileOf(uri: string): string;
  /** Whether a file lies in it, however the client spells either address. */
  holds(uri: string): boolean;
}

export interface Place {
  readonly folder: Folder;
  readonly file: string;
}

export interface Folders {
  all(): readonly Folder[];
  /** The innermost folder decides about a document. */
  at(uri: string): Place;
  /** Whether a folder decides about a file it holds; one in a folder inside it is that one's, and told of once. */
  decides(folder: Folder, file: string): boolean;
  /** A file as people read it: with the name of its folder where there are several. */
  label(folder: Folder, file: string): string;
  /** Tells every folder that holds the document. */
  update(uri: string, document: TextDocument | undefined): void;
  /** A folder that is on no disk of this machine is none: its documents are looked at by themselves. */
  add(uri: string): void;
  remove(uri: string): void;
}

export function makeFolders(hall: Hall, documents: () => readonly TextDocument[]): Folders {
  let folders: readonly Folder[] = [];
  const holding = (uri: string): Folder[] => folders.filter((folder) => within(folder.uri, uri));
  const loose: Folder = makeFolder(hall, '', () => documents().filter((document) => holding(document.uri).length === 0));
  const at = (uri: string): Place => {
    const folder = holding(uri)[0] ?? loose;
    return { folder, file: folder.fileOf(uri) };
  };
  return {
    all: () => [...folders, loose],
    at,
    decides: (folder, file) => folders.length < 2 || at(folder.places.uri(file)).folder === folder,
    label: (folder, file) => (folders.length < 2 || folder.loose ? file : `${folder.name}/${file}`),
    update(uri, document) {
      const holders = holding(uri);
      for (const folder of holders.length === 0 ? [loose] : holders) folder.update(uri, document);
    },
    add(uri) {
      if (!onDisk(uri)) return;
      const folder = makeFolder(hall, uri, () => documents().filter((document) => within(uri, document.uri)));
      folders = [...folders.filter((other) => other.uri !== uri), folder].sort((a, b) => b.uri.length - a.uri.length);
      for (const document of documents()) if (within(uri, document.uri)) loose.update(document.uri, undefined);
    },
    remove(uri) {
      folders = folders.filter((folder) => folder.uri !== uri);
      for (const document of documents()) if (holding(document.uri).length === 0) loose.update(document.uri, document);
    },
  };
}

function makeFolder(hall: Hall, uri: string, documents: () => readonly TextDocument[]): Folder {
  const loose = uri === '';
  const root = loose ? join(parse(process.cwd()).root, 'breakwater-untitled') : pathOf(uri);
  /** The address as the client spells it, by file, and back; it may differ from ours in case and escapes. */
  const spelled = new Map<string, string>();
  const names = new Map<string, string>();
  const open = new Map<string, TextDocument>();
  let settings = settingsFrom(undefined);
  let workspace: OpenWorkspace | undefined;
  let generation = 0;
  const fileOf = (address: string): string =>
    names.get(address) ?? (loose ? looseName(address, undefined) : relative(root, pathOf(address)).split(sep).join('/'));
  const update = (address: string, document: TextDocument | undefined): void => {
    if (loose && document !== undefined) names.set(address, looseName(address, document.languageId));
    const file = fileOf(address);
    generation++;
    if (document === undefined) {
      open.delete(file);
      names.delete(address);
    } else {
      open.set(file, document);
      spelled.set(file, address);
    }
    workspace?.update(file, document?.getText());
  };
  return {
    uri,
    name: basename(root),
    loose,
    places: placesOf({
      uri: (file) => spelled.get(file) ?? URI.file(join(root, file)).toString(),
      text: (file) => workspace?.text(file),
      open: (file) => open.get(file),
    }),
    get settings() {
      return settings;
    },
    get generation() {
      return generation;
    },
    get opened() {
      return workspace !== undefined;
    },
    fileOf,
    holds: (address) => !loose && within(uri, address),
    update,
    workspace() {
      if (workspace === undefined) {
        const { configPath, timeoutMs, style } = settings;
        workspace = hall.open(root, { configPath, timeoutMs, style, loose });
        for (const document of documents()) update(document.uri, document);
      }
      return workspace;
    },
    refresh(uris) {
      generation++;
      if (uris === undefined) workspace = undefined;
      else workspace?.refresh(uris.map(fileOf));
    },
    configure(next) {
      const { configPath, timeoutMs, style } = settings;
      if (next.configPath !== configPath || next.timeoutMs !== timeoutMs || next.style !== style) workspace = undefined;
      generation++;
      settings = next;
    },
  };
}

function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}

function onDisk(uri: string): boolean {
  return uri.startsWith('file:');
}

function within(folder: string, uri: string): boolean {
  if (!onDisk(uri)) return false;
  const away = relative(pathOf(folder), pathOf(uri));
  return away !== '..' && !away.startsWith(`..${sep}`) && !/^([a-z]:|[\\/])/i.test(away);
}

/** A name of its own for every address, that says the language, so that a buffer without a file is read as what it is. */
function looseName(uri: string, language: string | undefined): string {
  const { scheme, authority, path } = URI.parse(uri);
  const elsewhere = scheme === 'file' || !path.startsWith('/') ? authority : `${scheme}/${authority}`;
  const plain = `${elsewhere}${path}`.replace(/^\/+/, '').replace(/[^\w./-]/gu, encodeURIComponent);
  if (/\.[cm]?[jt]sx?$/.test(plain)) return plain;
  const endings: Readonly<Record<string, string>> = { typescriptreact: 'tsx', javascript: 'js', javascriptreact: 'jsx' };
  return `${plain}.${endings[language ?? ''] ?? 'ts'}`;
}
