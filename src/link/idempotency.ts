import type { IdempotencyLayer } from '../model/layer';
import type { ExprId } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluate';
import type { Site } from './sites';
import { each, type Value } from './values';

const key = /^(x-)?(idempotency|request|client)[-_]?(key|token|id)$|^idempotency/i;

/** A key among the headers or options that makes repeating the call harmless. */
export function idempotency(evaluator: Evaluator, site: Site): IdempotencyLayer[] {
  const { view, call, model, shift } = site;
  const place = { file: view.file, expr: site.id, frame: undefined, call };
  for (const at of model.options ?? []) {
    const options = argument(evaluator, place, at, shift);
    for (const holder of [options, ...(options.is === 'obj' || options.is === 'merged' ? [evaluator.member(options, 'headers')] : [])]) {
      const found = keyIn(holder);
      if (found === undefined) continue;
      const e = found.file === view.file ? view.expr(found.e) : undefined;
      const made =
        e?.k === 'ref'
          ? view.summary.bindings[e.b]?.fn === call.fn && view.summary.bindings[e.b]?.kind !== 'param'
            ? 'per-attempt'
            : 'once'
          : e?.k === 'call'
            ? 'per-attempt'
            : e?.k === 'lit'
              ? 'once'
              : 'unknown';
      return [
        {
          kind: 'idempotency',
          made,
          because: { from: 'option', says: `\`${found.name}\` makes repeating it harmless`, at: evaluator.span(found.file, found.at) },
        },
      ];
    }
  }
  return [];
}

function keyIn(value: Value): { file: string; e: ExprId; name: string; at: readonly [number, number] } | undefined {
  for (const v of each(value)) {
    if (v.is !== 'obj') continue;
    const p = v.expr.p.find((x) => x.kind === undefined && /idempotency/i.test(x.n) && key.test(x.n));
    if (p !== undefined) return { file: v.place.file, e: p.e, name: p.n, at: p.at };
  }
  return undefined;
}
