import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import type { ActionData } from './actions';
import { assumeHere, type Comment, disableHere, disableInFile } from './directive';
import { type Change, insertion, together, workspaceEdit } from './edits';
import { mayBeOneOfMany } from './fixes';
import type { Folder } from './folders';
import { t } from './language';
import type { Session } from './session';

/** Makes the edit of a light action; `undefined` when its finding is gone. */
export function editOf(data: ActionData, session: Session): WorkspaceEdit | undefined {
  const { folder, file } = session.folders.at(data.uri);
  const workspace = folder.workspace();
  if (data.do === 'rule')
    return ruleEdit(workspace.findings(data.everywhere ? undefined : [file]), data.rule, folder, session, data.everywhere);
  const finding = workspace.findings([file]).find((candidate) => candidate.fingerprint === data.fingerprint);
  if (finding === undefined) return undefined;
  const text = folder.places.text(file);
  const { disableComment } = folder.settings;
  if (data.do === 'assume') return commentEdit(file, assumeHere(text, finding.at.start, factFor(finding)), folder, session);
  if (data.do === 'disable') {
    const comment = data.inFile
      ? disableInFile(text, finding.rule, disableComment)
      : disableHere(text, finding.at.start, finding.rule, disableComment);
    return commentEdit(file, comment, folder, session);
  }
  const fixes = session.fixes(folder, finding).filter((fix) => fix.remedy === data.remedy);
  const fix = fixes.find((candidate) => candidate.title === data.title) ?? fixes[0];
  return fix === undefined ? undefined : workspaceEdit([changeOf(fix)], folder.places, session.client);
}

/** The best fix of every finding of one rule; in other files nobody is looking, so a person confirms them where the client can ask. */
function ruleEdit(
  findings: readonly Finding[],
  rule: string,
  folder: Folder,
  session: Session,
  everywhere: boolean,
): WorkspaceEdit | undefined {
  const best = findings
    .filter((finding) => finding.rule === rule)
    .flatMap((finding) => session.fixes(folder, finding).find((fix) => mayBeOneOfMany(fix, everywhere, session.client)) ?? []);
  const changes = together(best).map((fix): Change => {
    const change = changeOf(fix);
    return everywhere && change.doubt === undefined ? { ...change, doubt: { label: t('Fix {0}', rule), description: fix.title } } : change;
  });
  return changes.length === 0 ? undefined : workspaceEdit(changes, folder.places, session.client);
}

function changeOf(fix: Fix): Change {
  if (fix.safety !== 'dangerous') return { edits: fix.edits };
  return { edits: fix.edits, doubt: { label: fix.title, description: t('May change what happens when all goes well') } };
}

function commentEdit(file: string, comment: Comment, folder: Folder, session: Session): WorkspaceEdit {
  return insertion(file, comment.offset, comment.text, comment.blank, folder.places, session.client);
}

function factFor({ wants }: Finding): string {
  return wants === 'breaker' || wants === 'bulkhead' || wants === 'fallback' ? wants : 'timeout=2s';
}
