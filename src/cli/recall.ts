import { join, relative } from 'node:path';
import type { Configs } from '../engine/config';
import { posix } from '../engine/config-merge';
import type { EarlierRun } from '../engine/earlier';
import { findingKey, type KeptAnswers, keptAnswers } from '../engine/kept-answers';
import { type Analysis, callAround, type Workspace } from '../model/analysis';
import type { Request } from './request';
import { build } from './version';

/** Flags whose run does more than tell what a project says as it lies on disk. */
const doing = ['fix', 'fix-dry-run', 'changed', 'since', 'staged', 'stdin', 'watch'];

/** A workspace and what was found in it. */
export interface Asked extends Workspace {
  readonly configs: Configs;
  /** Paths that matched nothing. */
  missing(): readonly string[];
  /** Found files, relative to the root. */
  files(): readonly string[];
  /** What a later run of the same request may take from this one. */
  leave(): Uint8Array | undefined;
}

/** What an earlier run of the same request left, to be asked for when it was not recalled. */
export function earlierOf(memory: KeptAnswers | undefined, root: string): EarlierRun | undefined {
  if (memory === undefined) return undefined;
  const left = memory.left();
  return {
    changed: left?.changed.map((path) => posix(relative(root, path))),
    read: () => left?.read(),
  };
}

/**
 * The memory of a run: the same request of the same project is answered without working it out anew. `undefined` where a
 * run must look for itself. `formats` are the reports it writes, since some ask for fixes.
 */
export function memoryOf(input: {
  readonly request: Request;
  readonly root: string;
  readonly cache: string | false;
  /** Absolute; what `--workspace` names is found before. */
  readonly paths: readonly string[];
  readonly formats: readonly string[];
}): KeptAnswers | undefined {
  const { request, root, cache, paths, formats } = input;
  if (cache === false || build === undefined || request.value('log-level') === 'debug') return undefined;
  if (request.command === 'fix' || doing.some((flag) => request.has(flag))) return undefined;
  const day = new Date().toISOString().slice(0, 10);
  return keptAnswers(cache, [build, process.version, day, root, process.cwd(), request.words, paths, formats]);
}

/** The workspace as an earlier run left it; `undefined` when anything it rests on is different now. */
export function recalled(memory: KeptAnswers | undefined, root: string, configs: Configs): Asked | undefined {
  const start = performance.now();
  const known = memory?.recall();
  if (memory === undefined || known === undefined) return undefined;
  const analysis: Analysis = { ...known.analysis, timings: { recall: performance.now() - start }, costs: { rules: {}, files: {} } };
  const frozen = (): never => {
    throw new Error('an answer that was kept cannot be changed');
  };
  return {
    root,
    configs,
    update: frozen,
    refresh: frozen,
    analyse: () => analysis,
    leave: () => undefined,
    missing: () => known.missing,
    files: () => known.files,
    text: (file) => memory.read(join(root, file)),
    callAt: (file, offset) => callAround(analysis.calls, file, offset),
    findings(files) {
      const wanted = files === undefined ? undefined : new Set(files);
      return analysis.findings.filter(({ at }) => wanted?.has(at.file) !== false);
    },
    fixes(finding) {
      const fixes = known.fixes.get(findingKey(finding));
      if (fixes === undefined) throw new Error('the answer that was kept lacks the fixes of a finding; `--no-cache` runs without it');
      return fixes;
    },
  };
}
