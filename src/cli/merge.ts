import { barOf, exits } from './exit';
import { readText } from './input';
import { oneOf, type Request, WrongRequest } from './request';
import type { Terminal } from './terminal';
import { writeInto } from './write';

/** `breakwater merge`: joins the JSON reports of several shards into the one that an unsharded run would have written. */
export function merge(request: Request, terminal: Terminal): number {
  oneOf(request, 'format', ['json']);
  if (request.args.length === 0) throw new WrongRequest('Name the reports: `breakwater merge shard-1.json shard-2.json`.');
  const joined = joinedReports(request.args);
  const text = `${JSON.stringify(joined, undefined, 2)}\n`;
  const output = request.value('output');
  if (output === undefined) terminal.out(text);
  else writeInto(output, text, 'w');
  return exitOf(request, joined);
}

/** What one run over all of it would have written; one report is joined with nothing. */
export function joinedReports(names: readonly string[]): Row {
  const reports = names.map((name) => reportAt(name));
  const [first] = reports;
  if (first === undefined) return {};
  for (const { name, value } of reports) {
    if (value.breakwater !== first.value.breakwater)
      throw new WrongRequest(
        `\`${name}\` was written by Breakwater ${String(value.breakwater)}, and \`${first.name}\` by ${String(first.value.breakwater)}.`,
      );
    if ('findings' in value !== 'findings' in first.value) throw new WrongRequest('Findings and inventories cannot be joined.');
  }
  const rows = (key: string): readonly Row[] => unique(reports.flatMap(({ value }) => list(value[key]))).sort(inOrder);
  return 'findings' in first.value
    ? { ...first.value, findings: rows('findings'), problems: rows('problems') }
    : { ...first.value, calls: rows('calls') };
}

export type Row = Readonly<Record<string, unknown>>;

function reportAt(name: string): { name: string; value: Row } {
  const text = readText(name);
  if (text === undefined) throw new WrongRequest(`There is no report \`${name}\`.`);
  try {
    const value: unknown = JSON.parse(text);
    if (isRow(value) && value.schemaVersion === 1 && ('findings' in value || 'calls' in value)) return { name, value };
  } catch {
    // What is no JSON is no report either; the sentence below says so.
  }
  throw new WrongRequest(`\`${name}\` is no JSON report of Breakwater.`);
}

/** The code that the run would have ended with. */
export function exitOf(request: Request, report: Row): number {
  const { failOn, maxWarnings } = barOf(request);
  const findings = list(report.findings);
  const problems = list(report.problems);
  if (problems.length > 0) return exits.failed;
  const levels = ['error', 'warning', 'info'];
  const failing = failOn === 'none' ? [] : levels.slice(0, levels.indexOf(failOn) + 1);
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  return findings.some((finding) => failing.includes(String(finding.severity))) || (maxWarnings !== undefined && warnings > maxWarnings)
    ? exits.findings
    : exits.clean;
}

/** Every shard knows of every problem; findings belong to one shard each. */
function unique(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function inOrder(a: Row, b: Row): number {
  for (const key of ['path', 'line', 'column', 'rule', 'key'] as const) {
    const [x, y] = [a[key], b[key]];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    return String(x) < String(y) ? -1 : 1;
  }
  return 0;
}

function list(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
