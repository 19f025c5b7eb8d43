import type { IdempotencyLayer } from '../model/layer';
import type { ExprId } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { operationOf, type Site } from './sites';
import { each, type Value } from './values';

const key = /^(x-)?(idempotency|request|client)[-_]?(key|token|id)$|^idempotency/i;

/** A key among the headers or options that makes repeating the call harmless. */
export function idempotency(evaluator: Evaluator, site: Site): IdempotencyLayer[] {
  const { view, call, model, shift } = site;
  const place = { file: view.file, expr: site.id, frame: undefined, call };
  const condition = conditionOf(evaluator, site);
  if (condition !== undefined) return [condition];
  const named = memberOf(evaluator, site);
  if (named !== undefined) return [named];
  for (const at of model.options ?? []) {
    const options = argument(evaluator, place, at, shift);
    for (const holder of [options, ...(options.is === 'obj' || options.is === 'merged' ? [evaluator.member(options, 'headers')] : [])]) {
      const found = keyIn(holder);
      if (found === undefined) continue;
      const born = bornAt(evaluator, found.file, found.e);
      return [
        {
          kind: 'idempotency',
          ...born,
          because: { from: 'option', says: `\`${found.name}\` makes repeating it harmless`, at: evaluator.span(found.file, found.at) },
        },
      ];
    }
  }
  return [];
}

/** A member of what is sent by which the service knows a repetition as one. */
function memberOf(evaluator: Evaluator, site: Site): IdempotencyLayer | undefined {
  const { view, call, id, model, shift } = site;
  const { keys = [] } = model;
  if (keys.length === 0) return undefined;
  const place = { file: view.file, expr: id, frame: undefined, call };
  const operation = operationOf(evaluator, site);
  for (const sent of each(argument(evaluator, place, model.command ?? 'arg[0]', shift))) {
    const input =
      sent.is === 'made' && sent.call.a[0] !== undefined ? evaluator.value(sent.place.file, sent.call.a[0], sent.place.frame) : sent;
    for (const v of each(input)) {
      const p =
        v.is === 'obj'
          ? v.expr.p.find(({ n }) => keys.some(({ member, of }) => n === member && of?.includes(operation) !== false))
          : undefined;
      if (v.is !== 'obj' || p === undefined) continue;
      return {
        kind: 'idempotency',
        ...bornAt(evaluator, v.place.file, p.e),
        because: { from: 'option', says: `\`${p.n}\` makes repeating it harmless`, at: evaluator.span(v.place.file, p.at) },
      };
    }
  }
  return undefined;
}

/** Headers that name the state or the part that is written, so that a repetition finds it done. */
const conditions = /^(content-range|if-match|if-none-match|if-unmodified-since)$/i;

function conditionOf(evaluator: Evaluator, site: Site): IdempotencyLayer | undefined {
  const { view, call } = site;
  for (const a of call.a) {
    for (const given of each(evaluator.value(view.file, a))) {
      if (given.is !== 'obj') continue;
      const headers = evaluator.member(given, 'headers');
      for (const v of [given, ...each(headers)]) {
        const p = v.is === 'obj' ? v.expr.p.find((x) => conditions.test(x.n)) : undefined;
        if (v.is !== 'obj' || p === undefined) continue;
        return {
          kind: 'idempotency',
          made: 'once',
          because: { from: 'option', says: `\`${p.n}\` names what is written`, at: evaluator.span(v.place.file, p.at) },
        };
      }
    }
  }
  return undefined;
}

/** A key is made where something is called for it; whether that is inside a retry shows when the layers are put in order. */
function bornAt(evaluator: Evaluator, file: string, id: ExprId): Pick<IdempotencyLayer, 'made' | 'born'> {
  const view = evaluator.view(file);
  const e = view?.expr(id);
  if (view === undefined || e === undefined) return { made: 'unknown' };
  if (e.k === 'lit') return { made: 'once' };
  if (e.k === 'call') return { made: 'per-attempt', born: { at: evaluator.span(file, e.at), fn: e.fn } };
  if (e.k === 'tpl') {
    const parts = e.p.flatMap((p) => (typeof p === 'number' ? [bornAt(evaluator, file, p)] : []));
    return parts.find((p) => p.made === 'per-attempt') ?? parts[0] ?? { made: 'once' };
  }
  if (e.k !== 'ref') return { made: 'unknown' };
  const binding = view.summary.bindings[e.b];
  if (binding?.kind === 'param' || binding?.fn === 0 || binding?.e === undefined || (binding.w ?? []).length > 0) return { made: 'once' };
  return bornAt(evaluator, file, binding.e);
}

function keyIn(value: Value): { file: string; e: ExprId; name: string; at: readonly [number, number] } | undefined {
  for (const v of each(value)) {
    if (v.is !== 'obj') continue;
    const p = v.expr.p.find((x) => x.kind === undefined && /idempotency/i.test(x.n) && key.test(x.n));
    if (p !== undefined) return { file: v.place.file, e: p.e, name: p.n, at: p.at };
  }
  return undefined;
}
