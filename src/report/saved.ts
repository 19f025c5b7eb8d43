import type { Problem } from '../model/analysis';
import type { CallSite, GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import type { Report } from './report';
import { type Grounds, groundsOf, spanOf } from './saved-places';
import { profileOf, provenanceOf } from './saved-profile';
import { count, list, type Row, record, string } from './saved-rows';

/** What a JSON report still tells once it is read back: all but the edits of fixes and other places of one root. */
export type Saved = Pick<
  Report,
  'findings' | 'calls' | 'problems' | 'files' | 'suppressed' | 'inventoried' | 'fixes' | 'text' | 'lines'
> & {
  /** Files that are not there, or not as they were: their code cannot be shown. */
  readonly changed: readonly string[];
};

/** Reads a report of `check` or `calls` back. `read` gives the text of a file by the path in the report, as it is today. */
export function savedReport(report: Row, read: (path: string) => string | undefined): Saved {
  const rows = [...list(report.findings), ...list(report.calls)];
  const grounds = groundsOf(rows, read);
  const fixes = new Map<Finding, readonly Fix[]>();
  const findings = list(report.findings).map((row) => {
    const finding = findingOf(row, grounds);
    fixes.set(finding, list(row.fixes).map(fixOf));
    return finding;
  });
  const files = record(report.files);
  return {
    findings,
    calls: list(report.calls).map((row) => callOf(row, grounds)),
    inventoried: report.calls !== undefined,
    problems: list(report.problems).map(problemOf),
    files: { found: count(files.found), read: count(files.read), parsed: count(files.parsed) },
    suppressed: count(report.suppressed),
    fixes: (finding) => fixes.get(finding) ?? [],
    text: (file) => grounds.get(file)?.text,
    lines: (file) => grounds.get(file)?.lines,
    changed: [...grounds].flatMap(([path, { text }]) => (text === undefined ? [path] : [])).sort(),
  };
}

function findingOf(row: Row, grounds: Grounds): Finding {
  const { severity, client } = row;
  const at = spanOf(row, grounds);
  const [, path = '', line, column] = /^(.*):(\d+):(\d+)(?:#\d+)?$/.exec(string(row.call)) ?? [];
  const whole = spanOf({ path, line: Number(line), column: Number(column) }, grounds);
  return {
    rule: string(row.rule),
    severity: severity === 'error' || severity === 'warning' ? severity : 'info',
    message: string(row.message),
    at,
    because: list(row.because).map((one) => provenanceOf(one, grounds)),
    fingerprint: string(row.fingerprint),
    related: [],
    ...(typeof client === 'string' ? { client } : {}),
    ...(path === '' ? {} : { call: { ...nothingKnown, client: string(client), name: '', at, whole } }),
  };
}

const nothingKnown: Pick<CallSite, 'effect' | 'context' | 'failure' | 'dependency' | 'traits' | 'scope'> = {
  effect: 'unknown',
  context: 'unknown',
  failure: 'unknown',
  dependency: '',
  traits: [],
  scope: '',
};

function callOf(row: Row, grounds: Grounds): GuardedCall {
  const whole = spanOf(row, grounds);
  const context = (['server', 'browser', 'cli', 'library', 'test'] as const).find((one) => one === row.context) ?? 'unknown';
  const effect = row.effect === 'read' || row.effect === 'write' ? row.effect : 'unknown';
  return {
    site: {
      ...nothingKnown,
      client: string(row.client),
      name: string(row.name),
      at: whole,
      whole,
      effect,
      context,
      ...(typeof row.target === 'string' ? { target: row.target } : {}),
    },
    layers: [],
    paths: [],
    profile: profileOf(record(row.profile), grounds),
  };
}

function fixOf({ title, remedy, safety }: Row): Fix {
  return {
    title: string(title),
    remedy: string(remedy),
    safety: safety === 'safe' || safety === 'dangerous' ? safety : 'suggestion',
    edits: [],
  };
}

function problemOf({ path, message }: Row): Problem {
  return { path: string(path), message: string(message), kind: 'input' };
}
