import type { Problem } from '../model/analysis';
import { discover } from '../source/discovery';
import type { Disk } from '../source/disk';
import type { Configs } from './config';
import type { WorkspaceOptions } from './workspace-options';

/** The files of a project; all of them relative to its root. */
export interface Found {
  /** Everything that can be read, for names lead anywhere. */
  readonly all: readonly string[];
  /** What lies on disk, whatever is open. */
  readonly listed: ReadonlySet<string>;
  /** What is reported on. */
  readonly asked: ReadonlySet<string>;
  /** Paths that match nothing. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
}

/** Looks for the files of a project; open ones are among them wherever they lie. */
export function find(input: {
  readonly disk: Disk;
  readonly root: string;
  readonly options: Pick<WorkspaceOptions, 'paths' | 'gitignore' | 'ignore'>;
  readonly configs: Configs;
  readonly open: ReadonlySet<string>;
}): Found {
  const { disk, root, options, configs, open } = input;
  const { paths = ['.'] } = options;
  const how = { gitignore: options.gitignore ?? true, exclude: options.ignore ?? [] };
  const asked = discover(disk, root, paths, how);
  const whole = paths.some((p) => p === '.' || p === './') ? asked : discover(disk, root, ['.'], how);
  const named = new Set((options.paths ?? []).map((p) => p.replace(/^\.\//, '')));
  const inside = asked.files.filter((f) => named.has(f) || configs.of(f).included);
  return {
    all: [...new Set([...whole.files, ...asked.files, ...open])].sort(),
    listed: new Set([...whole.files, ...asked.files]),
    asked: new Set([...inside, ...[...open].filter((f) => configs.of(f).included)]),
    missing: asked.missing,
    problems: asked.problems,
  };
}
