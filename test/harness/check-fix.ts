import { expect } from 'vitest';
import type { ConfigRequest } from '../../src/engine/config';
import { applied } from '../../src/engine/fixes';
import { openWorkspace } from '../../src/engine/workspace';
import type { Finding } from '../../src/model/finding';
import type { Fix } from '../../src/model/remedy';

export interface FixOptions {
  /** The finding that is mended; default the first that the remedy mends. */
  readonly rule?: string;
  /** Which of the remedy's offers, by its title; default the first. */
  readonly title?: string;
  readonly config?: ConfigRequest;
  /** Rules that may speak up afterwards all the same, with the reason in the test. */
  readonly allowed?: readonly string[];
}

export type Text = string | Readonly<Record<string, string>>;

/**
 * Applies one fix of a remedy and asserts what holds for all of them: the text it makes, that it parses, that the
 * finding is gone and nothing above `info` comes in its place, that a second look finds nothing more to mend, and that
 * every comment is still there. Answers with the fix.
 */
export function checkFix(remedy: string, before: Text, after: Text, options: FixOptions = {}): Fix {
  const files = filesOf(before);
  const workspace = openWorkspace({ root: '/project', files, ...(options.config === undefined ? {} : { config: options.config }) });
  const was = workspace.analyse();
  expect(was.problems).toEqual([]);
  const found = was.findings
    .filter(({ rule }) => options.rule === undefined || rule === options.rule)
    .flatMap((finding) =>
      workspace
        .fixes(finding)
        .filter((fix) => fix.remedy === remedy && (options.title === undefined || fix.title === options.title))
        .map((fix) => ({ finding, fix })),
    )[0];
  expect(
    found,
    `${remedy} offers nothing for ${was.findings.map(({ rule }) => rule).join(', ') || 'a text without findings'}`,
  ).toBeDefined();
  if (found === undefined) throw new Error('There is no such fix.');
  const { finding, fix } = found;
  const mended = applyFix(files, fix);
  expect(mended).toEqual({ ...files, ...filesOf(after) });

  for (const [file, text] of Object.entries(mended)) if (text !== files[file]) workspace.update(file, text);
  const is = workspace.analyse();
  expect(is.problems).toEqual([]);
  expect(count(is.findings, finding)).toBeLessThan(count(was.findings, finding));
  const fresh = is.findings.filter(
    (one) => one.severity !== 'info' && options.allowed?.includes(one.rule) !== true && count(is.findings, one) > count(was.findings, one),
  );
  expect(fresh.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  const again = is.findings.filter(({ fingerprint }) => fingerprint === finding.fingerprint).flatMap((one) => workspace.fixes(one));
  expect(again.filter((one) => one.title === fix.title && one.remedy === remedy)).toEqual([]);
  for (const [file, text] of Object.entries(files)) {
    for (const comment of commentsIn(text)) expect(mended[file]).toContain(comment);
  }
  return fix;
}

/** Asserts that a remedy has nothing to say. */
export function noFix(remedy: string, source: Text, config?: ConfigRequest): void {
  const workspace = openWorkspace({ root: '/project', files: filesOf(source), ...(config === undefined ? {} : { config }) });
  const { findings } = workspace.analyse();
  expect(findings.flatMap((finding) => workspace.fixes(finding)).filter((fix) => fix.remedy === remedy)).toEqual([]);
}

/** The files as they are once a fix is made. */
export function applyFix(files: Readonly<Record<string, string>>, fix: Fix): Record<string, string> {
  const mended: Record<string, string> = { ...files };
  for (const file of new Set(fix.edits.map(({ span }) => span.file))) {
    mended[file] = applied(
      mended[file] ?? '',
      fix.edits.filter(({ span }) => span.file === file),
    );
  }
  return mended;
}

function count(findings: readonly Finding[], { rule, fingerprint }: Finding): number {
  return findings.filter((one) => one.rule === rule && one.fingerprint === fingerprint).length;
}

function filesOf(source: Text): Readonly<Record<string, string>> {
  return typeof source === 'string' ? { 'main.ts': source } : source;
}

/** Comments, told from what looks like one inside a string. */
function commentsIn(text: string): readonly string[] {
  const found = text.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g);
  return [...found].flatMap(([, comment]) => (comment === undefined ? [] : [comment.trim()]));
}
