import type { Layer, OpaqueLayer } from '../model/layer';
import type { Around } from './around';
import type { Evaluator } from './evaluator';
import { readOptions } from './options';
import { answersOf } from './own-fetch';
import type { Site } from './sites';
import { each, type Value } from './values';
import { callsWithin } from './view';

type Made = Value & { readonly is: 'fn' };

/** A call of what is the client on one branch, and on another a function that bounds what it sends by it: `ms > 0 ? withTimeout(fetch, ms) : fetch`. */
export function boundedPerhaps(evaluator: Evaluator, around: Around, site: Site): OpaqueLayer[] {
  const { view, call } = site;
  const chosen = (value: Value): boolean => {
    if (value.is !== 'any') return false;
    if (value.by === 'branch') return each(value).some((one) => one.is === 'fn' && bounds(evaluator, around, site, one));
    // Of several callers one that hands in the client alone has no bound.
    return value.of.every((one) => each(one).every((v) => evaluator.clients(v).length === 0) || chosen(one));
  };
  if (!chosen(evaluator.value(view.file, call.c))) return [];
  const because = { from: 'unresolved', says: 'a function that bounds it may send', at: evaluator.span(view.file, call.callee) } as const;
  return [{ kind: 'opaque', may: ['timeout', 'cancellation'], because }];
}

function bounds(evaluator: Evaluator, around: Around, { client }: Site, made: Made): boolean {
  if (answersOf(evaluator, made, readOptions).some((layers) => layers?.some(isBound) === true)) return true;
  const view = evaluator.view(made.file);
  if (view === undefined) return false;
  const sent = callsWithin(view, made.fn).filter((id) =>
    each(evaluator.value(view.file, view.call(id)!.c, made.frame)).some((one) =>
      evaluator.clients(one).some(({ model }) => model === client.model),
    ),
  );
  return sent.some((id) => around.within(view, id, made.fn).some(({ layers }) => layers.some(isBound)));
}

const isBound = (layer: Layer): boolean =>
  (layer.kind === 'timeout' && layer.ms !== 'unbounded' && layer.by !== 'default') ||
  (layer.kind === 'opaque' && layer.may.includes('timeout'));
