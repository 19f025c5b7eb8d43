import type { PlatformModel } from '../model/catalog/platform';
import type { BindingId, ExprId, FnId, TypeRef } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { isOfProgram } from './uncalled';
import { each } from './values';
import type { View } from './view';

/** Whether a platform runs a function, by the type written for it, or by the name it is exported under and what its file says of whom it is for. */
export function isHandler(evaluator: Evaluator, view: View, fn: FnId, handlers: NonNullable<PlatformModel['handlers']>): boolean {
  if (isTyped(view, fn, handlers)) return true;
  const names = handlers.exported.filter((name) => view.exportsNamed.has(name));
  if (!isTheirs(view, handlers) && !names.some((name) => standsAmong(evaluator, view, name, handlers))) return false;
  return names.some((name) => isRun(evaluator, view, name, fn)) || isExportedAbove(evaluator, view, fn, handlers);
}

/** Files beside it export functions under the same name that show whose they are, and nobody but a test imports this one: `handlers/*.ts`. */
function standsAmong(evaluator: Evaluator, { file }: View, name: string, handlers: NonNullable<PlatformModel['handlers']>): boolean {
  if (handlers.beside !== true || evaluator.program.importedBy(file).some((other) => isOfProgram(evaluator, other))) return false;
  return evaluator.program.neighbours(file).some((other) => {
    const view = evaluator.view(other);
    return view?.exportsNamed.has(name) === true && isTheirs(view, handlers);
  });
}

/** A file beside it exports what its function gives back: `export const handler = makeHandler(new Client())`. */
function isExportedAbove(
  evaluator: Evaluator,
  { file, summary }: View,
  fn: FnId,
  { exported }: NonNullable<PlatformModel['handlers']>,
): boolean {
  const maker = summary.functions[summary.functions[fn]?.parent ?? 0];
  if (maker === undefined || maker.kind === 'module' || maker.parent !== 0) return false;
  return evaluator.program
    .importers(file)
    .some((other) =>
      exported.some(
        (name) =>
          evaluator.view(other)?.exportsNamed.has(name) === true &&
          each(evaluator.exported(other, name)).some((value) => value.is === 'fn' && value.file === file && value.fn === fn),
      ),
    );
}

/** The type of a handler is written for the name that holds the function, or as what the function around it gives back; or it takes an event of theirs. */
function isTyped(view: View, fn: FnId, handlers: NonNullable<PlatformModel['handlers']>): boolean {
  return typedIn(view, handlers).has(fn);
}

/** `APIGatewayProxyHandler`, `HttpFunction`, `CloudEventFunction`. */
const handlerName = /(?:Handler|Function)$/;
const eventName = /Event$/;

const typed = new WeakMap<View, Map<unknown, ReadonlySet<FnId>>>();

/** The functions of a file for which such a type is written. */
function typedIn(view: View, handlers: NonNullable<PlatformModel['handlers']>): ReadonlySet<FnId> {
  const { types = [] } = handlers;
  const told = typed.get(view) ?? new Map<unknown, ReadonlySet<FnId>>();
  typed.set(view, told);
  const have = told.get(handlers);
  if (have !== undefined) return have;
  const { bindings, functions } = view.summary;
  const theirs = new Set<BindingId>();
  bindings.forEach(({ im }, id) => {
    if (im !== undefined && types.some(({ module }) => module === im[0])) theirs.add(id);
  });
  const says = (t: TypeRef | undefined, what = handlerName): boolean => {
    if (t?.b === undefined || !theirs.has(t.b)) return false;
    const [module, name] = bindings[t.b]?.im ?? [];
    const said = name === '*' ? t.n[1] : name;
    return (
      said !== undefined && what.test(said) && types.some((row) => row.module === module && row.names.some((one) => fits([said], one)))
    );
  };
  const out = new Set<FnId>();
  const add = (id: ExprId | undefined): void => {
    const e = id === undefined ? undefined : view.expr(id);
    if (e?.k === 'fn') out.add(e.f);
  };
  if (theirs.size > 0) {
    for (const { e, t } of bindings) if (says(t)) add(e);
    for (const [f, { ret, rt, params }] of functions.entries()) {
      if (says(rt)) ret.forEach(add);
      if (says(params[0]?.t, eventName)) out.add(f);
    }
  }
  told.set(handlers, out);
  return out;
}

/** A function that is wrapped before it is exported (`middy(ask)`) is run as well: then any that stands at the top of the file. */
export function isRun(evaluator: Evaluator, { file, summary }: View, name: string, fn: FnId): boolean {
  const own = each(evaluator.exported(file, name)).filter((value) => value.is === 'fn');
  if (own.length > 0) return own.some((value) => value.file === file && value.fn === fn);
  return summary.functions[fn]?.parent === 0;
}

const known = new WeakMap<View, Map<unknown, boolean>>();

function isTheirs(view: View, handlers: NonNullable<PlatformModel['handlers']>): boolean {
  const told = known.get(view) ?? new Map<unknown, boolean>();
  known.set(view, told);
  const have = told.get(handlers) ?? (importsOf(view, handlers) || readsOf(view, handlers));
  told.set(handlers, have);
  return have;
}

function importsOf({ summary }: View, { types = [], uses = [] }: NonNullable<PlatformModel['handlers']>): boolean {
  const imported = summary.bindings.some(({ im }) => {
    if (im === undefined) return false;
    const [module, name] = im;
    return uses.includes(module) || types.some((row) => row.module === module && row.names.some((one) => fits([name], one)));
  });
  return imported || summary.exprs.some((e) => e.k === 'mod' && uses.includes(e.m));
}

/** Something is read of a parameter, by its name or taken out of it. */
function readsOf({ summary, expr }: View, { reads = [] }: NonNullable<PlatformModel['handlers']>): boolean {
  const path = (id: ExprId): readonly string[] | undefined => {
    const e = expr(id);
    if (e.k === 'ref') return summary.bindings[e.b]?.kind === 'param' ? (summary.bindings[e.b]?.path ?? []) : undefined;
    const before = e.k === 'mem' ? path(e.o) : undefined;
    return before === undefined || e.k !== 'mem' ? undefined : [...before, e.n];
  };
  return (
    summary.bindings.some((b) => b.kind === 'param' && b.path !== undefined && reads.includes(b.path.join('.'))) ||
    summary.exprs.some((e, id) => e.k === 'mem' && reads.some((one) => one.endsWith(e.n)) && reads.includes(path(id)?.join('.') ?? ''))
  );
}
