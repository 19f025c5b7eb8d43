import type { CallModel, ClientModel } from '../../../src/model/catalog/client';
import type { MakeModel } from '../../../src/model/catalog/instance';
import type { ArgPath, Literal, Path } from '../../../src/model/catalog/paths';

/** How a library comes into a file. */
export const importForms = ['namespace', 'default', 'named', 'require', 'destructured', 'dynamic'] as const;
export type ImportForm = (typeof importForms)[number];

/** Text of a value in source: an object is kept as a tree until it is written, so that several parts may be put into it. */
export type Tree = string | { readonly [name: string]: Tree };

/** What stands at each argument of one call. */
export type Arguments = Map<number, Tree>;

export function put(args: Arguments, at: ArgPath, path: readonly string[], value: Tree): void {
  const { index, rest } = parse(at);
  const whole = [...rest, ...path];
  if (whole.length === 0) {
    args.set(index, value);
    return;
  }
  args.set(index, grafted(args.get(index), whole, value));
}

function grafted(tree: Tree | undefined, [name, ...rest]: readonly string[], value: Tree): Tree {
  if (name === undefined) return value;
  const base = typeof tree === 'object' ? tree : {};
  return { ...base, [name]: grafted(base[name], rest, value) };
}

function parse(at: ArgPath): { index: number; rest: readonly string[] } {
  const found = /^arg\[(\d+)\](\(\))?(?:\.(.*))?$/.exec(at);
  return { index: Number(found?.[1]), rest: [...(found?.[2] === undefined ? [] : [gives]), ...(found?.[3]?.split('.') ?? [])] };
}

/** The name in a tree for what a function there gives. */
const gives = '()';

export function written(tree: Tree): string {
  if (typeof tree === 'string') return tree;
  if (tree[gives] !== undefined) return `() => (${written(tree[gives])})`;
  const rows = Object.entries(tree).map(([name, value]) => `${/^[\w$]+$/.test(name) ? name : `'${name}'`}: ${written(value)}`);
  return `{ ${rows.join(', ')} }`;
}

/** The arguments as a list; places that nothing was said about hold a text, or what is given for them. */
export function list(args: Arguments, filler = "'text'"): string {
  const last = Math.max(-1, ...args.keys());
  return Array.from({ length: last + 1 }, (_, i) => written(args.get(i) ?? filler)).join(', ');
}

export function literal(value: Literal): string {
  if (value === 'Infinity' || value === 'undefined') return value;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** A path without stars: `*Client` → `SomeClient`, `*` → `thing`, `**` → `deep.thing`. */
export function concrete(path: Path, word = 'thing'): Path {
  return path
    .split('.')
    .map((segment) =>
      segment === '**' ? `deep.${word}` : segment === '*' ? word : segment.replace('*', segment.startsWith('*') ? 'Some' : 'Thing'),
    )
    .join('.');
}

export const specifierOf = (module: string): string => module.replace(/\*/g, 'some');

/** A path behind what stands at its start: what is counted is asked for by its number. */
export const memberOf = (root: string, path: Path): string =>
  path === '' ? root : path.split('.').reduce((at, part) => (/^\d+$/.test(part) ? `${at}[${part}]` : `${at}.${part}`), root);

/** The lines that bring the library in, and how something at a path of it is spelled. */
export function bring(module: string, form: ImportForm, paths: readonly Path[]): { lines: readonly string[]; at: (path: Path) => string } {
  const from = `'${specifierOf(module)}'`;
  const roots = [...new Set(paths.map((path) => path.split('.')[0] ?? '').filter((root) => root !== ''))];
  const names = roots.map((root, i) => `${root}: lib${i}`).join(', ');
  const byName = (path: Path): string => {
    const [root = '', ...rest] = path.split('.');
    return memberOf(root === '' ? 'lib' : `lib${roots.indexOf(root)}`, rest.join('.'));
  };
  switch (form) {
    case 'namespace':
      return { lines: [`import * as lib from ${from};`], at: (path) => memberOf('lib', path) };
    case 'default':
      return { lines: [`import lib from ${from};`], at: (path) => memberOf('lib', path) };
    case 'require':
      return { lines: [`const lib = require(${from});`], at: (path) => memberOf('lib', path) };
    case 'dynamic':
      return { lines: [`const lib = await import(${from});`], at: (path) => memberOf('lib', path) };
    case 'named':
      return { lines: [`import lib, { ${names.replace(/: /g, ' as ')} } from ${from};`], at: byName };
    case 'destructured':
      return { lines: [`const { default: lib${names === '' ? '' : `, ${names}`} } = require(${from});`], at: byName };
  }
}

/** The makers one after the other that lead from the module to a kind, the shortest way; `undefined` when none does. */
export function wayTo(model: ClientModel, kind: string): readonly MakeModel[] | undefined {
  if (kind === 'module') return [];
  const ways = waysOf.get(model) ?? allWays(model);
  waysOf.set(model, ways);
  return ways.get(kind);
}

const waysOf = new WeakMap<ClientModel, ReadonlyMap<string, readonly MakeModel[]>>();

function allWays(model: ClientModel): ReadonlyMap<string, readonly MakeModel[]> {
  const ways = new Map<string, readonly MakeModel[]>([['module', []]]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const make of model.makes ?? []) {
      const to = make.kind ?? 'instance';
      if (ways.has(to)) continue;
      const from = (make.on ?? ['module']).find((on) => ways.has(on));
      const before = from === undefined ? undefined : ways.get(from);
      if (before === undefined) continue;
      ways.set(to, [...before, make]);
      grown = true;
    }
  }
  return ways;
}

export const isClass = (path: Path): boolean => /(?:^|\.)\*?[A-Z][\w*]*$/.test(path) && !/^[A-Z]+$/.test(path.split('.').pop() ?? '');

/** What a call needs to be recognised as one: its own words, and the kind of thing it stands on. */
export interface Target {
  readonly call: CallModel;
  readonly path: Path;
  readonly kind: string;
  readonly way: readonly MakeModel[];
}

/** The first way to write a call on each kind it may stand on. */
export function targetsOf(model: ClientModel, call: CallModel): readonly Target[] {
  const of = targets.get(model) ?? new Map<CallModel, readonly Target[]>();
  targets.set(model, of);
  const found = of.get(call) ?? allTargets(model, call);
  of.set(call, found);
  return found;
}

const targets = new WeakMap<ClientModel, Map<CallModel, readonly Target[]>>();

function allTargets(model: ClientModel, call: CallModel): readonly Target[] {
  const made = call.constructs === true || (model.makes ?? []).some((make) => (make.kind ?? 'instance') === 'instance');
  const kinds = call.on ?? (made ? ['module', 'instance'] : ['module']);
  return kinds.flatMap((kind) => {
    const way = wayTo(model, kind);
    return way === undefined ? [] : call.paths.slice(0, 1).map((path) => ({ call, path: concrete(path, 'getThing'), kind, way }));
  });
}

export interface Snippet {
  readonly at?: (path: Path) => string;
  readonly module?: string;
  readonly form?: ImportForm;
  /** What stands in the arguments of the call. */
  readonly args?: Arguments;
  /** What stands in the arguments of the i-th maker of the way. */
  readonly makers?: ReadonlyMap<number, Arguments>;
  /** Behind the call: `.timeout(5)`. */
  readonly behind?: string;
  /** Between making and calling. */
  readonly between?: (made: string) => readonly string[];
}

/** What keeps to itself without a client beneath is given one that adds nothing. */
function beneath(model: ClientModel, make: MakeModel): Arguments {
  const args: Arguments = new Map();
  const place = make.of?.find((at) => model.stays?.some(({ option, absent }) => absent === true && at.endsWith(`.${option}`)) === true);
  if (place !== undefined) put(args, place, [], "require('axios').create()");
  return args;
}

/** The source of one call, with its import and its instance. */
export function source(model: ClientModel, target: Target, snippet: Snippet = {}): string {
  const { call, path, kind, way } = target;
  const first = way.length === 0 ? path : concrete(way[0]?.path ?? '');
  const global = model.modules.length === 0 ? model.globals?.[0] : undefined;
  const module = snippet.module ?? model.modules[0] ?? '';
  const carrier = call.through === undefined ? undefined : (model.makes ?? []).find(({ on }) => on === undefined)?.path;
  const brought =
    global === undefined
      ? bring(module, snippet.form ?? 'namespace', carrier === undefined ? [first] : [first, concrete(carrier)])
      : { lines: [], at: (p: Path) => (p === '' ? global : `${global}.${p}`) };
  const lines = [...brought.lines];
  let holder = '';
  way.forEach((make, i) => {
    const at = concrete(make.path);
    const callee = i === 0 ? brought.at(at) : at === '' ? holder : `${holder}.${at}`;
    const args = list(snippet.makers?.get(i) ?? beneath(model, make));
    const isNew = isClass(make.path) || (i === 0 && make.path === '' && kind !== 'module' && /XMLHttp|Redis/.test(model.id));
    lines.push(`const made${i} = ${isNew ? 'new ' : ''}${callee}(${args});`);
    holder = `made${i}`;
  });
  const root = way.length === 0 ? brought.at('') : holder;
  lines.push(...(snippet.between?.(root) ?? []));
  const callee = way.length === 0 ? brought.at(path) : memberOf(holder, path);
  const args: Arguments = new Map(snippet.args);
  if (call.through !== undefined && carrier !== undefined) put(args, call.through, [], `${brought.at(concrete(carrier))}()`);
  const sent = call.tags === true ? `${callee}\`text\`` : `${call.constructs === true ? 'new ' : ''}${callee}(${list(args)})`;
  lines.push(`export const answer = ${sent}${snippet.behind ?? ''};`);
  return `${lines.join('\n')}\n`;
}
