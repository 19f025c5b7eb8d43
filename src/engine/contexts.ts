import { type Context, isAside } from '../model/call';
import type { Whereabouts } from '../source/context';

/** Where files run: by what they say themselves, and where they say little, by who imports them. */
export interface Contexts {
  of(file: string): Context;
  /** Neither the file itself nor who imports it says where it runs. */
  guessed(file: string): boolean;
  /** Its package serves and has pages, neither the file nor who imports it says of which it is, and pages bring it in. */
  eitherSide(file: string): boolean;
  /** What was found out of a text on the way. */
  outline(file: string): ContextOutline;
  /** So much is known from an earlier run, in which everything that it rests on said the same. */
  seed(file: string, outline: ContextOutline): void;
  /** Whether so much would be found out again. */
  sameOutline(file: string, was: ContextOutline): boolean;
  /** Works out anew what rests on edited files, and on who imports `targets`; tells which other files run somewhere else now. */
  edited(files: readonly string[], targets?: readonly string[]): readonly string[];
}

/** What the text of a file says of itself and brings in, written down, and where it runs by that and by who imports it. */
export interface ContextOutline {
  readonly where?: string;
  readonly brought?: string;
  readonly context?: Found;
}

/** `either`: it is not known, its package serves and has pages, and pages bring it in, be it through others. */
type Found = Context | 'either';

/** More files than this are not asked on the way up: what so many use is no page's own. */
const mostFiles = 400;

/**
 * A file that says little of itself runs in pages when everything that imports it does, through whatever lies between.
 * Tests and examples do not count, and neither does who imports types alone.
 */
export function makeContexts(input: {
  /** What the configuration says, which goes before everything. */
  readonly configured: (file: string) => Context | undefined;
  readonly own: (file: string) => Whereabouts;
  /** It belongs to a package that only tests take. */
  readonly ofTests: (file: string) => boolean;
  readonly importedBy: (file: string) => readonly string[];
  readonly text: (file: string) => string;
  /** How one file names the other in its imports. */
  readonly specifiers: (from: string, to: string) => readonly string[];
}): Contexts {
  const known = new Map<string, Found>();
  /** Which answers rest on a file. */
  const rest = new Map<string, Set<string>>();
  /** What a file brings in that is more than types, where it tells types apart; for as long as its text is the same. */
  const brought = new Map<string, { readonly text: string; readonly specifiers: ReadonlySet<string> | undefined }>();

  /** Of which files it was asked where they run, by what they say themselves. */
  const placed = new Map<string, Whereabouts>();

  const ownOf = (file: string): Whereabouts => {
    const said = input.configured(file);
    if (said !== undefined) return { context: said, sure: true };
    const own = placed.get(file) ?? input.own(file);
    placed.set(file, own);
    return own;
  };

  const broughtBy = (from: string): ReadonlySet<string> | undefined => {
    const text = input.text(from);
    let have = brought.get(from);
    if (have?.text !== text) {
      have = { text, specifiers: typeImport.test(text) ? bringsCode(text) : undefined };
      brought.set(from, have);
    }
    return have.specifiers;
  };

  const brings = (from: string, to: string): boolean => {
    const specifiers = broughtBy(from);
    return specifiers === undefined || input.specifiers(from, to).some((specifier) => specifiers.has(specifier));
  };

  /** What is outside of a folder, and no test, takes code from it: straight from the file, or through others of the folder. */
  const takenFrom = (folder: string, file: string, note: (other: string) => void): boolean => {
    const seen = new Set([file]);
    const stack = [file];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const importer of input.importedBy(at)) {
        if (seen.has(importer)) continue;
        note(importer);
        if (!brings(importer, at)) continue;
        if (!importer.startsWith(folder)) {
          if (!isAside(ownOf(importer).context)) return true;
          continue;
        }
        seen.add(importer);
        if (seen.size > mostFiles) return true;
        stack.push(importer);
      }
    }
    return false;
  };

  /** Goes up from importer to importer until one of them knows, or nobody imports it. */
  const onlyInPages = (file: string, note: (other: string) => void): boolean => {
    const seen = new Set([file]);
    const stack = [file];
    let pages = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const importer of input.importedBy(at)) {
        if (seen.has(importer)) continue;
        note(importer);
        const { context, sure } = ownOf(importer);
        if (isAside(context) || !brings(importer, at)) continue;
        seen.add(importer);
        if (seen.size > mostFiles) return false;
        if (context === 'browser') pages++;
        else if (sure || input.importedBy(importer).length === 0) return false;
        else stack.push(importer);
      }
      if (at !== file && !input.importedBy(at).some((one) => seen.has(one))) return false;
    }
    return pages > 0;
  };

  /** Whether a page brings it in, through whatever lies between. */
  const inPages = (file: string, note: (other: string) => void): boolean => {
    const seen = new Set([file]);
    for (const at of seen) {
      for (const importer of input.importedBy(at)) {
        if (seen.has(importer)) continue;
        note(importer);
        const { context } = ownOf(importer);
        if (isAside(context) || !brings(importer, at)) continue;
        if (context === 'browser') return true;
        seen.add(importer);
        if (seen.size > mostFiles) return false;
      }
    }
    return false;
  };

  const workOut = (file: string): Found => {
    const note = (other: string): void => {
      const users = rest.get(other);
      if (users === undefined) rest.set(other, new Set([file]));
      else users.add(file);
    };
    const said = ownOf(file);
    const { untaken } = said;
    const { context, sure } = untaken !== undefined && takenFrom(untaken.folder, file, note) ? untaken.otherwise : said;
    if (isAside(context)) return context;
    if (input.configured(file) === undefined && input.ofTests(file)) return 'test';
    if (sure || context === 'browser' || context === 'library') return context;
    if (onlyInPages(file, note)) return 'browser';
    return said.either === true && inPages(file, note) ? 'either' : context;
  };

  const find = (file: string): Found => {
    const have = known.get(file);
    if (have !== undefined) return have;
    const made = workOut(file);
    known.set(file, made);
    return made;
  };

  const of = (file: string): Context => {
    const found = find(file);
    return found === 'either' ? 'unknown' : found;
  };

  const listOf = (specifiers: ReadonlySet<string> | undefined): string =>
    JSON.stringify(specifiers === undefined ? 'all' : [...specifiers]);

  return {
    of,
    outline(file) {
      const where = placed.get(file);
      return {
        ...(where === undefined ? {} : { where: JSON.stringify(where) }),
        ...(brought.has(file) ? { brought: listOf(broughtBy(file)) } : {}),
        ...(known.has(file) ? { context: find(file) } : {}),
      };
    },
    seed(file, { where, brought: list, context }) {
      if (where !== undefined) placed.set(file, JSON.parse(where));
      if (list !== undefined) {
        const specifiers: 'all' | readonly string[] = JSON.parse(list);
        brought.set(file, { text: input.text(file), specifiers: specifiers === 'all' ? undefined : new Set(specifiers) });
      }
      if (context !== undefined) known.set(file, context);
    },
    sameOutline: (file, was) =>
      (was.where === undefined || JSON.stringify(input.own(file)) === was.where) &&
      (was.brought === undefined || listOf(broughtBy(file)) === was.brought),
    guessed(file) {
      const said = ownOf(file);
      return !said.sure && of(file) === said.context;
    },
    eitherSide: (file) => find(file) === 'either',
    edited(files, targets = []) {
      const old = new Map<string, Found>();
      for (const target of targets) {
        const was = known.get(target);
        if (was !== undefined && !files.includes(target)) old.set(target, was);
      }
      for (const file of [...files, ...targets]) {
        known.delete(file);
        placed.delete(file);
        for (const user of rest.get(file) ?? []) {
          const was = known.get(user);
          if (was !== undefined) old.set(user, was);
          known.delete(user);
        }
        rest.delete(file);
      }
      return [...old].filter(([file, was]) => find(file) !== was).map(([file]) => file);
    },
  };
}

const typeImport = /\b(?:import|export)\s+type\b|\{\s*type\s/;

/** The specifiers of which an import or export leaves something behind when the types are gone. */
function bringsCode(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, , specifier] of text.matchAll(loading)) if (specifier !== undefined) found.add(specifier);
  for (const [, clause, , specifier] of text.matchAll(clauses))
    if (specifier !== undefined && !onlyTypes.test(clause ?? '')) found.add(specifier);
  return found;
}

const loading = /(?:\brequire\s*\(|\bimport\s*\(?)\s*(["'`])([^"'`\n]+)\1/g;
const clauses = /\b(?:import|export)\b((?:(?!\b(?:import|export)\b)[^'"`;])*?)\bfrom\s*(["'`])([^"'`\n]+)\2/g;
const onlyTypes = /^\s*(?:type\b(?!\s*(?:,|from\b|$))|\{(?:\s*type\s[^,}]*(?:,|(?=\})))*\s*\}\s*$)/;
