import { join, relative, resolve } from 'node:path';
import { baselineOf, withBaseline } from '../engine/baseline';
import { posix } from '../engine/config-merge';
import type { Finding } from '../model/finding';
import { linesOf } from '../model/lines';
import { baseOf, type Git, gitAt } from './git';
import { readText } from './input';
import { type Request, WrongRequest } from './request';
import type { Session } from './session';

/** What a change of the code did. */
export interface Change {
  /** Those findings that stand on changed lines, or that the state before did not have, wherever they are. */
  of(findings: readonly Finding[]): readonly Finding[];
}

/** The change that the request wants reported: the whole program is analysed before and after, and only the report is filtered. */
export function changeOf(request: Request, session: Session): Change | undefined {
  const staged = request.has('staged');
  const since = request.value('since');
  if (!staged && since === undefined && !request.has('changed')) return undefined;
  if (staged && (since !== undefined || request.has('changed')))
    throw new WrongRequest('`--staged` and `--changed` or `--since` exclude each other.');
  const { workspace } = session;
  const git = gitAt(workspace.root);
  const base = staged ? (git.ask('rev-parse', '--verify', '--quiet', 'HEAD')?.trim() ?? emptyTree) : baseOf(git, since);
  const files = changedFiles(git, base, staged, workspace.root);
  if (staged)
    useIndex(
      git,
      session,
      request.args.map((path) => session.file(path)),
    );
  const before = findingsBefore(git, base, files, session);
  return {
    of(findings) {
      const paths = new Set(files.map((file) => file.now));
      const fresh = new Set(
        withBaseline(findings, baselineOf(before), undefined, (path) => !files.some((file) => file.before === path && file.now !== path))
          .fresh,
      );
      return findings.filter((finding) => fresh.has(finding) || (paths.has(finding.at.file) && onChangedLine(finding, files, session)));
    },
  };
}

/** The tree without files, which git knows by heart. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

interface ChangedFile {
  /** Relative to the root of the analysis; absent when the file is gone or new. */
  readonly before?: string;
  readonly now?: string;
  /** First and last changed line, as they are now. */
  readonly lines: readonly (readonly [number, number])[];
}

function changedFiles(git: Git, base: string, staged: boolean, root: string): readonly ChangedFile[] {
  const diff =
    git.ask(
      'diff',
      '--no-color',
      '--no-ext-diff',
      '--unified=0',
      '--find-renames',
      '--src-prefix=a/',
      '--dst-prefix=b/',
      ...(staged ? ['--cached'] : []),
      base,
      '--',
    ) ?? '';
  const local = (path: string | undefined): string | undefined => {
    if (path === undefined || path === '/dev/null') return undefined;
    const inside = posix(relative(root, resolve(git.top, unquoted(path))));
    return inside.startsWith('../') ? undefined : inside;
  };
  const tracked = diff
    .split(/^diff --git /m)
    .slice(1)
    .map((part): ChangedFile => {
      const rename = /^rename from (.*)\nrename to (.*)$/m.exec(part);
      const before = local(rename?.[1] ?? /^--- (?:"?a\/)?(.*?)"?\t?$/m.exec(part)?.[1]);
      const now = local(rename?.[2] ?? /^\+\+\+ (?:"?b\/)?(.*?)"?\t?$/m.exec(part)?.[1]);
      const lines = [...part.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, count]) => {
        const length = count === undefined ? 1 : Number(count);
        return [Number(start), Number(start) + Math.max(0, length - 1)] as const;
      });
      return { ...(before === undefined ? {} : { before }), ...(now === undefined ? {} : { now }), lines };
    });
  if (staged) return tracked;
  const untracked = (git.ask('ls-files', '--others', '--exclude-standard', '-z') ?? '').split('\0').filter((name) => name !== '');
  const fresh = untracked.flatMap((name): readonly ChangedFile[] => {
    const now = local(name);
    return now === undefined ? [] : [{ now, lines: [[1, Number.MAX_SAFE_INTEGER]] }];
  });
  return [...tracked, ...fresh];
}

/** Git writes odd names like C strings. */
function unquoted(path: string): string {
  return path.replace(/\\(["\\])/g, '$1');
}

/** What is committed next is what is looked at: files that differ from the index are read from it. */
function useIndex(git: Git, { workspace }: Session, asked: readonly string[]): void {
  for (const name of (git.ask('diff', '--name-only', '-z', '--') ?? '').split('\0')) {
    const file = posix(relative(workspace.root, join(git.top, name)));
    if (!source.test(name) || file.startsWith('../')) continue;
    const meant = asked.length === 0 || asked.some((one) => one === '' || file === one || file.startsWith(`${one}/`));
    const text = meant ? git.ask('show', `:${name}`) : undefined;
    if (text !== undefined || workspace.text(file) !== undefined) workspace.update(file, text ?? '');
  }
}

const source = /(?<!\.d)\.[cm]?[jt]sx?$/;

/** Puts the state before into the workspace for a moment. */
function findingsBefore(git: Git, base: string, files: readonly ChangedFile[], { workspace }: Session): readonly Finding[] {
  const kept = new Map<string, string | undefined>();
  const put = (file: string, text: string): void => {
    if (!kept.has(file)) kept.set(file, workspace.text(file));
    workspace.update(file, text);
  };
  for (const { now, before } of files) if (now !== undefined && now !== before && workspace.text(now) !== undefined) put(now, '');
  for (const { before } of files) {
    const text =
      before === undefined || !source.test(before)
        ? undefined
        : git.ask('show', `${base}:${posix(relative(git.top, join(workspace.root, before)))}`);
    if (before !== undefined && text !== undefined) put(before, text);
  }
  const { findings } = workspace.analyse();
  for (const [file, text] of kept) workspace.update(file, text === readText(join(workspace.root, file)) ? undefined : text);
  return findings;
}

function onChangedLine(finding: Finding, files: readonly ChangedFile[], { workspace }: Session): boolean {
  const lines = linesOf(workspace.text(finding.at.file) ?? '');
  const from = lines.at(finding.at.start).line;
  const to = lines.at(finding.at.end).line;
  return files.some((file) => file.now === finding.at.file && file.lines.some(([first, last]) => first <= to && from <= last));
}
