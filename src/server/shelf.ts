import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsOf } from './diagnostics';
import { moved } from './moved';
import type { Session } from './session';

/** What a client was told about one document, under a name it can quote. */
export interface Shown {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** The diagnostics of documents, and what the client was last given. */
export interface Shelf {
  /** The answer for a document now, as its run mode allows. */
  answer(uri: string): Shown;
  /** What is sure of a document before its folder is known. */
  glance(uri: string): Shown;
  /** Nothing was said of the document yet, and what is said does not wait for a save or a wish. */
  unheard(uri: string): boolean;
  /** Whether the client's last answer for this document is out of date. */
  stale(uri: string): boolean;
  /** A save, or a wish: the next answer is made anew whatever the run mode. */
  allow(uri: string): void;
  forget(uri: string): void;
}

export function makeShelf(session: Session): Shelf {
  const shown = new Map<string, Shown & { readonly text: string }>();
  const textOf = (uri: string): string => session.documents.get(uri)?.getText() ?? '';
  const allowed = new Set<string>();
  const current = (uri: string): Shown => {
    const { folder, file } = session.folders.at(uri);
    if (!folder.settings.enable) return nothing;
    const workspace = folder.workspace();
    const items = diagnosticsOf(workspace.findings([file]), workspace.baselined([file]), session.manner(folder));
    return { resultId: nameOf(items), items };
  };
  /** Half a sentence says nothing about the rest of the text: while it is being typed, the last good answer stands. */
  const broken = (uri: string): boolean => {
    const { folder, file } = session.folders.at(uri);
    return (
      folder.settings.enable &&
      folder
        .workspace()
        .analyse()
        .problems.some((problem) => problem.kind === 'input' && problem.path === file)
    );
  };
  const held = (uri: string): Shown | undefined => {
    const { run } = session.folders.at(uri).folder.settings;
    const last = shown.get(uri);
    if (allowed.has(uri)) return undefined;
    if (run === 'onType') return last !== undefined && broken(uri) ? carried(last, textOf(uri)) : undefined;
    return run === 'manual' ? (last ?? nothing) : last;
  };
  return {
    glance(uri) {
      const { folder, file } = session.folders.at(uri);
      const items = diagnosticsOf(folder.workspace().glance(file), [], session.manner(folder));
      const answer = { resultId: nameOf(items), items };
      shown.set(uri, { ...answer, text: textOf(uri) });
      return answer;
    },
    unheard: (uri) => !shown.has(uri) && session.folders.at(uri).folder.settings.run !== 'manual',
    answer(uri) {
      const answer = held(uri) ?? current(uri);
      allowed.delete(uri);
      shown.set(uri, { ...answer, text: textOf(uri) });
      return answer;
    },
    stale(uri) {
      const last = shown.get(uri);
      return last !== undefined && held(uri) === undefined && current(uri).resultId !== last.resultId;
    },
    allow: (uri) => allowed.add(uri),
    forget(uri) {
      shown.delete(uri);
      allowed.delete(uri);
    },
  };
}

/** The last good answer, moved along with the text around what is being typed. */
function carried({ resultId, items, text }: Shown & { readonly text: string }, now: string): Shown {
  const there = moved(items, text, now);
  return there === items ? { resultId, items } : { resultId: nameOf(there), items: there };
}

/** What is said of a document that has nothing to show. */
export const nothing: Shown = { resultId: 'none', items: [] };

/** Equal diagnostics have equal names, so a client hears "unchanged" even after a restart. */
export function nameOf(items: readonly Diagnostic[]): string {
  return items.length === 0 ? 'none' : createHash('sha1').update(JSON.stringify(items)).digest('hex').slice(0, 16);
}
