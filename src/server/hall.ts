import type { Workspace } from '../model/analysis';
import type { GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import type { Severity } from '../model/rule';
import type { Page } from './protocol';

/** What the server asks of the engine; tests hand in another one. */
export interface Hall {
  readonly version: string;
  /** The rules, alphabetical. */
  readonly rules: readonly { readonly id: string; readonly summary: string; readonly severity: Severity }[];
  open(root: string, wishes: Wishes): OpenWorkspace;
  /** The rule's page in Markdown. */
  page(rule: string): string | undefined;
  /** Where the rule's page is on the web. */
  address(rule: string): string | undefined;
  /** The inventory as one HTML document. */
  report(parts: readonly Part[]): Page;
}

/** What one folder has in the report. */
export interface Part {
  readonly calls: readonly GuardedCall[];
  text(file: string): string | undefined;
  /** A file as people read it. */
  path(file: string): string;
  /** Where a place leads when somebody follows it; line and character from zero. */
  link(file: string, line: number, character: number): string;
}

/** What a person set in the editor and the analysis has to know. */
export interface Wishes {
  /** A configuration file instead of the nearest one. */
  readonly configPath: string | undefined;
  /** Only the files handed in by `update` exist: no folder is searched. */
  readonly loose: boolean;
  readonly timeoutMs: number;
  readonly style: string;
}

/** A workspace with what the engine knows around it. */
export interface OpenWorkspace extends Workspace {
  /** How many files there are. */
  size(): number;
  /** Works towards the next answer for about so many milliseconds; whether it is there. */
  work(milliseconds: number): boolean;
  /** The findings of one file that are sure before everything is read. */
  glance(file: string): readonly Finding[];
  /** Findings the baseline keeps quiet, of these files or of all. */
  baselined(files?: readonly string[]): readonly Finding[];
  /** Configuration files that decide about this file (or about any), absolute, nearest first. */
  configs(file?: string): readonly string[];
  /** The version of Breakwater that is installed in the root, for the command. */
  installed(): string | undefined;
  /** Absolute paths of the files besides sources that the answers rest on, also of those that are looked for and not there. */
  rests(): readonly string[];
  /** Whether anything that the answers rest on lay in this folder, an absolute path. */
  under(folder: string): boolean;
  /** The configuration in force for a file, as JSON text. */
  configFor(file: string): string;
  /** What is wrong in configuration files, each with its place; lines and columns from one. */
  mistakes(): readonly { readonly path: string; readonly line: number; readonly column: number; readonly message: string }[];
  /** Writes all present findings into the baseline file and says how many. */
  updateBaseline(): { readonly file: string; readonly count: number };
}
