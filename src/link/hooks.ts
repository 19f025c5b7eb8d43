import type { ClientModel } from '../model/catalog/client';
import type { FnId } from '../model/summary';
import { namesOf, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import type { ReadAt, Reading } from './option-reading';
import { readOptions } from './options';
import type { Site } from './sites';
import { each, type Value } from './values';

/** What functions among the options set on each request, just before it is sent: `hooks: { beforeRequest: [(options) => { options.timeout = … }] }`. */
export function hookReadings(evaluator: Evaluator, options: Value | undefined, model: ClientModel, how: ReadAt): readonly Reading[] {
  if (options === undefined) return [];
  return (model.hooks ?? []).flatMap(({ option, param }) =>
    each(optionAt(evaluator, options, namesOf(option))).flatMap((list) =>
      (list.is === 'arr' ? list.items : [list]).flatMap((fn) => (fn.is === 'fn' ? readingOf(evaluator, fn, param, how) : [])),
    ),
  );
}

/** What the class that a call stands in sets on each request, where it is an heir of the client's: `willSendRequest(path, request) { request.signal = … }`. */
export function overrideReadings(evaluator: Evaluator, { view, call, client }: Site, how: ReadAt): readonly Reading[] {
  const { overrides = [] } = client.model;
  const cls = overrides.length === 0 ? undefined : view.classOf(call.fn);
  if (cls === undefined) return [];
  const { classes } = evaluator.lineage(view.file, cls);
  return overrides.flatMap(({ method, param }) => {
    for (const { file, cls: id } of classes) {
      const f = evaluator.view(file)?.summary.classes[id]?.members.find(({ n, kind }) => n === method && kind === 'method')?.f;
      if (f !== undefined) return readingOf(evaluator, { file, fn: f }, param, how);
    }
    return [];
  });
}

/** What a function writes into the options that it is handed. */
function readingOf(evaluator: Evaluator, { file, fn }: { file: string; fn: FnId }, param: number, how: ReadAt): readonly Reading[] {
  const view = evaluator.view(file);
  const b = view?.summary.functions[fn]?.params[param]?.b;
  const writes = view === undefined || b === undefined ? [] : (view.writesTo.get(b) ?? []);
  const [first] = writes;
  if (view === undefined || first === undefined) return [];
  const p = writes.map(({ n, v, at }) => ({ n, e: v, at }));
  const place = { file: view.file, expr: first.v, frame: undefined };
  const set: Value = { is: 'obj', place, expr: { k: 'obj', p, at: first.at }, writes: [] };
  const at = evaluator.span(view.file, first.at);
  const { layers, ...reading } = readOptions(evaluator, set, { ...how, file: view.file, at, says: 'a hook' });
  return [{ ...reading, layers: layers.map((layer) => ({ ...layer, because: { ...layer.because, from: 'plugin' as const } })) }];
}
