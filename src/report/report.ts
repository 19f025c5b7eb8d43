import type { Problem } from '../model/analysis';
import type { CallSite, GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import { type Lines, linesOf } from '../model/lines';
import type { Fix } from '../model/remedy';
import type { Severity } from '../model/rule';
import type { Span } from '../model/span';

/** Everything a report may tell, already filtered to what was asked for. */
export interface Report {
  /** Of Breakwater. */
  readonly version: string;
  readonly files: { readonly found: number; readonly read: number; readonly parsed: number };
  readonly findings: readonly Finding[];
  readonly calls: readonly GuardedCall[];
  /** Whether `calls` is all there is; false where they are not known. Default true. */
  readonly inventoried?: boolean;
  readonly problems: readonly Problem[];
  readonly suppressed: number;
  /** Findings the baseline keeps quiet. */
  readonly accepted: number;
  /** The code the command will end with. */
  readonly exitCode: number;
  /** A file's text, to show a piece of it. */
  readonly text: (file: string) => string | undefined;
  /** Lines and columns of a file whose text is not at hand. */
  readonly lines?: (file: string) => Lines | undefined;
  /** The path as people read it: relative to the working directory, POSIX. */
  readonly path: (file: string) => string;
  /** Quick-fixes, best first; asked only by formats that show them. */
  readonly fixes: (finding: Finding) => readonly Fix[];
  readonly rules: readonly RulePage[];
  /** Milliseconds by phase and the like; only when asked for. */
  readonly stats?: Readonly<Record<string, unknown>>;
  /** Told apart from other uploads of the same tool: SARIF's category. */
  readonly category?: string;
  /** Findings that directives or the baseline keep quiet, when they are to be shown too. */
  readonly quiet?: readonly { readonly finding: Finding; readonly by: 'directive' | 'baseline'; readonly reason?: string }[];
}

/** What is known of a rule. */
export interface RulePage {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  /** Its docs page in Markdown. */
  readonly page?: string;
}

/** A way to tell findings; pure. */
export type Format = (report: Report, paint: Paint) => string;

/** Colours, or none. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** A span in lines and columns, 1-based, `endColumn` exclusive. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Works out places, remembering the line table of each file. */
export function placer(report: Pick<Report, 'text' | 'path' | 'lines'>): (span: Span) => Place {
  const tables = new Map<string, Lines>();
  return ({ file, start, end }) => {
    const lines = tables.get(file) ?? report.lines?.(file) ?? linesOf(report.text(file) ?? '');
    tables.set(file, lines);
    const from = lines.at(start);
    const to = lines.at(Math.max(start, end));
    return { path: report.path(file), ...from, endLine: to.line, endColumn: to.column };
  };
}

/** The part of a span that lies on its first line, which is what gets underlined. */
export function firstLine(span: Span, text: string | undefined): Span {
  const stop = (text ?? '').slice(span.start, span.end).search(/[\r\n]/);
  return stop <= 0 ? span : { ...span, end: span.start + stop };
}

/** Names each call of the inventory: `src/user.ts:12:17`; two calls that start at one place are told apart by their order. */
export function callKeys(report: Report): (site: CallSite) => string {
  const place = placer(report);
  const keys = new Map<string, string>();
  const taken = new Map<string, number>();
  const own = (site: CallSite): string => `${site.whole.file}\0${site.whole.start}\0${site.whole.end}`;
  const keyOf = (site: CallSite): string => {
    const known = keys.get(own(site));
    if (known !== undefined) return known;
    const { path, line, column } = place(site.whole);
    const base = `${path}:${line}:${column}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const key = count === 1 ? base : `${base}#${count}`;
    keys.set(own(site), key);
    return key;
  };
  for (const { site } of report.calls) keyOf(site);
  return keyOf;
}
