import type { ClientModel } from '../model/catalog/client';
import { namesOf, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import type { ReadAt, Reading } from './option-reading';
import { readOptions } from './options';
import { each, type Value } from './values';

/** What functions among the options set on each request, just before it is sent: `hooks: { beforeRequest: [(options) => { options.timeout = … }] }`. */
export function hookReadings(evaluator: Evaluator, options: Value | undefined, model: ClientModel, how: ReadAt): readonly Reading[] {
  if (options === undefined) return [];
  return (model.hooks ?? []).flatMap(({ option, param }) =>
    each(optionAt(evaluator, options, namesOf(option))).flatMap((list) =>
      (list.is === 'arr' ? list.items : [list]).flatMap((fn) => {
        const view = fn.is === 'fn' ? evaluator.view(fn.file) : undefined;
        const b = fn.is === 'fn' ? view?.summary.functions[fn.fn]?.params[param]?.b : undefined;
        const writes = view === undefined || b === undefined ? [] : (view.writesTo.get(b) ?? []);
        const [first] = writes;
        if (view === undefined || first === undefined) return [];
        const p = writes.map(({ n, v, at }) => ({ n, e: v, at }));
        const place = { file: view.file, expr: first.v, frame: undefined };
        const set: Value = { is: 'obj', place, expr: { k: 'obj', p, at: first.at }, writes: [] };
        const at = evaluator.span(view.file, first.at);
        const { layers, ...reading } = readOptions(evaluator, set, { ...how, file: view.file, at, says: 'a hook' });
        return [{ ...reading, layers: layers.map((layer) => ({ ...layer, because: { ...layer.because, from: 'plugin' as const } })) }];
      }),
    ),
  );
}
