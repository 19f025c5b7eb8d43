import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { didYouMean } from '../engine/nearest';
import { commands } from './commands';
import { type Request, WrongRequest } from './request';

/** The paths that were asked for, or the packages that `--workspace` names. */
export async function absolutePaths(request: Request, paths: readonly string[], cwd: string): Promise<readonly string[]> {
  if (!request.has('workspace')) return paths.map((path) => existing(path, cwd));
  if (paths.length > 0 || request.has('stdin')) throw new WrongRequest('`--workspace` and paths exclude each other.');
  const { membersNamed } = await import('../engine/members');
  const members = membersNamed(request.values('workspace'), cwd);
  if (typeof members === 'string') throw new WrongRequest(members);
  return members;
}

function existing(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  try {
    statSync(absolute);
    return realpathSync(absolute);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EPERM') throw new WrongRequest(`\`${path}\` may not be read.`);
    if (code === 'ELOOP') throw new WrongRequest(`\`${path}\` is a link that leads to itself.`);
    if (/[*?{[]/.test(path)) return absolute;
    const command = /[./\\]/.test(path) ? '' : didYouMean(path, [...commands.map(({ name }) => name), '--help', '--version']);
    throw new WrongRequest(`There is no file or folder \`${path}\`${command || '.'}`);
  }
}

/** The working directory when all paths lie in it; else the folder that holds them all. */
export function rootOf(paths: readonly string[], cwd: string): string {
  if (paths.every((path) => path === cwd || path.startsWith(cwd + sep))) return cwd;
  const folders = paths.map((path) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path.replace(/[*?{[].*$/, 'x')),
  );
  return folders.reduce((a, b) => {
    let common = a;
    while (common !== b && !b.startsWith(common.endsWith(sep) ? common : common + sep)) common = dirname(common);
    return common;
  });
}
