import type { CallExpr, Expr, ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import type { Program } from './program';
import { mentioned } from './said-in-code';
import { each, type Value } from './values';
import type { View } from './view';

/** A client that goes into a file as an argument: as which one, and as which property of it. */
export interface HandedDown {
  readonly file: string;
  readonly arg: number;
  readonly key?: string;
}

/**
 * The files into which one file hands clients: `require('./routes')(app, db)`, `new Users(api)`, `this.users.init(api)`.
 * `known` are names under which clients were handed into this file itself. Which files must be read follows from it, so
 * too many is right and too few is wrong.
 */
export function handedDown(evaluator: Evaluator, view: View, known: ReadonlySet<string>): readonly HandedDown[] {
  const { summary, file } = view;
  const out: HandedDown[] = [];
  const holds = (e: ExprId): boolean => {
    const it = view.expr(e);
    if (!holders.has(it.k)) return false;
    const name = it.k === 'ref' ? summary.bindings[it.b]?.n : it.k === 'mem' ? it.n : undefined;
    return (name !== undefined && known.has(name)) || each(evaluator.value(file, e)).some((v) => isClient(evaluator, v));
  };
  const near = nearOf(evaluator.program, view);
  const mayHold = (e: ExprId): boolean => {
    const it = view.expr(e);
    return it.k === 'obj' ? it.p.some((p) => p.n !== '' && holders.has(view.expr(p.e).k)) : holders.has(it.k);
  };
  for (const id of summary.calls) {
    const call = view.call(id);
    if (call === undefined || !call.a.some(mayHold)) continue;
    // Most calls lead into a package: what they are handed need not be known.
    const leads = leadsOf(evaluator, view, call, near);
    if (leads === undefined) continue;
    let into: readonly string[] | undefined;
    call.a.forEach((a, arg) => {
      const it = view.expr(a);
      const keys =
        it.k === 'obj'
          ? it.p.filter((p) => p.n !== '' && holds(p.e)).map(({ n }) => n)
          : holds(a) || isExtended(evaluator, view, call, a)
            ? [undefined]
            : keysOf(evaluator, view, a);
      if (keys.length === 0) return;
      into ??= leads();
      for (const to of into) for (const key of keys) out.push({ file: to, arg, ...(key === undefined ? {} : { key }) });
    });
  }
  return out;
}

/** Whether a file is handed a class as such, to which it may add: `require('./getters')(Queue)`. */
function isExtended(evaluator: Evaluator, view: View, { c }: CallExpr, a: ExprId): boolean {
  const callee = view.expr(c);
  const isDirect = callee.k === 'mod' || (callee.k === 'ref' && view.summary.bindings[callee.b]?.im !== undefined);
  return isDirect && view.expr(a).k === 'ref' && each(evaluator.value(view.file, a)).some(({ is }) => is === 'cls');
}

/** Under which names an object that is kept has clients: `deps.db = pool; require('./users')(deps)`. */
function keysOf(evaluator: Evaluator, view: View, e: ExprId): readonly string[] {
  if (view.expr(e).k !== 'ref') return [];
  return each(evaluator.value(view.file, e)).flatMap((v) => {
    if (v.is === 'mod')
      return [...(evaluator.view(v.file)?.exportsNamed.keys() ?? [])].filter((n) =>
        each(evaluator.exported(v.file, n)).some((one) => isClient(evaluator, one)),
      );
    if (v.is !== 'obj') return [];
    const { file, frame } = v.place;
    const entries = [...v.expr.p.map((p) => ({ n: p.n, v: p.e, file, frame })), ...v.writes.map((w) => ({ ...w, frame: undefined }))];
    return entries.flatMap(({ n, v: held, ...at }) =>
      n !== '' && each(evaluator.value(at.file, held, at.frame)).some((one) => isClient(evaluator, one)) ? [n] : [],
    );
  });
}

/** Under which names a file has what is handed into it. */
export function namesInside(view: View, { arg, key }: HandedDown): Set<string> {
  const names = new Set(key === undefined ? [] : [key]);
  const { bindings, writes, exprs } = view.summary;
  for (const { n, kind, i = 0, path } of bindings)
    if (kind === 'param' && i === arg && (path === undefined ? key === undefined : key !== undefined && path[0] === key)) names.add(n);
  const nameOf = (e: ExprId): string | undefined => {
    const it = exprs[e];
    return it?.k === 'ref' ? bindings[it.b]?.n : it?.k === 'mem' ? it.n : undefined;
  };
  // It is kept: `this.client = client`, `const { db } = deps`.
  for (const w of writes) if (names.has(nameOf(w.v) ?? '')) names.add(w.n);
  for (const { n, e, path } of bindings)
    if (e !== undefined && (path === undefined ? names.has(nameOf(e) ?? '') : names.has(path[path.length - 1] ?? ''))) names.add(n);
  return names;
}

/** The files of the project that a call may lead into, by how its callee is written; `undefined` where there is none. */
function leadsOf(
  evaluator: Evaluator,
  view: View,
  call: CallExpr,
  near: (method: string) => readonly string[],
): (() => readonly string[]) | undefined {
  const { summary, file } = view;
  const { program } = evaluator;
  const path: string[] = [];
  let at: Expr = view.expr(call.c);
  while (at.k === 'mem' || at.k === 'call') {
    if (at.k === 'mem') path.unshift(at.n);
    at = view.expr(at.k === 'mem' ? at.o : at.c);
  }
  const told = (specifier: string, name: string | undefined): (() => readonly string[]) | undefined => {
    const to = program.resolve(specifier, file);
    return to === undefined ? undefined : () => behind(program, to, name, 0);
  };
  if (at.k === 'mod') return told(at.m, path[0]);
  const root = at.k === 'ref' ? summary.bindings[at.b] : undefined;
  if (root?.im !== undefined) return told(root.im[0], root.im[1] === '*' || root.im[1] === 'default' ? path[0] : root.im[1]);
  if (root?.kind === 'param' && path.length === 0) {
    // What is run by its parameter was written by whoever calls the function: `const run = (work) => work(pool)`.
    const { n = '', as = n } = summary.functions[root.fn] ?? {};
    return as === '' ? undefined : () => program.importing(file, mentioned(evaluator, as));
  }
  const init = root?.e === undefined ? undefined : view.expr(root.e);
  if (init?.k === 'mod') return told(init.m, root?.path?.[0] ?? path[0]);
  const method = path[path.length - 1];
  // A method of what is kept somewhere: any file that this one imports may have it.
  const having = method === undefined ? [] : near(method);
  return having.length === 0 ? undefined : () => having;
}

/** Those of the files that one imports that name a method; worked out once for each, as most calls are of a few. */
function nearOf(program: Program, { summary, file }: View): (method: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  let imported: readonly string[] | undefined;
  return (method) => {
    imported ??= [...new Set([...summary.bindings.flatMap(({ im }) => (im === undefined ? [] : [im[0]])), ...modulesIn(summary.exprs)])]
      .map((specifier) => program.resolve(specifier, file))
      .filter((one) => one !== undefined);
    const have = known.get(method) ?? imported.filter((one) => program.mentions(one, method));
    known.set(method, have);
    return have;
  };
}

const modulesIn = (exprs: readonly Expr[]): readonly string[] => exprs.flatMap((e) => (e.k === 'mod' ? [e.m] : []));

/** A file, and those from which it passes a name on. */
function behind(program: Program, file: string | undefined, name: string | undefined, depth: number): readonly string[] {
  if (file === undefined) return [];
  const summary = depth < 3 && name !== undefined ? program.summary(file) : undefined;
  if (summary === undefined) return [file];
  const next = (specifier: string, as: string | undefined): readonly string[] =>
    behind(program, program.resolve(specifier, file), as, depth + 1);
  const named = summary.exports.flatMap(({ n, from }) => (n === name && from !== undefined ? next(from[0], from[1]) : []));
  const starred = summary.stars.flatMap((star) => next(star, name)).filter((one) => program.mentions(one, name!));
  return [file, ...named, ...starred];
}

/** Expressions that may hold a client. */
const holders: ReadonlySet<Expr['k']> = new Set(['ref', 'global', 'this', 'mem', 'idx', 'call', 'alt', 'mod']);

/** A client, the module of one, or the class of one that whoever is handed it may make: `make(LambdaClient)`. */
function isClient({ library }: Evaluator, v: Value): boolean {
  if (v.is !== 'lib') return v.is === 'client';
  return library.clients(v.module).some(({ makes = [] }) => v.path.length === 0 || makes.some(({ path }) => fits(v.path, path)));
}
