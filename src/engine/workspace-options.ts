import type { Workspace } from '../model/analysis';
import type { Catalog } from '../model/catalog';
import type { Finding } from '../model/finding';
import type { Remedy } from '../model/remedy';
import type { Rule } from '../model/rule';
import type { Disk } from '../source/disk';
import type { SummaryCache } from './cache';
import type { ConfigRequest, Configs } from './config';
import type { EarlierRun } from './earlier';

/** What a project is opened with. */
export interface WorkspaceOptions {
  /** Absolute path of the root; what is reported is relative to it. */
  readonly root: string;
  /** Files, folders and globs to report on; default everything under the root. */
  readonly paths?: readonly string[];
  readonly config?: ConfigRequest;
  /** A project in memory, by name relative to the root; nothing is read from disk. */
  readonly files?: Readonly<Record<string, string>>;
  /** What files are read through when they are not in memory; default the disk itself. */
  readonly disk?: Disk;
  /** Parses only files that can matter; the findings are the same without it. Default true. */
  readonly prefilter?: boolean;
  readonly gitignore?: boolean;
  /** A `tsconfig.json` relative to the root, whose aliases hold for every file; default the nearest to each file. */
  readonly tsconfig?: string;
  /** Globs left out besides those of the configuration. */
  readonly ignore?: readonly string[];
  /** Where summaries are kept between runs: a folder, an opened cache, or `false` for nowhere. Default nowhere. */
  readonly cache?: false | string | SummaryCache;
  /** How many threads parse; `auto` starts others only where there is so much to parse that they win. The answer is the same. Default 1. */
  readonly threads?: number | 'auto';
  /** Keeps what was worked out for the next edit, from the first answer on; a run that is asked once is cheaper without. Default false. */
  readonly resident?: boolean;
  /** Asked now and then whether there is no memory to keep more for the next edit; default: three quarters of what this process may take are taken. */
  readonly isFull?: () => boolean;
  /** What an earlier run of the same request left; where it is there, this one leaves as much. Never given with a workspace that is to stay. */
  readonly earlier?: EarlierRun;
  /** The day on which directives may expire; default today. */
  readonly today?: string;
  readonly rules?: readonly Rule[];
  readonly remedies?: readonly Remedy[];
  readonly catalog?: Catalog;
}

/** What `paths` matched nothing, and every mistake in the configuration: asked before the analysis. */
export interface OpenedWorkspace extends Workspace {
  /** Paths that match nothing. */
  missing(): readonly string[];
  /** Found files, relative to the root. */
  files(): readonly string[];
  readonly configs: Configs;
  /** Absolute paths of the texts besides sources that were asked for so far, there or not; noted only where the workspace stays and is on disk. */
  rests(): ReadonlySet<string>;
  /** What a later run of the same request may take from this one; `undefined` where nothing was noted. */
  leave(): Uint8Array | undefined;
  /** Works towards the next answer for about so many milliseconds; whether it is there. Whoever must not be held up asks again and again. */
  work(milliseconds: number): boolean;
  /** The findings of one file that are sure before the whole project is read: all of them are among its findings. */
  glance(file: string): readonly Finding[];
}
