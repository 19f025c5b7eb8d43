import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { FileChangeType, type FileEvent, type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Folder } from './folders';
import type { Session } from './session';

const sources = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
/** Files that decide how sources are read. The last say which version of a client is installed, and so what its defaults are. */
const rulers = [
  ...['package.json', 'tsconfig*.json', 'jsconfig*.json', 'breakwater.config.*', '.breakwaterrc*', '*baseline*.json', '.gitignore'],
  ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'],
];

const source = /\.[cm]?[jt]sx?$/;
const ruling = new RegExp(`/(?:${rulers.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '[^/]*')).join('|')})$`);
const installed = /\/node_modules\//;

/**
 * What a client is asked to report from the start: the sources, and the files that decide how they are read. Of a folder that
 * comes or goes an editor tells no more than that, so whatever comes and goes is asked for. Files of other names follow (`follow`).
 */
export const watchers: FileSystemWatcher[] = [
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  ...[sources, `**/{${rulers.join(',')}}`].map((globPattern) => ({ globPattern, kind: WatchKind.Change })),
];

/** Whether the watchers from the start tell of a file (an absolute path) that a folder's answers rest on. */
export function isToldOf(root: string, path: string): boolean {
  const name = relative(root, path);
  return !name.startsWith('..') && !installed.test(path.split(sep).join('/')) && ruling.test(`/${name.split(sep).join('/')}`);
}

/** Files changed on disk: a source is read again by itself, anything else that counts may change every answer. */
export function readAnew(changes: readonly FileEvent[], { folders, documents }: Session): void {
  /** An open document is what the editor says it is; its file is read once it is closed. */
  const known = ({ uri, type }: FileEvent): boolean =>
    type === FileChangeType.Changed && source.test(uri) && documents.get(uri) !== undefined;
  const news = changes.filter((change) => !known(change));
  for (const folder of folders.all()) {
    if (folder.loose) continue;
    const effects = news.map((change) => effectOn(folder, change));
    if (effects.includes('all')) folder.refresh();
    else if (effects.includes('itself')) folder.refresh([...new Set(news.flatMap(({ uri }, i) => (effects[i] === 'itself' ? [uri] : [])))]);
  }
}

/** How much a change on disk changes in a folder. */
function effectOn(folder: Folder, { uri, type }: FileEvent): 'all' | 'itself' | 'nothing' {
  const path = URI.parse(uri).fsPath;
  const workspace = folder.opened ? folder.workspace() : undefined;
  if (workspace?.rests().includes(path) === true) return 'all';
  if (!folder.holds(uri) || installed.test(uri)) return 'nothing';
  if (ruling.test(uri)) return 'all';
  if (type === FileChangeType.Deleted && workspace?.under(path) === true) return 'all';
  if (type === FileChangeType.Created && isFolder(path)) return 'all';
  return source.test(uri) ? 'itself' : 'nothing';
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
