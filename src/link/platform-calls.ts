import type { CalledModel } from '../model/catalog/platform';
import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { each } from './values';
import type { View } from './view';

/** Whether a call is of something that a platform's package exports, itself or chained on. */
export function isCallOf(evaluator: Evaluator, view: View, id: ExprId, { modules, paths }: CalledModel): boolean {
  return called(evaluator, view, id).some(
    ({ module, path }) => modules.some((one) => isModule(module, one)) && paths.some((one) => fits(path, one)),
  );
}

/** What of a package a call calls, by all the members on the way, whatever the calls between them were handed. */
function called(evaluator: Evaluator, view: View, id: ExprId): readonly { readonly module: string; readonly path: readonly string[] }[] {
  const names: string[] = [];
  for (let at = view.call(id)?.c; at !== undefined; ) {
    const values = each(evaluator.value(view.file, at)).flatMap((v) =>
      v.is === 'lib' ? [{ module: v.module, path: [...v.path, ...names] }] : [],
    );
    if (values.length > 0) return values;
    const e = view.expr(at);
    if (e.k === 'mem') names.unshift(e.n);
    at = e.k === 'mem' ? e.o : e.k === 'call' ? e.c : undefined;
  }
  return [];
}

function isModule(module: string, pattern: string): boolean {
  // What a tool of the platform writes into the project is named from where it is used: `../_generated/server`.
  if (pattern.startsWith('*/')) return module.startsWith('.') && module.replace(/\.js$/, '').endsWith(pattern.slice(1));
  return pattern.endsWith('/*') ? module.startsWith(pattern.slice(0, -1)) : module === pattern;
}
