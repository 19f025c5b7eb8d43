import { join } from 'node:path';
import type { Finding } from '../model/finding';
import type { Fix, Safety } from '../model/remedy';
import type { TextEdit } from '../model/span';
import type { Change } from './change';
import { unifiedDiff } from './diff';
import { oneOf, type Request } from './request';
import type { Session } from './session';
import type { Terminal } from './terminal';
import { rewrite } from './write';

/** Overlapping edits wait for the next pass; after this many nothing new comes of it. */
const mostPasses = 5;

/** Applies fixes until nothing changes, then writes the files, or shows what it would write. */
export function mend(request: Request, session: Session, terminal: Terminal, change: Change | undefined): void {
  const { workspace } = session;
  const kind = oneOf(request, 'fix', ['', 'safe', 'suggestions', 'all']) ?? 'safe';
  const allowed: readonly Safety[] =
    kind === 'all' ? ['safe', 'suggestion', 'dangerous'] : kind === 'suggestions' ? ['safe', 'suggestion'] : ['safe'];
  const only = request.values('fix-rule');
  const before = new Map<string, string | undefined>();
  const given = new Set<string>();
  const broken = new Set(workspace.analyse().problems.map((problem) => problem.path));
  let mended = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    const { findings } = session.answer();
    const wanted = (change === undefined ? findings : change.of(findings)).filter(
      (finding) => (only.length === 0 || only.includes(finding.rule)) && !given.has(finding.fingerprint),
    );
    const chosen = chooseFixes(wanted, (finding) => workspace.fixes(finding).find((fix) => allowed.includes(fix.safety)));
    if (chosen.length === 0) break;
    const undo = new Map<string, string | undefined>();
    for (const [file, edits] of byFile(chosen.flatMap(({ fix }) => fix.edits))) {
      const text = workspace.text(file);
      if (!before.has(file)) before.set(file, text);
      undo.set(file, text);
      workspace.update(file, applied(text ?? '', edits));
    }
    const spoilt = workspace.analyse().problems.filter((problem) => !broken.has(problem.path) && undo.has(problem.path));
    for (const { fix, finding } of chosen) {
      const bad = fix.edits.some((edit) => spoilt.some((problem) => problem.path === edit.span.file));
      if (bad) given.add(finding.fingerprint);
      else mended++;
    }
    for (const { path } of spoilt) workspace.update(path, undo.get(path));
  }
  const changed = [...before].filter(([file, text]) => workspace.text(file) !== text).sort(([a], [b]) => (a < b ? -1 : 1));
  if (request.has('fix-dry-run')) {
    for (const [file, text] of changed) terminal.out(unifiedDiff(session.path(file), text, workspace.text(file) ?? ''));
    return;
  }
  const refused = changed.filter(([file, text]) => !rewrite(join(workspace.root, file), text, workspace.text(file) ?? ''));
  for (const [file] of refused) terminal.note(`${session.path(file)} was changed by somebody else meanwhile and is left alone.\n`);
  workspace.refresh(changed.map(([file]) => file));
  for (const [file] of changed) workspace.update(file, undefined);
  if (mended > 0)
    terminal.note(
      `Mended ${mended} ${mended === 1 ? 'finding' : 'findings'} in ${changed.length - refused.length} ${changed.length - refused.length === 1 ? 'file' : 'files'}.\n`,
    );
}

/** The best fix of each finding, as far as they do not get in each other's way. */
function chooseFixes(
  findings: readonly Finding[],
  best: (finding: Finding) => Fix | undefined,
): readonly { readonly finding: Finding; readonly fix: Fix }[] {
  const taken: TextEdit[] = [];
  return findings.flatMap((finding) => {
    const fix = best(finding);
    if (fix === undefined || fix.edits.length === 0) return [];
    const fresh = fix.edits.filter((edit) => !taken.some((other) => same(edit, other)));
    if (fresh.some((edit) => taken.some((other) => overlap(edit, other)))) return [];
    taken.push(...fresh);
    return [{ finding, fix }];
  });
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.text === b.text && a.span.file === b.span.file && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** Two insertions at one place collide too: nobody knows which comes first. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.span.file === b.span.file && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function byFile(edits: readonly TextEdit[]): ReadonlyMap<string, readonly TextEdit[]> {
  const files = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const own = files.get(edit.span.file) ?? [];
    if (!own.some((other) => same(edit, other))) own.push(edit);
    files.set(edit.span.file, own);
  }
  return files;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { span, text: put } of [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    result = result.slice(0, span.start) + put + result.slice(span.end);
  }
  return result;
}
