import type { Problem } from '../model/analysis';
import type { CallSite, GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import type { Amount, Facet, Layer } from '../model/layer';
import { type Lines, linesOf } from '../model/lines';
import type { Fact, ResilienceProfile } from '../model/profile';
import type { Provenance, Source } from '../model/provenance';
import type { Fix } from '../model/remedy';
import type { Span } from '../model/span';
import type { Report } from './report';

/** What a JSON report still tells once it is read back: all but the edits of fixes and other places of one root. */
export type Saved = Pick<
  Report,
  'findings' | 'calls' | 'problems' | 'files' | 'suppressed' | 'inventoried' | 'fixes' | 'text' | 'lines'
> & {
  /** Files that are not there, or not as they were: their code cannot be shown. */
  readonly changed: readonly string[];
};

type Row = Readonly<Record<string, unknown>>;

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

/** A file of the report: its text as long as every place in it can still be there, else a grid that holds any place. */
interface Ground {
  readonly text?: string;
  readonly lines: Lines;
}

type Grounds = ReadonlyMap<string, Ground>;

function groundsOf(rows: readonly Row[], read: (path: string) => string | undefined): Grounds {
  const places = new Map<string, Row[]>();
  const note = (row: Row): void => {
    const path = string(row.path);
    if (path !== '') places.set(path, [...(places.get(path) ?? []), row]);
  };
  for (const row of rows) for (const one of [row, ...reasonsIn(row)]) note(one);
  return new Map([...places].map(([path, own]) => [path, groundOf(read(path), own)]));
}

function reasonsIn(row: Row): readonly Row[] {
  const profile = record(row.profile);
  return [...list(row.because), ...Object.values(profile).flatMap((fact) => list(record(fact).because))];
}

function groundOf(text: string | undefined, places: readonly Row[]): Ground {
  if (text === undefined) return { lines: grid };
  const lines = linesOf(text);
  const fits = (line: unknown, column: unknown): boolean => {
    const end = number(line) < lines.count ? lines.startOf(number(line) + 1) : text.length + 1;
    return number(line) <= lines.count && lines.startOf(number(line)) + number(column) - 1 < end;
  };
  const all = places.every(
    ({ line, column, endLine, endColumn }) => fits(line, column) && (endLine === undefined || fits(endLine, endColumn)),
  );
  return all ? { text, lines } : { lines: grid };
}

/** Longer than any line of code. */
const width = 1 << 20;
const grid: Lines = {
  count: Number.MAX_SAFE_INTEGER,
  startOf: (line) => (line - 1) * width,
  at: (offset) => ({ line: Math.floor(offset / width) + 1, column: (offset % width) + 1 }),
};

function spanOf({ path, line, column, endLine, endColumn }: Row, grounds: Grounds): Span {
  const file = string(path);
  const { startOf } = grounds.get(file)?.lines ?? grid;
  const start = startOf(number(line)) + number(column) - 1;
  return { file, start, end: endLine === undefined ? start : startOf(number(endLine)) + number(endColumn) - 1 };
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

function provenanceOf(row: Row, grounds: Grounds): Provenance {
  const from = sources.find((one) => one === row.from) ?? 'unresolved';
  return { from, says: string(row.says), ...(row.path === undefined ? {} : { at: spanOf(row, grounds) }) };
}

const sources: readonly Source[] = [
  ...(['platform', 'default', 'instance', 'option', 'plugin', 'wrapper', 'loop'] as const),
  ...(['fan-out', 'caller', 'config', 'directive', 'unresolved'] as const),
];

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

function profileOf(row: Row, grounds: Grounds): ResilienceProfile {
  const fact = <L extends Layer>(facet: Facet, made: (details: Row, because: Provenance) => L): Fact<L> => {
    const details = record(row[facet]);
    const because = list(details.because).map((one) => provenanceOf(one, grounds));
    if (details.is !== 'present') return { is: details.is === 'absent' ? 'absent' : 'unknown', because };
    return { is: 'present', because, layer: made(details, because[0] ?? { from: 'unresolved', says: '' }) };
  };
  const { attempts, worstMs } = { attempts: amount(row.attempts), worstMs: amount(row.worstMs) };
  return {
    timeout: fact('timeout', ({ ms, covers }, because) => ({
      ...{ kind: 'timeout', ms: amount(ms), cancels: 'unknown', by: 'option', because },
      covers: phases.find((one) => one === covers) ?? 'attempt',
    })),
    retry: fact('retry', (one, because) => ({
      ...{ kind: 'retry', attempts: amount(one.attempts), writes: 'unknown', form: 'policy', because },
      backoff: backoffs.find((known) => known === one.backoff) ?? 'unknown',
      jitter: typeof one.jitter === 'boolean' ? one.jitter : 'unknown',
    })),
    breaker: fact('breaker', ({ lives }, because) => ({
      ...{ kind: 'breaker', lives: lives === 'module' || lives === 'call' ? lives : 'unknown', because },
    })),
    bulkhead: fact('bulkhead', ({ limit }, because) => ({ kind: 'bulkhead', limit: amount(limit), lives: 'unknown', because })),
    fallback: fact('fallback', ({ gives }, because) => ({
      ...{ kind: 'fallback', gives: gives === 'empty' || gives === 'value' || gives === 'ignored' ? gives : 'unknown', because },
    })),
    cancellation: fact('cancellation', (_, because) => ({ kind: 'cancellation', signal: 'passed', because })),
    attempts,
    worstMs,
    atLeast: { attempts: attempts === 'unknown' ? 1 : attempts, worstMs: worstMs === 'unknown' ? 0 : worstMs },
  };
}

const phases = ['connect', 'headers', 'idle', 'attempt', 'total'] as const;
const backoffs = ['none', 'constant', 'linear', 'exponential'] as const;

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

function amount(value: unknown): Amount {
  return typeof value === 'number' || value === 'unbounded' ? value : 'unknown';
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** A line or a column; the first where there is none. */
function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 1;
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function record(value: unknown): Row {
  return isRow(value) ? value : {};
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
