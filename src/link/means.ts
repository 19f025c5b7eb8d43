import type { OptionModel, Refusal } from '../model/catalog/option';
import type { ArgPath } from '../model/catalog/paths';
import type { Means } from '../model/remedy';
import { parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import { madeOptions } from './made-with';
import { isBeside } from './options';
import { effectOf, type Site } from './sites';
import { type ClientValue, each, namesOfCall } from './values';
import type { View } from './view';

/** How a call, and the instance it goes through, can be told things. */
export interface SiteMeans {
  readonly own: Means;
  readonly shared?: Means;
}

/** Asked only for a call that is to be mended. */
export function meansOf(evaluator: Evaluator, site: Site): SiteMeans {
  const { client, model, view, call, shift } = site;
  const on = [...namesOfCall(client), ...(model.paths.length === 1 ? model.paths : [])];
  const own: Means = {
    at: evaluator.span(view.file, call.at),
    args: placesOf(evaluator, site).map((path) => shifted(path, shift)),
    ...(model.target === undefined ? {} : { target: shifted(model.target, shift) }),
    ...(model.statement === undefined ? {} : { statement: model.statement }),
    ...(model.behind === undefined ? {} : { behind: model.behind }),
    options: rowsFor(evaluator, site, client, 'call', on, view.file),
    ...(client.model.otherOptions === undefined ? {} : { otherOptions: client.model.otherOptions }),
    chains: (client.model.chains ?? []).filter((row) => (row.at ?? 'call') === 'call'),
  };
  const maker = configured(client);
  const made = maker?.made;
  if (maker === undefined || made === undefined) return { own };
  const args = made.make.options ?? [];
  const holder = evaluator.view(made.file);
  const [binding] = holder?.namesOf.get(made.expr) ?? [];
  const name = binding === undefined ? undefined : holder?.summary.bindings[binding]?.n;
  return {
    own,
    shared: {
      at: evaluator.span(made.file, made.call.at),
      args,
      makes: true,
      ...(made.make.statement === undefined ? {} : { statement: made.make.statement }),
      // `new Redis(6379, options)` and `new Redis(options)`: an object there is the options, anything else an address.
      ...(args.length > 1 ? { target: 'arg[0]' as const } : {}),
      options: rowsFor(evaluator, site, maker, 'instance', [maker.kind, ...on], made.file).filter(
        (row) => isBeside(evaluator, row, madeOptions(evaluator, made)) === true,
      ),
      chains: [],
      ...(name === undefined ? {} : { name }),
    },
  };
}

/** Where the options of a call may stand, by what it does. */
function placesOf(evaluator: Evaluator, site: Site): readonly ArgPath[] {
  const { options = [], optionsToRead } = site.model;
  return optionsToRead !== undefined && effectOf(evaluator, site) === 'read' ? optionsToRead : options;
}

/** The nearest instance on the way that was given options, rather than made from another: the client behind a collection. */
function configured(client: ClientValue): ClientValue | undefined {
  if ((client.made?.make.options ?? []).length > 0) return client;
  return client.base === undefined ? undefined : configured(client.base);
}

/** The rows that hold, those that hold for every version first. */
function rowsFor(
  evaluator: Evaluator,
  site: Site,
  client: ClientValue,
  where: 'call' | 'instance',
  on: readonly string[],
  file: string,
): readonly OptionModel[] {
  const { model } = client;
  const name = model.package ?? model.modules[0] ?? model.id;
  const without = new Set(site.model.without ?? []);
  const holding = (model.options ?? []).filter((row) => {
    if ((row.at !== undefined && row.at !== where) || without.has(row.option)) return false;
    if (row.on !== undefined && !row.on.some((one) => on.includes(one))) return false;
    if (row.versions === undefined) return true;
    return evaluator.program.satisfies(site.view.file, name, row.versions) === true;
  });
  const from = madeFrom(evaluator, client);
  const rows = holding.map(({ untyped, ...row }) => ({
    ...row,
    ...(isRefused(evaluator, file, name, from, untyped) ? { untyped: true as const } : {}),
  }));
  return [...rows.filter(({ versions }) => versions === undefined), ...rows.filter(({ versions }) => versions !== undefined)];
}

/** Whether the types refuse an option in this file; of types whose release nobody knows nothing is known. */
function isRefused(
  { program, view }: Evaluator,
  file: string,
  name: string,
  from: readonly string[],
  untyped: OptionModel['untyped'] = [],
): boolean {
  const typed = /\.[cm]?tsx?$/.test(file);
  if (untyped === true) return typed;
  return [untyped].flat().some((one: Refusal) => {
    if (!typed && one.fails !== true) return false;
    if (one.of !== undefined && program.satisfies(file, name, one.of) === false) return false;
    return namesLike(one.package, view(file), from).some((of) => program.satisfies(file, of, one.versions) === true);
  });
}

/** The packages of the classes that an instance may be of, also where whoever calls hands one in: `new Client({})`. */
function madeFrom(evaluator: Evaluator, { made }: ClientValue): readonly string[] {
  if (made === undefined) return [];
  return each(evaluator.value(made.file, made.call.c)).flatMap((one) => (one.is === 'lib' || one.is === 'made' ? [one.module] : []));
}

/** The name itself, or what the file imports, or the instance is made from, that is called so: `@aws-sdk/client-*`. */
function namesLike(name: string, view: View | undefined, from: readonly string[]): readonly string[] {
  const [before = '', behind] = name.split('*');
  if (behind === undefined) return [name];
  const { bindings = [], exprs = [] } = view?.summary ?? {};
  const imported = [...bindings.flatMap(({ im }) => im?.[0] ?? []), ...exprs.flatMap((one) => (one.k === 'mod' ? one.m : []))];
  return [...new Set([...imported, ...from])].filter((one) => one.startsWith(before) && one.endsWith(behind));
}

function shifted(path: ArgPath, shift: number): ArgPath {
  const { index, rest } = parseArg(path);
  return rest.length === 0 ? `arg[${index + shift}]` : `arg[${index + shift}].${rest.join('.')}`;
}
