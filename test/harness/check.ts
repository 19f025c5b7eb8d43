import { expect } from 'vitest';
import type { ConfigRequest } from '../../src/engine/config';
import { openWorkspace } from '../../src/engine/workspace';
import type { Analysis } from '../../src/model/analysis';
import type { GuardedCall } from '../../src/model/call';
import type { Finding } from '../../src/model/finding';
import { linesOf } from '../../src/model/lines';

/** A program: one text, or several by name. */
export type Source = string | { readonly files: Readonly<Record<string, string>> };

export interface CheckOptions {
  /** Looks at the findings of this rule only; default all rules above `info`. */
  readonly rule?: string;
  readonly config?: ConfigRequest;
}

/**
 * Compares findings with the marks drawn under the code: `//   ^^^^^ rule-id`. The carets stand under what the
 * finding underlines, in the nearest line above that is not a mark itself. No marks means silence. Answers with the
 * findings it looked at.
 */
export function check(source: Source, options: CheckOptions = {}): readonly Finding[] {
  const files = filesOf(source);
  const analysis = analyse(source, options);
  expect(analysis.problems.map((problem) => `${problem.path}: ${problem.message}`)).toEqual([]);
  const drawn = Object.entries(files).flatMap(([file, text]) => marksIn(file, text));
  const wanted = drawn.filter((mark) => options.rule === undefined || mark.rule === options.rule);
  const heard = analysis.findings.filter(({ rule, severity }) =>
    options.rule === undefined ? severity !== 'info' : rule === options.rule,
  );
  const found = heard.map(({ at, rule }) => ({ file: at.file, start: at.start, end: at.end, rule }));
  const text = ({ file, start, end, rule }: Mark): string => {
    const { line, column } = linesOf(files[file] ?? '').at(start);
    return `${file}:${line}:${column} ${rule} at ${(files[file] ?? '').slice(start, end)}`;
  };
  expect(found.map(text).sort()).toEqual(wanted.map(text).sort());
  return heard;
}

/** The whole answer for a program that exists in memory only. */
export function analyse(source: Source, { config }: Pick<CheckOptions, 'config'> = {}): Analysis {
  return openWorkspace({ root: '/project', files: filesOf(source), ...(config === undefined ? {} : { config }) }).analyse();
}

/** The calls of a program in memory, file by file, without asking any rule. */
export function callsIn(files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly GuardedCall[]> {
  const analysis = openWorkspace({ root: '/project', files, rules: [] }).analyse();
  expect(analysis.problems.map((problem) => `${problem.path}: ${problem.message}`)).toEqual([]);
  const byFile = new Map<string, GuardedCall[]>();
  for (const call of analysis.calls) byFile.set(call.site.at.file, [...(byFile.get(call.site.at.file) ?? []), call]);
  return byFile;
}

/** The texts of a program by name. */
export function filesOf(source: Source): Readonly<Record<string, string>> {
  return typeof source === 'string' ? { 'main.ts': source } : source.files;
}

interface Mark {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** The marks of one text; several rules may share carets: `^^^^^ one, two`. */
function marksIn(file: string, text: string): Mark[] {
  const lines = linesOf(text);
  const marks: Mark[] = [];
  let target = 1;
  for (let line = 1; line <= lines.count; line++) {
    const start = lines.startOf(line);
    const row = text.slice(start, line === lines.count ? undefined : lines.startOf(line + 1));
    const mark = /^(\s*\/\/\s*)(\^+)\s+([a-z, -]+?)\s*$/.exec(row);
    const [, before = '', carets = '', rules = ''] = mark ?? [];
    if (mark === null) {
      target = line;
      continue;
    }
    const from = lines.startOf(target) + before.length;
    for (const rule of rules.split(/,\s*/)) marks.push({ file, start: from, end: from + carets.length, rule });
  }
  return marks;
}
