import { join } from 'node:path';
import { type ParseError, parse } from 'jsonc-parser';
import type { Disk } from './disk';

/** An object as a configuration file holds it. */
export type Json = Readonly<Record<string, unknown>>;

/** A JSON file, comments and trailing commas allowed; one that is broken, unreadable or absent counts as none. */
export function readJson(disk: Disk, ...path: readonly string[]): Json | undefined {
  const text = readQuietly(disk, ...path);
  if (text === undefined) return undefined;
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length > 0 ? undefined : asObject(value);
}

/** The text of a file that nobody asked for by name, so that failing to read it is no news. */
export function readQuietly(disk: Disk, ...path: readonly string[]): string | undefined {
  try {
    return disk.read(join(...path));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
