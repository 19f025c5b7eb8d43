import { FileChangeType, type FileEvent, type FileSystemWatcher } from 'vscode-languageserver';
import type { Session } from './session';

const sources = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const rulers = '**/{package.json,tsconfig*.json,jsconfig*.json,breakwater.config.*,.breakwaterrc*,*baseline*.json,.gitignore}';
/** They say which version of a client is installed, and so what its defaults are. */
const locks = '**/{package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock}';

const source = /\.[cm]?[jt]sx?$/;

/** What a client is asked to report: the sources, and the files that decide how they are read. */
export const watchers: FileSystemWatcher[] = [{ globPattern: sources }, { globPattern: rulers }, { globPattern: locks }];

/** Files changed on disk: a source is read again by itself, anything else may change every answer. */
export function readAnew(changes: readonly FileEvent[], { folders, documents }: Session): void {
  /** An open document is what the editor says it is; its file is read once it is closed. */
  const known = ({ uri, type }: FileEvent): boolean =>
    type === FileChangeType.Changed && source.test(uri) && documents.get(uri) !== undefined;
  const apart = changes.filter((change) => !known(change) && !/\/node_modules\//.test(change.uri)).map(({ uri }) => uri);
  for (const folder of folders.all()) {
    if (folder.loose) continue;
    const own = apart.filter((uri) => folder.holds(uri));
    if (own.length === 0) continue;
    if (own.every((uri) => source.test(uri))) folder.refresh(own);
    else folder.refresh();
  }
}
