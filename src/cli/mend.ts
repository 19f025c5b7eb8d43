import { join, posix } from 'node:path';
import { applied, staysWhole } from '../engine/fixes';
import { namesNumbers } from '../engine/held-to';
import { asked, mayMend } from '../engine/many';
import type { CallSite } from '../model/call';
import type { Finding } from '../model/finding';
import type { Fix, Safety } from '../model/remedy';
import { sameSpan, sameStart, type TextEdit } from '../model/span';
import type { Change } from './change';
import { withNamed, withoutLone } from './lone-constants';
import { unifiedDiff } from './diff';
import { oneOf, type Request } from './request';
import type { Session } from './session';
import type { Terminal } from './terminal';
import { markOf, rewrite } from './write';

/** Overlapping edits wait for the next pass; after this many nothing new comes of it. */
const mostPasses = 5;

/** So often one finding is written for that is still there afterwards. */
const mostTries = 3;

/** Applies fixes until nothing changes, then writes the files, or shows what it would write. Answers whether there was anything to write. */
export async function mend(request: Request, session: Session, terminal: Terminal, change: Change | undefined): Promise<boolean> {
  const { workspace } = session;
  const before = new Map<string, string | undefined>();
  const mended = passes(request, session, change, before);
  for (const [file, text] of before) nameTimes(session, file, text);
  await format(session, before);
  const changed = [...before].filter(([file, text]) => workspace.text(file) !== text).sort(([a], [b]) => (a < b ? -1 : 1));
  if (request.has('fix-dry-run')) {
    for (const [file, text] of changed) {
      const mark = markOf(join(workspace.root, file));
      terminal.out(unifiedDiff(session.path(file), text === undefined ? undefined : mark + text, mark + (workspace.text(file) ?? '')));
    }
    return changed.length > 0;
  }
  const refused = changed.filter(([file, text]) => !rewrite(join(workspace.root, file), text, workspace.text(file) ?? ''));
  for (const [file] of refused)
    terminal.note(`${session.path(file)} was changed by somebody else meanwhile and is left alone.\n`, 'warning');
  workspace.refresh(changed.map(([file]) => file));
  for (const [file] of changed) workspace.update(file, undefined);
  if (mended === 0) return false;
  const written = changed.length - refused.length;
  terminal.note(
    `Mended ${mended} ${mended === 1 ? 'finding' : 'findings'} in ${written} ${written === 1 ? 'file' : 'files'}; ${whatIsLeft(request, session.answer().findings)}.\n`,
    'info',
  );
  return written > 0;
}

/** Names each number that has a name, and takes back the names of times that one place came to use, unless the linter of the package wants every number named. */
function nameTimes(session: Session, file: string, before: string | undefined): void {
  const { workspace } = session;
  const now = workspace.text(file);
  if (now === undefined || before === undefined) return;
  const home = (folder: string): string =>
    folder === '.' || workspace.text(posix.join(folder, 'package.json')) !== undefined ? folder : home(posix.dirname(folder));
  const shelf = { files: session.files(), text: (path: string) => workspace.text(path) };
  const named = withNamed(before, now);
  const lone = withoutLone(before, named);
  const wanted = lone !== named && namesNumbers(file, home(posix.dirname(file)), shelf) ? named : lone;
  const whole = { span: { file, start: 0, end: now.length }, text: wanted };
  if (wanted !== now && staysWhole(file, now, [whole])) workspace.update(file, wanted);
}

/** Writes what was changed as the project's formatter does. */
async function format({ workspace }: Session, before: ReadonlyMap<string, string | undefined>): Promise<void> {
  const changed = [...before].filter(([file, text]) => text !== undefined && workspace.text(file) !== text);
  if (changed.length === 0) return;
  const { makeFormatter } = await import('../engine/formatted');
  const formatter = await makeFormatter((path) => workspace.text(path));
  for (const [file, text] of changed) {
    const now = workspace.text(file);
    if (now === undefined || text === undefined) continue;
    const formatted = await formatter.changed(file, text, now);
    if (formatted !== now) workspace.update(file, formatted);
  }
}

/** Says how many findings are left, and how remarks are mended where they were left alone. */
function whatIsLeft(request: Request, findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing is left';
  const left = `${findings.length} ${findings.length === 1 ? 'is' : 'are'} left`;
  const remarks = findings.filter(({ severity }) => severity === 'info').length;
  if (remarks === 0 || mostOf(request) === 'dangerous' || request.values('fix-rule').length > 0) return left;
  return `${left}, ${remarks} of them ${remarks === 1 ? 'a remark' : 'remarks'} (--fix-rule NAME or --fix=all mends what it can of those)`;
}

/** Makes the fixes in the workspace, not on disk; `before` keeps the text of every file that is touched. Answers how many findings were mended. */
function passes(request: Request, session: Session, change: Change | undefined, before: Map<string, string | undefined>): number {
  const { workspace } = session;
  const most = mostOf(request);
  const only = request.values('fix-rule');
  const allowed = (finding: Finding): readonly Safety[] => (only.length === 0 ? mayMend(finding, most) : asked(most));
  const broken = new Set(workspace.analyse().problems.map((problem) => problem.path));
  const tried = new Map<string, number>();
  const inside = new Set(session.files());
  const mayWrite = (fix: Fix): boolean => fix.edits.every(({ span }) => inside.has(span.file) || workspace.text(span.file) === undefined);
  let mended = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    const { findings } = session.answer();
    const wanted = (change === undefined ? findings : change.of(findings)).filter(
      (finding) =>
        (only.length === 0 || only.includes(finding.rule)) &&
        allowed(finding).length > 0 &&
        (tried.get(finding.fingerprint) ?? 0) < mostTries,
    );
    const best = (finding: Finding): Fix | undefined =>
      workspace.fixes(finding).find((fix) => allowed(finding).includes(fix.safety) && mayWrite(fix));
    const chosen = chooseFixes(wanted, best);
    if (chosen.length === 0) break;
    // What is told once for a dependency is mended in each file that calls it, and what is told at an instance at each call of it.
    const taken = chosen.flatMap(({ fix }) => fix.edits);
    const calls = workspace.analyse().calls.map(({ site }) => site);
    const beside = chooseFixes(
      chosen.flatMap(({ finding }) => elsewhere(finding, calls)),
      best,
      taken,
    );
    const undo = new Map<string, string | undefined>();
    for (const [file, edits] of byFile([...chosen, ...beside].flatMap(({ fix }) => fix.edits))) {
      const text = workspace.text(file);
      if (!before.has(file)) before.set(file, text);
      undo.set(file, text);
      workspace.update(file, applied(text ?? '', edits));
    }
    const spoilt = new Set(workspace.analyse().problems.flatMap(({ path }) => (!broken.has(path) && undo.has(path) ? [path] : [])));
    for (const path of spoilt) workspace.update(path, undo.get(path));
    // What was written and mended nothing is taken back; beside what did mend, it may be the first of two places that make a client.
    const left = counted(session.answer().findings);
    const was = counted(findings);
    const vain = chosen.filter(({ finding }) => (left.get(keyOf(finding)) ?? 0) >= (was.get(keyOf(finding)) ?? 0));
    if (vain.length === chosen.length) {
      for (const [path, text] of undo) workspace.update(path, text);
      break;
    }
    for (const { finding } of vain) tried.set(finding.fingerprint, (tried.get(finding.fingerprint) ?? 0) + 1);
    mended += chosen.length - vain.length;
  }
  return mended;
}

/** How far the fixes go that the request asks for. */
function mostOf(request: Request): Safety {
  const kind = oneOf(request, 'fix', ['', 'safe', 'suggestions', 'all']) ?? 'safe';
  if (kind === 'all') return 'dangerous';
  return kind === 'suggestions' ? 'suggestion' : 'safe';
}

/** A finding by what is wrong, where and with which call, since others of its kind in the same function may take its fingerprint over, and what is told at a loop is told of one of its calls after the other. */
function keyOf({ rule, at, names, call }: Finding): string {
  return `${rule}\0${at.file}\0${names?.scope ?? ''}\0${names?.callee ?? ''}\0${call?.name ?? ''}`;
}

/** How many calls are told by each key: what is told once for several is mended in part when fewer are left. */
function counted(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1 + finding.related.length);
  return counts;
}

/** The same finding, told at the first call of each other file that it stands for, or at each call where it is told at their instance. */
function elsewhere(finding: Finding, calls: readonly CallSite[]): readonly Finding[] {
  const { call: told, related } = finding;
  if (told === undefined) return [];
  const standing = calls.filter((call) => related.some(({ at }) => sameStart(at, call.at)));
  const atInstance = told.instance !== undefined && sameStart(finding.at, told.instance);
  if (!atInstance && !sameStart(finding.at, told.at)) return [];
  const files = new Set(atInstance ? [] : [finding.at.file]);
  return standing.flatMap((call) => {
    if (files.has(call.at.file)) return [];
    if (!atInstance) files.add(call.at.file);
    return [{ ...finding, ...(atInstance ? {} : { at: call.at }), call }];
  });
}

/** The best fix of each finding, as far as they do not get in each other's way. */
function chooseFixes(
  findings: readonly Finding[],
  best: (finding: Finding) => Fix | undefined,
  already: readonly TextEdit[] = [],
): readonly { readonly finding: Finding; readonly fix: Fix }[] {
  const taken: TextEdit[] = [...already];
  const declared = new Map<string, string>();
  const served = new Set<string>();
  return findings.flatMap((finding) => {
    // Two faults of one call may be mended by one change: the second waits to see whether it is still there.
    const need = finding.call === undefined ? undefined : `${finding.wants}\0${finding.call.at.file}\0${finding.call.at.start}`;
    if (need !== undefined && served.has(need)) return [];
    const fix = best(finding);
    if (fix === undefined || fix.edits.length === 0) return [];
    const fresh = fix.edits.filter((edit) => !taken.some((other) => same(edit, other)));
    if (fresh.some((edit) => taken.some((other) => overlap(edit, other)))) return [];
    // One name cannot stand for two things, wherever in the file each of them is declared.
    const names = fresh.flatMap(({ span, text }) => constantsIn(text).map((name) => [`${span.file}\0${name}`, text] as const));
    if (names.some(([name, text]) => (declared.get(name) ?? text) !== text)) return [];
    for (const [name, text] of names) declared.set(name, text);
    taken.push(...fresh);
    if (need !== undefined) served.add(need);
    return [{ finding, fix }];
  });
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.text === b.text && sameSpan(a.span, b.span);
}

/** Two insertions at one place collide too, since nobody knows which comes first; of two constants with other names it does not matter. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  const [one, other] = [constantOf(a), constantOf(b)];
  if (one !== undefined && other !== undefined && a.span.start === b.span.start) return a.span.file === b.span.file && one === other;
  return a.span.file === b.span.file && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** The constants that a text declares at the top of a file. */
function constantsIn(text: string): readonly string[] {
  return [...text.matchAll(/^const ([A-Za-z_$][\w$]*) = /gm)].flatMap(([, name]) => name ?? []);
}

/** The name of the one constant that is put in, where nothing else is: `const usersBreaker = new CircuitBreaker();`. */
function constantOf({ span, text }: TextEdit): string | undefined {
  const [name, ...others] = constantsIn(text);
  return span.start === span.end && /^\s*const /.test(text) && others.length === 0 && !/^(?:import|export) /m.test(text) ? name : undefined;
}

/** A constant that holds a number: several of them stand together. */
function isTime({ text }: TextEdit): boolean {
  return /^\s*const [\w$]+ = \d+;?\s*$/.test(text);
}

function byFile(edits: readonly TextEdit[]): ReadonlyMap<string, readonly TextEdit[]> {
  const files = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const own = files.get(edit.span.file) ?? [];
    if (!own.some((other) => same(edit, other))) own.push(edit);
    files.set(edit.span.file, own);
  }
  return new Map([...files].map(([file, own]) => [file, together(own)]));
}

/** Constants at one place stand together: of several the first stands last there, and only behind it comes other code. */
function together(own: readonly TextEdit[]): readonly TextEdit[] {
  const beside = (edit: TextEdit, others: readonly TextEdit[]): readonly TextEdit[] =>
    constantOf(edit) === undefined ? [] : others.filter((other) => constantOf(other) !== undefined && other.span.start === edit.span.start);
  return own.map((edit, index) => {
    const follows = beside(edit, own.slice(0, index)).length > 0;
    const leads = isTime(edit) && beside(edit, own.slice(index + 1)).some(isTime);
    const joined = leads ? edit.text.replace(/^(\r?\n)+/, '$1') : edit.text;
    return { ...edit, text: follows ? joined.replace(/\r?\n$/, '') : joined };
  });
}
