import type { Catalog } from '../model/catalog';
import type { ClientModel } from '../model/catalog/client';
import type { GuardModel } from '../model/catalog/guard';
import type { ArgPath } from '../model/catalog/paths';
import type { Shape } from '../model/catalog/shaper';

/** The catalog, ready to be asked by module. A global is the module `global:name`. */
export interface Library {
  clients(module: string): readonly ClientModel[];
  guards(module: string): readonly GuardModel[];
  /** Where the class stands whose instance something of a module hands out. */
  gives(module: string, path: readonly string[]): ArgPath | undefined;
  /** Whether a function of a module makes an app of a class that is handed in: `NestFactory.create(AppModule)`. */
  makesApp(module: string, path: readonly string[]): boolean;
  /** Whether a type of a module is a container, whose members hand out instances: `ModuleRef`. */
  isContainer(module: string, path: readonly string[]): boolean;
  /** Whether a member holds what was read elsewhere, so that options may be looked for in vain there: `github.context.repo`. */
  isData(module: string, path: readonly string[]): boolean;
  /** Where the options stand that a function of a module is handed to complete. */
  completes(module: string, path: readonly string[]): ArgPath | undefined;
  /** The global of the platform that something of a module stands for: `AbortController` of a package for older ones. */
  standsFor(module: string, name: string): string | undefined;
  /** What a function of a module makes of the objects that it is handed. */
  shapes(module: string, path: readonly string[]): Shape | undefined;
  /** Whether functions of a module put objects together in the first of them. */
  mixes(module: string): boolean;
  /** The library that a file is a copy of, told by the names it exports: all of them, or some where a fix put the file in. */
  copied(exports: ReadonlySet<string>, putIn: boolean): { readonly module: string; readonly names: readonly string[] } | undefined;
  /** Names of members that speak for an option of an instance, or of the library: `setTimeout`. */
  readonly setters: ReadonlySet<string>;
  /** Names of members that speak for the whole process. */
  readonly governors: ReadonlySet<string>;
  /** Codes and names of errors which say that a write lost a race. */
  readonly conflicts: ReadonlySet<string>;
  /** Names of members that give a message back: `nack`. */
  readonly returners: ReadonlySet<string>;
  /** Names of members that change a client they are handed: `attach`. */
  readonly attachers: ReadonlySet<string>;
}

export function libraryOf(catalog: Catalog): Library {
  const clients = indexOf(catalog.clients);
  const guards = indexOf(catalog.guards);
  const containers = indexOf(catalog.containers ?? []);
  const standIns = indexOf(catalog.standIns ?? []);
  const shapers = indexOf(catalog.shapers ?? []);
  const copies = catalog.guards.flatMap(({ copied: names, modules: [module] }) =>
    names === undefined || module === undefined ? [] : [{ module, names }],
  );
  return {
    clients: (module) => clients(module),
    guards: (module) => guards(module),
    gives: (module, path) => containers(module).find((one) => one.paths.some((pattern) => fits(path, pattern)))?.gives,
    makesApp: (module, path) =>
      (catalog.platforms ?? []).some(
        ({ intercepts }) =>
          intercepts?.makes.modules.includes(module) === true && intercepts.makes.paths.some((pattern) => fits(path, pattern)),
      ),
    isContainer: (module, path) => containers(module).some((one) => one.paths.some((pattern) => pattern.startsWith(`${path.join('.')}.`))),
    isData: (module, path) => clients(module).some(({ data = [] }) => data.some((pattern) => fits(path, pattern))),
    completes: (module, path) =>
      clients(module).flatMap(({ completes = [] }) => completes.flatMap((row) => (fits(path, row.path) ? [row.options] : [])))[0],
    shapes: (module, path) => (path.length > 1 ? undefined : shapers(module)[0]?.functions[path[0] ?? '']),
    mixes: (module) => shapers(module)[0]?.changes === true,
    standsFor: (module, name) => standIns(module)[0]?.names[name],
    copied: (exports, putIn) =>
      copies.find(({ names }) => (putIn ? names.some((name) => exports.has(name)) : names.every((name) => exports.has(name)))),
    setters: lastNames(
      catalog.clients.flatMap(({ chains }) => chains ?? []).filter(({ at, when }) => at === 'instance' && when === undefined),
      ({ member }) => member,
    ),
    governors: lastNames(
      catalog.clients.flatMap(({ chains }) => chains ?? []).filter(({ at }) => at === 'process'),
      ({ member }) => member,
    ),
    conflicts: new Set(catalog.clients.flatMap(({ conflicts = [] }) => conflicts.map(String))),
    returners: lastNames(
      catalog.clients.flatMap(({ returns }) => returns ?? []),
      ({ path }) => path,
    ),
    attachers: lastNames(
      catalog.guards.flatMap(({ forms }) => forms).filter(({ form }) => form === 'attach'),
      ({ path }) => path,
    ),
  };
}

function lastNames<T>(rows: readonly T[], path: (row: T) => string): ReadonlySet<string> {
  return new Set(rows.map((row) => path(row).split('.').at(-1) ?? ''));
}

interface Model {
  readonly modules: readonly string[];
  readonly globals?: readonly string[];
}

function indexOf<M extends Model>(models: readonly M[]): (module: string) => readonly M[] {
  const exact = new Map<string, M[]>();
  const patterns: { test: RegExp; model: M }[] = [];
  const add = (name: string, model: M) => exact.set(name, [...(exact.get(name) ?? []), model]);
  for (const model of models) {
    for (const name of model.modules) {
      if (name.includes('*')) patterns.push({ test: new RegExp(`^${name.split('*').map(literally).join('.*')}$`), model });
      else add(name, model);
    }
    for (const name of model.globals ?? []) add(`global:${name}`, model);
  }
  const memo = new Map<string, readonly M[]>();
  return (module) => {
    let found = memo.get(module);
    if (found === undefined) {
      found = exact.get(module) ?? patterns.filter((p) => p.test.test(module)).map((p) => p.model);
      memo.set(module, found);
    }
    return found;
  };
}

function literally(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');
}

/** Whether the catalog says nothing of the package or global a value comes from, so that it may be anything. */
export function foreign({ library }: { readonly library: Library }, { module }: { readonly module: string }): boolean {
  return !module.startsWith('global:') && library.clients(module).length === 0 && library.guards(module).length === 0;
}

/** Whether walked members fit a catalog path: `*` stands for one segment or a part of one, `**` for any number. */
export function fits(path: readonly string[], pattern: string): boolean {
  const want = pattern === '' ? [] : pattern.split('.');
  const match = (i: number, j: number): boolean => {
    const next = want[j];
    if (next === undefined) return i === path.length;
    if (next === '**') {
      for (let k = i; k <= path.length; k++) if (match(k, j + 1)) return true;
      return false;
    }
    const segment = path[i];
    return segment !== undefined && (next === '*' || next === segment || fitsPart(segment, next)) && match(i + 1, j + 1);
  };
  return match(0, 0);
}

/** `S3Client` fits `*Client`. */
function fitsPart(segment: string, pattern: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return false;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return segment.length >= head.length + tail.length && segment.startsWith(head) && segment.endsWith(tail);
}
