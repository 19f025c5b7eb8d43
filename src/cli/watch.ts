import { type FSWatcher, statSync, watch as watched } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { configNames } from '../engine/config';
import { posix } from '../engine/config-merge';
import { type Request, WrongRequest } from './request';
import { openSession, type Session } from './session';
import type { Terminal } from './terminal';

/** Milliseconds in which changes come together: an editor or a checkout writes several files at once. */
const settling = 100;

/** Reports, and again after every change, until a signal ends it. What was worked out is kept from one report to the next. */
export async function watch(request: Request, terminal: Terminal, told: (session: Session) => Promise<number>): Promise<number> {
  let session = await openSession(request, terminal, request.args);
  const changes = changesIn();
  for (;;) {
    changes.watch(foldersOf(session));
    try {
      await told(session);
    } catch (error) {
      if (!(error instanceof WrongRequest)) throw error;
      terminal.note(`${error.message}\n`);
    }
    terminal.note('Watching; the next change brings the next report.\n', 'info');
    session = await next(session, await changes.come());
  }

  /** Edits of source files are followed; anything else, such as a configuration, opens the project anew. */
  async function next(old: Session, paths: readonly string[]): Promise<Session> {
    if (paths.every((path) => source.test(path))) {
      old.workspace.refresh(paths.map((path) => posix(relative(old.workspace.root, path))));
      return old;
    }
    try {
      return await openSession(request, terminal, request.args);
    } catch (error) {
      // A configuration that is being written is often wrong for a moment.
      if (!(error instanceof WrongRequest)) throw error;
      terminal.note(`${error.message}\n`);
      return next(old, await changes.come());
    }
  }
}

const source = /\.[cm]?[jt]sx?$/;
/** Names of other files that decide what is found. */
const deciding =
  /^(?:[jt]sconfig[\w.-]*\.json|[\w.-]*baseline[\w.-]*\.json|package\.json|\.gitignore|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

/** Folders, absolute, in which a change may matter: those of source files and of configurations, and all between them and the root. */
function foldersOf({ workspace, files, configs }: Session): ReadonlySet<string> {
  const { root } = workspace;
  const folders = new Set([root, ...configs.files().map((file) => dirname(file))]);
  for (const file of files()) {
    for (let folder = dirname(join(root, file)); folder.length > root.length && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  }
  return folders;
}

interface Changes {
  /** From now on these folders are looked at, besides those that were before. */
  watch(folders: ReadonlySet<string>): void;
  /** The files that changed since this was asked last, once there are any and no more come. */
  come(): Promise<readonly string[]>;
}

function changesIn(): Changes {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let wake = (): void => {};
  const seen = (folder: string, name: string | null): void => {
    if (name === null || !matters(join(folder, name), name)) return;
    changed.add(join(folder, name));
    wake();
  };
  return {
    watch(folders) {
      for (const folder of folders) {
        if (watchers.has(folder)) continue;
        try {
          const one = watched(folder, (_, name) => seen(folder, name));
          watchers.set(folder, one);
          one.on('error', () => {
            one.close();
            watchers.delete(folder);
          });
        } catch {
          // The folder went in the meantime.
        }
      }
    },
    async come() {
      while (changed.size === 0) {
        await new Promise<void>((done) => {
          wake = done;
        });
      }
      for (let before = -1; before !== changed.size; ) {
        before = changed.size;
        await pause(settling);
      }
      const paths = [...changed].sort();
      changed.clear();
      return paths;
    },
  };
}

/** A folder that came may hold anything; other files are nobody's business, our own temporary ones among them. */
function matters(path: string, name: string): boolean {
  if (source.test(name) || deciding.test(name) || configNames.includes(name)) return true;
  if (name.startsWith('.') || name === 'node_modules') return false;
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
