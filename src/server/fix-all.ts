import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { mayMend } from '../engine/many';
import { fixAllKind } from './actions';
import { together, workspaceEdit } from './edits';
import { t } from './language';
import type { Session } from './session';

/** A save waits for this answer, so it comes in time or not at all. */
export const patience = 200;

/** Every fix of a file that needs no judgement, in one edit; nothing when it would keep a save waiting that was asked for at `since`. */
export function fixAllAction(uri: string, session: Session, since: number): CodeAction[] {
  const edit = fixAllEdit(uri, session, since + patience * 0.9);
  return edit === undefined ? [] : [{ title: t('Fix all auto-fixable Breakwater problems'), kind: fixAllKind, edit }];
}

/** The same without a limit, for the command. */
export function fixAllEdit(uri: string, session: Session, until = Number.POSITIVE_INFINITY): WorkspaceEdit | undefined {
  const { folder, file } = session.folders.at(uri);
  if (!folder.settings.enable) return undefined;
  const workspace = folder.workspace();
  const fixes = [];
  for (const finding of workspace.findings([file])) {
    const allowed = mayMend(finding, folder.settings.fixKind);
    const fix = allowed.length === 0 ? undefined : session.fixes(folder, finding).find(({ safety }) => allowed.includes(safety));
    if (performance.now() > until) return undefined;
    if (fix?.edits.every(({ span }) => span.file === file) === true) fixes.push(fix);
  }
  return fixes.length === 0
    ? undefined
    : workspaceEdit([{ edits: together(fixes).flatMap((fix) => fix.edits) }], folder.places, session.client);
}
