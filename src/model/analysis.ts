import type { GuardedCall } from './call';
import type { Finding } from './finding';
import type { Fix } from './remedy';

/** Something that could not be analysed: an unreadable or unparsable file, a crash inside a rule. */
export interface Problem {
  /** Path relative to the workspace root; empty when no single file is meant. */
  readonly path: string;
  readonly message: string;
  /** `input`: the file is broken. `config`: a configuration or baseline file is wrong. `internal`: Breakwater failed, and the analysis is incomplete. */
  readonly kind: 'input' | 'config' | 'internal';
  /** Offset in the file, when known. */
  readonly offset?: number;
}

/** One whole-program answer. */
export interface Analysis {
  /** Found by discovery, read as text, parsed to a tree. */
  readonly files: { readonly found: number; readonly read: number; readonly parsed: number };
  /** Sorted by path, position, rule; without suppressed and baselined ones. */
  readonly findings: readonly Finding[];
  /** Every outgoing call, sorted by path and position. */
  readonly calls: readonly GuardedCall[];
  readonly problems: readonly Problem[];
  /** Files of interest that are longer than the configuration's `maxFileKb`, and so were not looked into; sorted. */
  readonly oversized: readonly string[];
  /** How many findings directives kept quiet. */
  readonly suppressed: number;
  /** Those findings, each with the reason that the directive gives. */
  readonly silenced: readonly { readonly finding: Finding; readonly reason?: string }[];
  /** Milliseconds by phase. */
  readonly timings: Readonly<Record<string, number>>;
  /** Milliseconds of those phases by rule (asking it, of `rules`) and by file (looking for clients and parsing, of `scan` and `parse`). */
  readonly costs: { readonly rules: Readonly<Record<string, number>>; readonly files: Readonly<Record<string, number>> };
}

/** The innermost call at an offset. */
export function callAround(calls: readonly GuardedCall[], file: string, offset: number): GuardedCall | undefined {
  const inside = calls.filter(({ site: { at, whole } }) => at.file === file && whole.start <= offset && offset <= whole.end);
  return inside.sort((a, b) => a.site.whole.end - a.site.whole.start - (b.site.whole.end - b.site.whole.start))[0];
}

/** What every door calls. File names are relative to the root, POSIX. */
export interface Workspace {
  /** Absolute path of the root. */
  readonly root: string;
  /** Sets an open file's text, or (with `undefined`) goes back to what is on disk; cheap, all analysis is lazy. */
  update(file: string, text: string | undefined): void;
  /** Forgets what was read of these files (or of all), because they changed on disk. */
  refresh(files?: Iterable<string>): void;
  /** The answer for the whole program, remade only where something changed since the last time. */
  analyse(): Analysis;
  /** The findings of some files, or of all. */
  findings(files?: Iterable<string>): readonly Finding[];
  /** The quick-fixes of a finding, best first; made only when somebody asks. */
  fixes(finding: Finding): readonly Fix[];
  /** For hover: the call at an offset, with its profile. */
  callAt(file: string, offset: number): GuardedCall | undefined;
  /** A file's text as the analysis sees it. */
  text(file: string): string | undefined;
}
