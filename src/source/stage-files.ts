import picomatch from 'picomatch';
import type { Disk } from './disk';
import { readQuietly } from './json';

/** What stages are called. */
const stages = ['dev', 'development', 'test', 'qa', 'uat', 'stage', 'staging', 'prod', 'production', 'local', 'base', 'common'];

/**
 * The names of files that a pattern means in a folder, whether they are there or not: `serverless.*.yml` stands for those that the
 * scripts of its package name, and for what stages are usually called. A folder is not listed, since whatever is put there would
 * change what the answer rests on.
 */
export function stageFiles(disk: Disk, root: string, folder: string, pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  const matches = picomatch(pattern);
  const said = (readQuietly(disk, root, folder, 'package.json') ?? '').match(/[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json)\b/g) ?? [];
  return [...new Set([...said.filter((name) => matches(name)), ...stages.map((stage) => pattern.replace('*', stage))])];
}
