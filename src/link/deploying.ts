import type { DeployCallModel, PlatformModel } from '../model/catalog/platform';
import type { Deployed } from '../model/deployed';
import type { ExprId } from '../model/summary';
import { amountOf } from './amounts';
import { argument, optionAt, parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { fileAt, joinedPath, type NamedPath, pathsAt, pathsOf } from './paths-at';
import { remembered } from './remembered';
import { mentioned } from './said-in-code';
import { each, isAbsent, mostChoices, type Place, type Value } from './values';
import type { View } from './view';

/** What of a file the platform is told to run by programs that deploy it. */
export function deployedInCode(evaluator: Evaluator, platform: PlatformModel, file: string): readonly Deployed[] {
  const all = remembered(evaluator, `deployed:${platform.id}`, () => toldBy(evaluator, platform));
  return all.get(file) ?? [];
}

type Made = Value & { is: 'made' };
type At = Place & { readonly call: Made['call'] };

function toldBy(evaluator: Evaluator, { id, deployCalls: rows = [] }: PlatformModel): ReadonlyMap<string, readonly Deployed[]> {
  const all = new Map<string, Deployed[]>();
  for (const row of rows) {
    for (const by of holding(evaluator, row.words)) {
      const view = evaluator.view(by);
      if (view === undefined || evaluator.program.context(by) === 'test') continue;
      for (const { file, ...told } of functionsIn(evaluator, view, row))
        all.set(file, [...(all.get(file) ?? []), { ...told, platform: id, by }]);
    }
  }
  return all;
}

/** The files whose text holds all of some words. */
function holding(evaluator: Evaluator, words: readonly string[]): readonly string[] {
  const [first = [], ...more] = words.map((word) => mentioned(evaluator, word));
  const others = more.map((files) => new Set(files));
  return first.filter((file) => others.every((files) => files.has(file))).sort();
}

const lastOf = (path: string): string => path.split('.').at(-1) ?? '';

interface Told {
  readonly file: string;
  readonly name: string;
  readonly limit?: number;
}

function functionsIn(evaluator: Evaluator, view: View, row: DeployCallModel): readonly Told[] {
  return namesFor(view, row).flatMap((name) =>
    (view.callsNamed.get(name) ?? []).flatMap((id) => {
      const call = view.call(id);
      const made = call === undefined ? undefined : madeOf(evaluator, view, call.c, row);
      if (call === undefined || made === undefined) return [];
      const at: At = { file: view.file, expr: id, frame: undefined, call };
      const maker = made === 'itself' ? at : made;
      return row.functions.flatMap((path) => within(evaluator, at, path)).flatMap((one) => toldOf(evaluator, row, at, maker, one));
    }),
  );
}

/** The names under which a file may have such calls: those they have, and others that it imports them by. */
function namesFor({ summary }: View, { paths }: DeployCallModel): readonly string[] {
  const names = new Set(paths.map(lastOf));
  for (const { n, im } of summary.bindings) if (im !== undefined && names.has(im[1])) names.add(n);
  return [...names];
}

/** Where what a call is a member of was made, when it is one of a row's; `itself`, where it is an export. */
function madeOf(evaluator: Evaluator, view: View, callee: ExprId, { modules, paths }: DeployCallModel): At | 'itself' | undefined {
  const names: string[] = [];
  for (let at = callee; ; ) {
    for (const value of each(evaluator.value(view.file, at))) {
      if ((value.is !== 'lib' && value.is !== 'made') || !modules.includes(value.module)) continue;
      if (paths.some((path) => fits([...value.path, ...names], path)))
        return value.is === 'lib' ? 'itself' : { ...value.place, call: value.call };
    }
    const e = view.expr(at);
    if (e.k !== 'mem') return undefined;
    names.unshift(e.n);
    at = e.o;
  }
}

/** What stands at a path of the arguments, for each of the members that a `*` stands for. */
function within(evaluator: Evaluator, at: At, path: DeployCallModel['functions'][number]): readonly Value[] {
  const { index, rest } = parseArg(path);
  const first = argument(evaluator, at, `arg[${index}]`);
  return rest
    .reduce((held, name) => held.flatMap((one) => (name === '*' ? membersOf(evaluator, one) : [optionAt(evaluator, one, [name])])), [first])
    .flatMap(each);
}

function membersOf(evaluator: Evaluator, value: Value): readonly Value[] {
  return each(value).flatMap((one): readonly Value[] => {
    if (one.is === 'arr') return one.items;
    if (one.is === 'merged') return one.parts.flatMap((part) => membersOf(evaluator, part));
    if (one.is !== 'obj') return [];
    const { file, frame } = one.place;
    return one.expr.p.flatMap(({ e, kind }) => {
      const held = evaluator.value(file, e, frame);
      return kind === 'spread' ? membersOf(evaluator, held) : [held];
    });
  });
}

function toldOf(evaluator: Evaluator, row: DeployCallModel, at: At, maker: At, one: Value): readonly Told[] {
  const options = isAbsent(one) && row.beside !== undefined;
  if (one.is !== 'obj' && one.is !== 'merged' && one.is !== 'without' && one.is !== 'lit') return [];
  if (one.is === 'lit' && !options && typeof one.v !== 'string') return [];
  const said = (name: string): Value => (options ? one : optionAt(evaluator, one, [name]));
  const handlers = one.is === 'lit' && !options ? one : said(row.handler);
  const limit = limitOf(evaluator, row, maker, said);
  return each(isAbsent(handlers) && row.exported !== undefined ? { is: 'lit', v: row.exported } : handlers).flatMap((handler) => {
    if (handler.is !== 'lit' || typeof handler.v !== 'string') return [];
    const dot = handler.v.lastIndexOf('.');
    const name = handler.v.slice(dot + 1);
    const files = filesOf(evaluator, row, at, one, dot < 0 ? undefined : handler.v.slice(0, dot));
    return files.flatMap((path) => {
      const file = fileAt(evaluator, at.file, path);
      return file === undefined ? [] : [{ file, name, ...(limit === undefined ? {} : { limit }) }];
    });
  });
}

/** Where the file of a function lies; `stem`: what stands in front of the name of its export. */
function filesOf(evaluator: Evaluator, row: DeployCallModel, at: At, one: Value, stem: string | undefined): readonly NamedPath[] {
  if (row.entry !== undefined) {
    const entry = memberPaths(evaluator, one, row.entry);
    return entry === undefined ? besides(evaluator, row, at) : entry;
  }
  if (stem === undefined) return [];
  if (row.inside === undefined) return [{ here: false, path: stem }];
  const { at: member, by } = row.inside;
  return each(optionAt(evaluator, one, [member])).flatMap((code) => {
    if (code.is !== 'made' || !row.modules.includes(code.module) || !by.includes(code.path.at(-1) ?? '')) return [];
    const folder = code.call.a[0];
    const folders = folder === undefined ? [] : pathsAt(evaluator, { ...code.place, expr: folder });
    return folders.map(({ here, path }) => ({ here, path: joinedPath(path, stem) }));
  });
}

/** The paths that a member of some options may say; `undefined` where it says none for sure. */
function memberPaths(evaluator: Evaluator, options: Value, name: string): readonly NamedPath[] | undefined {
  const own = options.is === 'obj' ? options.expr.p.findLast(({ n, kind }) => n === name || kind === 'spread') : undefined;
  if (options.is === 'obj' && own?.n === name)
    return pathsAt(evaluator, { file: options.place.file, expr: own.e, frame: options.place.frame });
  const value = isAbsent(options) ? options : optionAt(evaluator, options, [name]);
  return isAbsent(value) ? undefined : pathsOf(evaluator, value);
}

/** `stack.send.ts` beside `stack.ts`, by the name that is handed over. */
function besides(evaluator: Evaluator, { beside }: DeployCallModel, at: At): readonly NamedPath[] {
  const names = beside === undefined ? [] : each(argument(evaluator, at, beside));
  const stem = at.file.replace(/\.[cm]?[jt]sx?$/, '');
  return names.flatMap((name) => (name.is === 'lit' && typeof name.v === 'string' ? [{ here: true, path: `${stem}.${name.v}` }] : []));
}

/** How long a function may run, as far as that is known. */
function limitOf(evaluator: Evaluator, row: DeployCallModel, maker: At, said: (name: string) => Value): number | undefined {
  const { unless } = row;
  if (unless?.own !== undefined && !isAbsent(said(unless.own))) return undefined;
  if (unless?.made !== undefined && !isAbsent(argument(evaluator, maker, unless.made))) return undefined;
  if (unless?.changes !== undefined && isChanged(evaluator, row, unless.changes)) return undefined;
  return lasting(evaluator, row, said(row.limit), () =>
    row.shared === undefined
      ? usual(evaluator, row)
      : lasting(evaluator, row, argument(evaluator, maker, row.shared), () => usual(evaluator, row)),
  );
}

/** Whether a call somewhere is handed what of the package is told, or what is not known. */
function isChanged(evaluator: Evaluator, { modules }: DeployCallModel, { call: name, path }: Changes): boolean {
  return callsOf(evaluator, name).some(({ at }) =>
    each(argument(evaluator, at, 'arg[0]')).some(
      (value) => value.is !== 'lib' || (modules.includes(value.module) && fits(value.path, path)),
    ),
  );
}

type Changes = NonNullable<NonNullable<DeployCallModel['unless']>['changes']>;

/** How long what says nothing may run: the longest of what is said for all, unless that is not for all of them. */
function usual(evaluator: Evaluator, row: DeployCallModel): number | undefined {
  const { sharedBy, fallback } = row;
  if (sharedBy === undefined) return fallback;
  const told = callsOf(evaluator, sharedBy.call).map(({ at }) => argument(evaluator, at, sharedBy.limit));
  const limits = told.map((one) => lasting(evaluator, row, one, () => fallback));
  const known = limits.filter((limit) => limit !== undefined);
  return known.length < limits.length || known.some((limit) => limit < fallback) ? undefined : Math.max(fallback, ...known);
}

function callsOf(evaluator: Evaluator, name: string): readonly { readonly at: At }[] {
  return mentioned(evaluator, name).flatMap((file) => {
    const view = evaluator.view(file);
    return (view?.callsNamed.get(name) ?? []).flatMap((expr) => {
      const call = view?.call(expr);
      return call === undefined ? [] : [{ at: { file, expr, frame: undefined, call } }];
    });
  });
}

/** A length of time in seconds, the longest that it may be; `absent` says it where nothing is said. Of many choices some may have been left out. */
function lasting(evaluator: Evaluator, row: DeployCallModel, value: Value, absent: () => number | undefined): number | undefined {
  const all = each(value);
  const known = all.flatMap((one) => (isAbsent(one) ? absent() : secondsOf(evaluator, row, one)) ?? []);
  return known.length < all.length || all.length >= mostChoices ? undefined : Math.max(...known);
}

const units: Readonly<Record<string, number>> = { millis: 0.001, seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

function secondsOf(evaluator: Evaluator, row: DeployCallModel, value: Value): number | undefined {
  if (value.is === 'lit') {
    if (typeof value.v === 'number') return value.v > 0 ? value.v : undefined;
    const [, number, unit = ''] = /^(\d+(?:\.\d+)?) (second|minute|hour|day)s?$/.exec(String(value.v)) ?? [];
    return number === undefined ? undefined : Number(number) * (units[`${unit}s`] ?? 0);
  }
  const { lengths } = row;
  if (value.is !== 'made' || lengths === undefined || !lengths.modules.includes(value.module)) return undefined;
  const unit = units[value.path.at(-1) ?? ''];
  if (unit === undefined || !lengths.paths.some((path) => fits(value.path.slice(0, -1), path))) return undefined;
  const amount = amountOf(argument(evaluator, { ...value.place, call: value.call }, 'arg[0]'));
  return typeof amount === 'number' && amount > 0 ? amount * unit : undefined;
}
