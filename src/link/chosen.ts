import type { ExprId } from '../model/summary';
import { constantOf } from './bounds';
import { parseArg } from './arguments';
import type { Site } from './sites';
import type { View } from './view';

/**
 * Whether whoever calls the function around a call says what is asked for, and not only of which: `fetch(url)`,
 * `fetch(this.urlOf(method))`, `` fetch(`${base}/${method}`) ``, but not `` fetch(`${base}/users/${id}`) ``.
 */
export function isChosenByCallers({ view, call, model, shift }: Site): boolean {
  const { index, rest } = parseArg(model.target ?? model.command ?? 'arg[0]');
  const place = index + shift;
  const given = call.spread !== undefined && place >= call.spread ? undefined : call.a[place];
  const address = rest.reduce<ExprId | undefined>((id, name) => (id === undefined ? undefined : propertyOf(view, id, name)), given);
  return address !== undefined && isChosen(view, address);
}

function propertyOf(view: View, id: ExprId, name: string): ExprId | undefined {
  const e = view.expr(id);
  return e.k === 'obj' ? e.p.findLast(({ n }) => n === name)?.e : undefined;
}

function isChosen(view: View, address: ExprId): boolean {
  const parts = partsOf(view, address);
  const [first, second, third] = parts;
  if (parts.length === 1 && typeof first === 'number') {
    const e = view.expr(first);
    return isParameter(view, first) || (e.k === 'call' && e.how === 'call' && e.a.length === 1 && isParameter(view, e.a[0]));
  }
  // What stands in front of the path says of which: a name, or an origin.
  const path = second === '/' ? third : second;
  const isLast = parts.length === (second === '/' ? 3 : 2);
  const isWhere = typeof first === 'number' || (first !== undefined && /^[a-z][\w+.-]*:\/\/[^/]+\/?$/i.test(first));
  return isLast && isWhere && typeof path === 'number' && isParameter(view, path);
}

/** What an address is put together from, texts that follow each other as one: templates, sums, and names that are given such a value once. */
function partsOf(view: View, id: ExprId, depth = 0): readonly (string | ExprId)[] {
  const e = view.expr(id);
  if (depth > 8) return [id];
  if (e.k === 'lit') return [String(e.v)];
  if (e.k === 'tpl') return joined(e.p.flatMap((one) => (typeof one === 'string' ? [one] : partsOf(view, one, depth + 1))));
  if (e.k === 'bin' && e.op === '+') return joined([...partsOf(view, e.l, depth + 1), ...partsOf(view, e.r, depth + 1)]);
  const made = e.k === 'ref' ? constantOf(view, e.b) : undefined;
  const shape = made === undefined ? undefined : view.expr(made);
  // A name that stands for a whole is followed; one that stands for a part is a part.
  return made !== undefined && depth === 0 && shape?.k !== 'lit' ? partsOf(view, made, depth + 1) : [id];
}

function joined(parts: readonly (string | ExprId)[]): readonly (string | ExprId)[] {
  const out: (string | ExprId)[] = [];
  for (const one of parts) {
    const last = out.at(-1);
    if (one === '') continue;
    if (typeof one === 'string' && typeof last === 'string') out[out.length - 1] = last + one;
    else out.push(one);
  }
  return out;
}

/** A parameter, or a part of one, of a function that has callers of its own; what a list or a promise hands over is no choice of theirs. */
function isParameter(view: View, id: ExprId | undefined): boolean {
  const e = id === undefined ? undefined : view.expr(id);
  const b = e?.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'param' && view.summary.functions[b.fn]?.into === undefined;
}
