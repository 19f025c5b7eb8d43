import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where summaries are kept: beside the packages when there are any, else in a folder of our own. */
export function cacheFolder(root: string, asked: string | undefined): string {
  if (asked !== undefined) return resolve(asked);
  const packages = join(root, 'node_modules');
  return statSync(packages, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(packages, '.cache', 'breakwater')
    : join(root, '.breakwater', 'cache');
}
