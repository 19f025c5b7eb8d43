import type { PlatformModel } from '../model/catalog';
import type { ExprId, FnId, TypeRef } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { each } from './values';
import type { View } from './view';

/** Whether a platform runs a function, by the type written for it, or by the name it is exported under and what its file says of whom it is for. */
export function isHandler(evaluator: Evaluator, view: View, fn: FnId, handlers: NonNullable<PlatformModel['handlers']>): boolean {
  if (isTyped(view, fn, handlers)) return true;
  if (!isTheirs(view, handlers)) return false;
  const names = handlers.exported.filter((name) => view.exportsNamed.has(name));
  return names.some((name) => runs(evaluator, view, name, fn)) || isExportedAbove(evaluator, view, fn, handlers);
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

/** The type of a handler is written for the name that holds the function, or as what the function around it gives back. */
function isTyped({ summary, expr }: View, fn: FnId, { types = [] }: NonNullable<PlatformModel['handlers']>): boolean {
  const isIt = (id: ExprId | undefined): boolean => {
    const e = id === undefined ? undefined : expr(id);
    return e?.k === 'fn' && e.f === fn;
  };
  const says = (t: TypeRef | undefined): boolean => {
    const [module, name] = (t?.b === undefined ? undefined : summary.bindings[t.b]?.im) ?? [];
    const said = name === '*' ? t?.n[1] : name;
    return (
      module !== undefined &&
      said?.endsWith('Handler') === true &&
      types.some((row) => row.module === module && row.names.some((one) => fits([said], one)))
    );
  };
  const maker = summary.functions[summary.functions[fn]?.parent ?? 0];
  return summary.bindings.some(({ e, t }) => isIt(e) && says(t)) || (says(maker?.rt) && maker?.ret.some(isIt) === true);
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
