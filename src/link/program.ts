import type { Context } from '../model/call';
import type { Catalog } from '../model/catalog';
import type { Deployed } from '../model/deployed';
import type { Truth } from '../model/layer';
import type { FileSummary } from '../model/summary';

/** What is left of the project's files while one goes from each to those that import it. */
export interface Unmet {
  /** Files not met yet that import this one, directly or through others, by name. */
  importers(file: string): readonly string[];
  meet(file: string): void;
}

/** The files at which the program of a package begins, which load most of it. */
export interface Beginnings {
  readonly at: ReadonlySet<string>;
  /** The program is put together of what they import, so that nothing is loaded in another way. */
  readonly whole: boolean;
}

/** What linking may ask of the world; the engine answers, from disk, from a cache or from an editor's buffer. */
export interface Program {
  readonly catalog: Catalog;
  /** The summary of a project file, made when first asked for. */
  summary(file: string): FileSummary | undefined;
  /** This file's summary will be asked for soon; whoever can may begin with it. */
  expect?(file: string): void;
  /** The project file an import leads to; `undefined` for packages and for what is not there. */
  resolve(specifier: string, from: string): string | undefined;
  /** Files that import this one, directly or through others, nearest first and then by name. */
  importers(file: string): readonly string[];
  /** Files that import this one themselves. */
  importedBy(file: string): readonly string[];
  /** Goes on from files that were met to those that import them: far less work than to ask for all importers of each. */
  unmet(met: Iterable<string>): Unmet;
  /** The other files of its folder. */
  neighbours(file: string): readonly string[];
  /** Whether any file imports this one. */
  isImported(file: string): boolean;
  /** Of these files those that import this one, directly or through others, in the order of `importers`. */
  importing(file: string, wanted: Iterable<string>): readonly string[];
  /** Whether a file's text holds this identifier. */
  mentions(file: string, name: string): boolean;
  /** The files whose text holds this identifier, in no order. */
  mentioning(name: string): readonly string[];
  /** Whether a file's text exports all of another one, whose names it need not hold. */
  passesOn(file: string): boolean;
  /** Whether the package installed for a file lies in a semver range. */
  satisfies(file: string, packageName: string, range: string): Truth;
  /** Whether the package of a file says that it runs under a release of Node in a semver range. */
  runsOn(file: string, range: string): Truth;
  context(file: string): Context;
  /** Whether the package of a file is meant to be imported by others, who may call what it offers. */
  published(file: string): boolean;
  /** Whether what tells a platform which functions of which files to run, at the root of a file's package or above it, holds a word. */
  told(file: string, word: string): boolean;
  /** Where the program of a file's package begins, as far as that is known. */
  starts(file: string): Beginnings | undefined;
  /** Whether something that is no source, and tells what is run, built or loaded, names a file by its path. */
  named(file: string): boolean;
  /** What of a file platforms are told to run, where its package or what lies above it says how it is deployed. */
  deployed(file: string): readonly Deployed[];
  /** Whether the package of a file depends on another in any way. */
  dependsOn(file: string, packageName: string): boolean;
  /** A file's path within its package. */
  within(file: string): string;
  /** The package of a file names each file at which others may begin, and this is none of them: they have of it what the package itself imports. */
  sealed(file: string): boolean;
  /** What is said of that rests on its package alone: who calls a function of it may know better. */
  guessed(file: string): boolean;
  /** Its package serves and has pages, and nothing says of which of the two it is. */
  eitherSide(file: string): boolean;
}

/** The folder of a file's package, with a slash behind it. */
export function packageOf(program: Pick<Program, 'within'>, file: string): string {
  const within = program.within(file);
  return file.endsWith(within) ? file.slice(0, file.length - within.length) : '';
}
