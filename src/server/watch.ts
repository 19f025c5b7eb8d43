import type { FileSystemWatcher } from 'vscode-languageserver';
import type { Session } from './session';

const sources = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const rulers =
  '**/{package.json,tsconfig*.json,jsconfig.json,breakwater.config.*,.breakwaterrc*,breakwater-baseline.json,.gitignore,.breakwaterignore}';

/** What a client is asked to report: the sources, and the files that decide how they are read. */
export const watchers: FileSystemWatcher[] = [{ globPattern: sources }, { globPattern: rulers }];

/** Files changed on disk: a source is read again by itself, anything else may change every answer. */
export function readAnew(uris: readonly string[], { folders }: Session): void {
  const apart = uris.filter((uri) => !/\/node_modules\//.test(uri));
  for (const folder of folders.all()) {
    if (folder.loose) continue;
    const own = apart.filter((uri) => uri.startsWith(`${folder.uri}/`));
    if (own.length === 0) continue;
    if (own.every((uri) => /\.[cm]?[jt]sx?$/.test(uri))) folder.refresh(own);
    else folder.refresh();
  }
}
