import { makeCompiled } from './compiled';
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { passedOver } from '../source/discovery';
import { realDisk } from '../source/disk';
import { makeScanner, type Scan } from '../source/scan';
import { posix } from './config-merge';
import { knownCatalog } from './known-catalog';
import { withOwn } from './own-models';
import type { OpenedWorkspace } from './workspace-options';

/** What becomes of one file: what is found in it, or why nothing is looked for. */
export interface Presence {
  readonly file: string;
  readonly analysed: boolean;
  /** One sentence without its end: `a .gitignore names it`. */
  readonly why: string;
}

/** What becomes of files on the whole, each in one of these. */
export interface Survey {
  readonly found: number;
  /** They name a known client or a library of policies. */
  readonly named: number;
  readonly generated: readonly string[];
  readonly minified: readonly string[];
  readonly oversized: readonly string[];
}

/** Answers why files are or are not analysed, by the same means by which they are chosen. */
export function openPresence(workspace: OpenedWorkspace, how: { readonly gitignore: boolean; readonly exclude: readonly string[] }) {
  const disk = realDisk();
  const root = realpathSync(workspace.root);
  const scanner = makeScanner(withOwn(knownCatalog, workspace.configs.of('package.json')));
  const isCompiled = makeCompiled(workspace.files(), (file) => workspace.text(file));
  const scanOf = (file: string): Scan | undefined => {
    const text = workspace.text(file);
    return text === undefined ? undefined : scanner(text, file);
  };

  const left = (file: string): string | undefined => {
    const over = passedOver(disk, root, file, how);
    if (over !== undefined) return over;
    const { included, from, maxFileKb } = workspace.configs.of(file);
    if (!included) {
      const [nearest = ''] = from.map((path) => posix(relative(root, path)));
      return `\`include\` or \`exclude\` of \`${nearest}\` leaves it out`;
    }
    const scan = scanOf(file);
    if (scan === undefined) return 'it cannot be read';
    if (scan.generated) return 'a program wrote it: its name or its first comment says so';
    if (isCompiled(file)) return 'a compiler wrote it, and its source is in the project';
    if (scan.minified) return 'it is minified';
    if (!scan.hit) return 'it names no known client and no library of policies; it is read only where another file leads to it';
    if (workspace.analyse().oversized.includes(file)) return `it is longer than ${maxFileKb} KB, which \`maxFileKb\` sets as the limit`;
    return workspace.analyse().problems.find(({ path }) => path === file)?.message;
  };

  return {
    /** What becomes of one file, by its name relative to the root. */
    of(file: string): Presence {
      const why = left(file);
      if (why !== undefined) return { file, analysed: false, why: why.replace(/\.$/, '') };
      const { calls, findings } = workspace.analyse();
      const of = (list: readonly { readonly file: string }[]): number => list.filter((at) => at.file === file).length;
      const [count, faults] = [of(calls.map(({ site }) => site.at)), of(findings.map(({ at }) => at))];
      return { file, analysed: true, why: `outgoing calls: ${count}, findings: ${faults}` };
    },
    /** What becomes of all that was found. */
    survey(): Survey {
      const scans = workspace.files().flatMap((file) => {
        const scan = scanOf(file);
        return scan === undefined ? [] : [{ file, scan: { ...scan, generated: scan.generated || isCompiled(file) } }];
      });
      const those = (is: (scan: Scan) => boolean): readonly string[] => scans.flatMap(({ file, scan }) => (is(scan) ? [file] : []));
      return {
        found: workspace.files().length,
        named: those((scan) => scan.hit && !scan.generated && !scan.minified).length,
        generated: those((scan) => scan.generated),
        minified: those((scan) => scan.minified && !scan.generated),
        oversized: workspace.analyse().oversized,
      };
    },
  };
}
