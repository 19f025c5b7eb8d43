import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DidChangeWatchedFilesNotification, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Session } from './session';
import { isToldOf } from './watch';

/** Asks the client to tell of the files that the present answers rest on and that no other watcher tells of; again when they are others. */
export type Follow = () => void;

export function makeFollow(session: Session): Follow {
  let held: Disposable | undefined;
  let known = '[]';
  let turn: Promise<void> = Promise.resolve();
  return () => {
    if (!session.client.registersWatchers) return;
    const watchers = watchersFor(pathsOf(session), session.client.relativePatterns);
    const words = JSON.stringify(watchers);
    if (words === known) return;
    known = words;
    turn = turn
      .then(async () => {
        const before = held;
        held =
          watchers.length === 0
            ? undefined
            : await session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
        before?.dispose();
      })
      .catch((error: unknown) => session.log.warn(`Files could not be followed: ${String(error)}`));
  };
}

function pathsOf({ folders }: Session): string[] {
  return folders.all().flatMap((folder) => {
    if (folder.loose || !folder.opened || !folder.settings.enable) return [];
    const workspace = folder.workspace();
    return workspace.rests().filter((path) => !isToldOf(workspace.root, path) && !/[\\/]\.git([\\/]HEAD)?$/.test(path));
  });
}

/** One for each folder, which is not looked into any further; the top of the disk and what is not there are left alone. */
function watchersFor(paths: readonly string[], relativePatterns: boolean): FileSystemWatcher[] {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = dirname(path);
    const names = folders.get(folder) ?? new Set();
    // Signs that mean something in a pattern stand for themselves among others: whoever hears of too much looks at the name again.
    folders.set(folder, names.add(basename(path).replace(/[[\]{}*?,!\\]/g, '?')));
  }
  return [...folders]
    .filter(([folder]) => dirname(folder) !== folder && existsSync(folder))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, names]) => {
      const sorted = [...names].sort();
      const pattern = sorted.length === 1 ? (sorted[0] ?? '') : `{${sorted.join(',')}}`;
      if (relativePatterns) return { globPattern: { baseUri: URI.file(folder).toString(), pattern } };
      return { globPattern: `${folder.replace(/\\/g, '/')}/${pattern}` };
    });
}
