import type { Layer } from '../model/layer';
import type { FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { formsOf } from './guards';
import { provided } from './provisions';
import { each } from './values';
import type { View } from './view';

/** What the decorators of a function put around it. */
export function decorated(evaluator: Evaluator, view: View, fn: FnId): Layer[] {
  const layers: Layer[] = [];
  for (const id of view.summary.functions[fn]?.decorators ?? []) {
    const call = view.call(id);
    if (call === undefined) continue;
    for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
      if (form.form !== 'decorator') continue;
      layers.push(...provided(evaluator, form.provides, { file: view.file, expr: id, frame: undefined, call }, guard));
      if (form.order === undefined) continue;
      const policies = call.a.flatMap((a) => each(evaluator.value(view.file, a))).flatMap((v) => (v.is === 'policy' ? [v] : []));
      layers.push(...(form.order === 'outer-first' ? policies.reverse() : policies).flatMap((p) => p.layers));
    }
  }
  return layers;
}
