import { readFileSync } from 'node:fs';
import { type Request, WrongRequest } from './request';

/** Text of a file, or nothing where there is none to read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What the file on standard input is called. */
export function stdinName(request: Request): string {
  const name = request.value('stdin-filename');
  if (name === undefined)
    throw new WrongRequest('`--stdin` needs `--stdin-filename FILE`, so that imports and configuration can be found.');
  if (!/\.[cm]?[jt]sx?$/.test(name)) throw new WrongRequest(`\`${name}\` is no name of a JavaScript or TypeScript file.`);
  return name;
}

/** What stands on standard input, without its byte-order mark, as files are read. */
export function standardInput(): string {
  try {
    return readFileSync(0, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new WrongRequest(`Standard input cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
