import { dirname, relative, resolve } from 'node:path';
import type { Problem } from '../model/analysis';
import type { Finding } from '../model/finding';
import { type Baseline, type BaselineEntry, parseBaseline, withBaseline } from './baseline';
import type { Configs } from './config';
import { posix } from './config-merge';

/** What the baselines in force make of the findings. */
export interface Accepted {
  readonly fresh: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly baselines: readonly OpenBaseline[];
  readonly problems: readonly Problem[];
}

export interface OpenBaseline {
  /** Absolute. */
  readonly path: string;
  readonly baseline: Baseline;
  readonly stale: readonly BaselineEntry[];
}

/** Applies each file's baseline to its findings; the editor and the command both ask here. */
export function acceptedBy(input: {
  readonly root: string;
  readonly findings: readonly Finding[];
  readonly configs: Configs;
  /** Text at an absolute path. */
  readonly read: (path: string) => string | undefined;
}): Accepted {
  const { root, findings, configs, read } = input;
  const pathFor = (file: string): string | undefined => configs.of(file).baseline;
  const paths = new Set([configs.of('package.json').baseline, ...findings.map((finding) => pathFor(finding.at.file))]);
  const problems: Problem[] = [];
  const baselines: OpenBaseline[] = [];
  let fresh = findings;
  const accepted: Finding[] = [];
  for (const path of paths) {
    const text = path === undefined ? undefined : read(path);
    if (path === undefined || text === undefined) continue;
    const baseline = parseBaseline(text);
    if (typeof baseline === 'string') {
      problems.push({ path: posix(relative(root, path)), message: baseline, kind: 'config' });
      continue;
    }
    const folder = dirname(path);
    const pathOf = (file: string): string | undefined =>
      pathFor(file) === path ? posix(relative(folder, resolve(root, file))) : undefined;
    const split = withBaseline(fresh, baseline, pathOf, (name) => read(resolve(folder, name)) !== undefined);
    fresh = split.fresh;
    accepted.push(...split.accepted);
    baselines.push({ path, baseline, stale: split.stale });
  }
  return { fresh, accepted, baselines, problems };
}
