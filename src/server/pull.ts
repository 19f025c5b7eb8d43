import { DocumentDiagnosticReportKind, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Finding } from '../model/finding';
import { diagnosticsOf } from './diagnostics';
import type { Folder } from './folders';
import { answered, atFirstSight, unhurried } from './progress';
import type { Session } from './session';
import { nameOf, nothing, type Shelf, type Shown } from './shelf';

/** Whether findings of files nobody opened are wanted, by setting or because somebody asked for a check. */
export interface Whole {
  asked: boolean;
  /**
   * Documents that were closed, and how many answers are still to say that they show nothing: a client that asks for
   * whole workspaces keeps what it last heard of a document, and may overhear one answer while it closes the document.
   */
  readonly left: Map<string, number>;
}

/** `then` is called when more will follow what was said at first sight. */
export function offerDiagnostics(session: Session, shelf: Shelf, whole: Whole, then: () => void): void {
  const { diagnostics } = session.connection.languages;
  diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    await unhurried(session, token);
    const { folder } = session.folders.at(uri);
    // What is sure is said at once; a refresh brings the rest.
    const soon =
      session.client.refreshesDiagnostics && session.documents.get(uri) !== undefined && shelf.unheard(uri) && atFirstSight(folder);
    if (soon) then();
    else await answered(folder, session, token);
    const { resultId, items } = shows(uri, session, whole) ? (soon ? shelf.glance(uri) : shelf.answer(uri)) : nothing;
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
  });
  diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    await unhurried(session, token);
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const shown = new Set<string>();
    for (const folder of session.folders.all()) {
      if (!wanted(folder, whole)) continue;
      await answered(folder, session, token);
      for (const [uri, { resultId, items }] of wholeOf(folder, session)) {
        const version = session.documents.get(uri)?.version ?? null;
        if (known.get(uri) !== resultId)
          reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] });
        known.delete(uri);
        shown.add(uri);
      }
    }
    for (const [uri, value] of known) if (value !== 'none') whole.left.set(uri, whole.left.get(uri) ?? 1);
    for (const [uri, times] of whole.left) {
      if (times > 1) whole.left.set(uri, times - 1);
      else whole.left.delete(uri);
      if (session.documents.get(uri) !== undefined || shown.has(uri)) continue;
      reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: 'none', items: [] });
    }
    return { items: reports };
  });
}

/** A client asks about a document once more when it has been closed, and would keep the answer. */
function shows(uri: string, session: Session, whole: Whole): boolean {
  return session.documents.get(uri) !== undefined || wanted(session.folders.at(uri).folder, whole);
}

export function wanted(folder: Folder, whole: Whole): boolean {
  return folder.settings.enable && !folder.loose && (whole.asked || folder.settings.workspaceDiagnostics === 'workspace');
}

const answers = new WeakMap<Folder, { readonly generation: number; readonly files: ReadonlyMap<string, Shown> }>();

/** The findings of a folder by document; asked every two seconds by some clients, so kept while nothing changes. */
export function wholeOf(folder: Folder, session: Session): ReadonlyMap<string, Shown> {
  const workspace = folder.workspace();
  const known = answers.get(folder);
  if (known?.generation === folder.generation) return known.files;
  const fresh = byFile(workspace.findings());
  const old = byFile(workspace.baselined());
  const files = new Map<string, Shown>();
  for (const file of new Set([...fresh.keys(), ...old.keys()])) {
    if (!session.folders.decides(folder, file)) continue;
    const uri = folder.places.uri(file);
    const items = diagnosticsOf(fresh.get(file) ?? [], old.get(file) ?? [], session.manner(folder));
    if (items.length > 0) files.set(uri, { resultId: nameOf(items), items });
  }
  answers.set(folder, { generation: folder.generation, files });
  return files;
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = files.get(finding.at.file);
    if (list === undefined) files.set(finding.at.file, [finding]);
    else list.push(finding);
  }
  return files;
}
