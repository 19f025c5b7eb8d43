import type { PlatformModel } from '../model/catalog';
import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { each } from './values';
import type { View } from './view';

/** Whether a platform runs a function, by the name it is exported under and by what its file says of whom it is for. */
export function isHandler(evaluator: Evaluator, view: View, fn: FnId, handlers: NonNullable<PlatformModel['handlers']>): boolean {
  const names = handlers.exported.filter((name) => view.exportsNamed.has(name));
  return names.length > 0 && isTheirs(view, handlers) && names.some((name) => runs(evaluator, view, name, fn));
}

/** A function that is wrapped before it is exported (`middy(ask)`) is run as well: then any that stands at the top of the file. */
function runs(evaluator: Evaluator, { file, summary }: View, name: string, fn: FnId): boolean {
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
