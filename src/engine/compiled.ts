import { posix } from 'node:path';
import { isCompiled } from '../source/machine-made';

/** Tells what a compiler wrote out of a source of the project: of a package that holds both, only the source is looked at. */
export function makeCompiled(all: readonly string[], text: (file: string) => string | undefined): (file: string) => boolean {
  let sources: ReadonlySet<string> | undefined;
  return (file) => {
    if (!/\.[cm]?js$/.test(file)) return false;
    sources ??= new Set(all.flatMap((one) => (/\.[cm]?tsx?$/.test(one) ? [nameOf(one)] : [])));
    return sources.has(nameOf(file)) && isCompiled(text(file) ?? '');
  };
}

function nameOf(file: string): string {
  return posix.basename(file).replace(/\.[cm]?[jt]sx?$/, '');
}
