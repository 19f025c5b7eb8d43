import type { CalledModel, WorksModel } from '../model/catalog/platform';
import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { each, type Value } from './values';
import type { View } from './view';
import type { Way } from './way';

/** Whether all ways to a call begin at work that a clock or a queue gives out, so that nobody sits in front of it. */
export function isBackground(evaluator: Evaluator, ways: readonly Way[]): boolean {
  const models = (evaluator.program.catalog.platforms ?? []).flatMap(({ works }) => works ?? []);
  return models.length > 0 && ways.length > 0 && ways.every((way) => models.some((model) => isWork(evaluator, model, way)));
}

/** A function that is handed to what gives out work, or that a decorator marks, itself or its class. */
function isWork(evaluator: Evaluator, { handed, marks }: WorksModel, { kept, inside }: Way): boolean {
  const keeper = kept === undefined ? undefined : evaluator.view(kept.file);
  if (kept !== undefined && keeper !== undefined && isOneOf(evaluator, keeper, keeper.call(kept.call)?.c, handed)) return true;
  const outermost = inside.at(-1);
  const view = outermost === undefined ? undefined : evaluator.view(outermost.file);
  const it = outermost === undefined ? undefined : view?.summary.functions[outermost.fn];
  if (view === undefined || it === undefined) return false;
  const shape = it.cls === undefined ? undefined : view.summary.classes[it.cls];
  return [...(it.decorators ?? []), ...(shape?.decorators ?? [])].some((id) => isOneOf(evaluator, view, view.call(id)?.c, marks));
}

/** Whether a callee is one of these exports of a package, or a member of what such an export made. */
function isOneOf(evaluator: Evaluator, view: View, callee: ExprId | undefined, models: readonly CalledModel[]): boolean {
  const names: string[] = [];
  for (let at = callee; at !== undefined; ) {
    const exported = each(evaluator.value(view.file, at)).flatMap((value) => exportOf(value) ?? []);
    if (exported.some(({ module, path }) => models.some((one) => isIn(one, module, [...path, ...names])))) return true;
    const e = view.expr(at);
    if (e.k !== 'mem') return false;
    names.unshift(e.n);
    at = e.o;
  }
  return false;
}

function isIn({ modules, paths }: CalledModel, module: string, path: readonly string[]): boolean {
  return modules.includes(module) && paths.some((one) => fits(path, one));
}

/** The export of a package that a value is, or was made by. */
function exportOf(value: Value): { readonly module: string; readonly path: readonly string[] } | undefined {
  if (value.is === 'lib' || value.is === 'made') return value;
  const made = value.is === 'client' ? value.made?.make.path : undefined;
  return value.is === 'client' && made !== undefined ? { module: value.model.id, path: made === '' ? [] : [made] } : undefined;
}
