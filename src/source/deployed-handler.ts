import type { Deployed } from '../model/deployed';

/** What is told of a function, and of which files. */
export interface Told extends Deployed {
  /** Whether a source file is meant. */
  readonly means: (file: string) => boolean;
}

/** The file and the export that a handler names: `src/report.send`, or the export alone. */
export function handlerIn(handler: unknown): { readonly path: string | undefined; readonly name: string } | undefined {
  const [, path, name] = (typeof handler === 'string' ? /^(?:((?:[\w@.-]+\/)*[\w@-][\w@.-]*)\.)?(\w+)$/.exec(handler) : null) ?? [];
  return name === undefined ? undefined : { path, name };
}

/** A path without its ending. */
export const bare = (file: string): string => file.replace(/\.[cm]?[jt]sx?$/, '');

/** The first that is written; what is written otherwise than as a number is not known. */
export function limitOf(said: readonly unknown[]): { readonly limit?: number } {
  const first = said.find((one) => one !== undefined && one !== null);
  const limit = typeof first === 'string' && /^\d+$/.test(first) ? Number(first) : first;
  return typeof limit === 'number' && limit > 0 ? { limit } : {};
}
