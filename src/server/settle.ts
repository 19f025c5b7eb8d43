import { setImmediate as turn } from 'node:timers/promises';
import { complain } from './complaints';
import type { Folder } from './folders';
import { makeFollow } from './follow';
import { answered } from './progress';
import { wanted, type Whole, wholeOf } from './pull';
import { inventoryChangedNotification, type Status, statusNotification } from './protocol';
import type { Session } from './session';
import type { Shelf } from './shelf';
import { busy, statusOf } from './status';

/** What follows an edit once the keys rest: other documents, the status, the inventory. */
export interface Settle {
  soon(): void;
  stop(): void;
  /** Milliseconds that the last answer took; 0 before the first. */
  took(): number;
}

const rest = 200;

/** Milliseconds after which an answer that is not there yet is told of. */
const moment = 500;

export function makeSettle(session: Session, shelf: Shelf, whole: Whole): Settle {
  const { connection, documents, folders } = session;
  const pushed = new Map<string, string>();
  const complaints = new Set<string>();
  const follow = makeFollow(session);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turns = 0;
  let lastStatus: Status | undefined;
  let lastWords = '';
  let told: ReadonlySet<string> = new Set();
  let lastGeneration = '';
  let took = 0;
  const push = (): void => {
    const wishes = new Map(documents.all().map(({ uri }) => [uri, shelf.answer(uri)]));
    for (const folder of folders.all()) {
      if (!wanted(folder, whole)) continue;
      for (const [uri, shown] of wholeOf(folder, session)) if (!wishes.has(uri)) wishes.set(uri, shown);
    }
    for (const uri of pushed.keys()) if (!wishes.has(uri)) wishes.set(uri, { resultId: 'none', items: [] });
    for (const [uri, { resultId, items }] of wishes) {
      if ((pushed.get(uri) ?? 'none') === resultId) continue;
      pushed.set(uri, resultId);
      const version = documents.get(uri)?.version;
      void connection.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics: [...items] });
    }
  };
  const settle = async (): Promise<void> => {
    const mine = ++turns;
    const { client } = session;
    const start = performance.now();
    const opened = (): Folder[] => [
      ...new Set([
        ...folders.all().filter((folder) => folder.opened),
        ...(client.pullsDiagnostics ? [] : documents.all().map(({ uri }) => folders.at(uri).folder)),
      ]),
    ];
    const waiting = setTimeout(() => {
      lastWords = '';
      void connection.sendNotification(statusNotification, busy(lastStatus, session.hall.version));
    }, moment);
    try {
      for (const folder of opened()) await answered(folder, session);
    } finally {
      clearTimeout(waiting);
    }
    if (stopped || mine !== turns) return;
    const generation = folders
      .all()
      .map((folder) => `${folder.uri}@${folder.generation}`)
      .join();
    if (!client.pullsDiagnostics) push();
    else if (client.refreshesDiagnostics && documents.all().some(({ uri }) => shelf.stale(uri))) connection.languages.diagnostics.refresh();
    complain(session, complaints);
    follow();
    took = performance.now() - start;
    const status = statusOf(session, took);
    const words = JSON.stringify({ ...status, ms: 0, detail: '' });
    if (words !== lastWords) void connection.sendNotification(statusNotification, status);
    session.log.debug(`${status.calls} calls, ${status.findings} findings, ${status.ms} ms`);
    for (const problem of status.problems) if (!told.has(problem)) session.log.warn(problem);
    told = new Set(status.problems);
    [lastStatus, lastWords] = [status, words];
    if (generation === lastGeneration) return;
    lastGeneration = generation;
    void connection.sendNotification(inventoryChangedNotification);
    const some = (wish: 'inlayHints' | 'codeLens'): boolean => folders.all().some((folder) => folder.settings[wish]);
    if (client.refreshesInlayHints && some('inlayHints')) connection.languages.inlayHint.refresh();
    if (client.refreshesCodeLenses && some('codeLens')) void connection.sendRequest('workspace/codeLens/refresh');
    void warm(session);
  };
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        session
          .ready()
          .then(settle)
          .catch((error: unknown) => {
            if (!stopped) session.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
          });
      }, rest);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
    took: () => took,
  };
}

/** Makes the fixes of open documents before anybody saves, a little at a time, until the next edit. */
async function warm({ documents, folders, fixes }: Session): Promise<void> {
  for (const { uri } of documents.all()) {
    const { folder, file } = folders.at(uri);
    const { generation } = folder;
    if (!folder.settings.enable) continue;
    for (const finding of folder.workspace().findings([file])) {
      await turn();
      if (folder.generation !== generation) return;
      fixes(folder, finding);
    }
  }
}
