import type { CallExpr, ExprId } from '../model/summary';
import type { View } from './view';

/** Whether a query asks for the one record that a key names: `query("… where id = $1")`, `{ where: { id } }`; what stands in the template of a tag is not read. */
export function byKey(view: View, call: CallExpr): boolean {
  return call.a.some((a) => {
    const text = textOf(view, a);
    if (text !== undefined) return keyed.test(text) && !more.test(text);
    const where = propOf(view, a, 'where');
    const e = where === undefined ? undefined : view.expr(where);
    return e?.k === 'obj' && e.p.some(({ n, kind, e: value }) => kind === undefined && key.test(n) && view.expr(value).k !== 'obj');
  });
}

/** Whether a list is narrowed to those who have a right or a part in something, who are few: `users.filter((user) => user.isAdmin)`. */
export function byRole(view: View, call: CallExpr): boolean {
  const callee = view.expr(call.c);
  const test = call.a[0] === undefined ? undefined : view.expr(call.a[0]);
  if (callee.k !== 'mem' || callee.n !== 'filter' || test?.k !== 'fn') return false;
  const [from, to] = view.summary.functions[test.f]?.exprs ?? [0, 0];
  return view.summary.exprs
    .slice(from, to)
    .some((e) => (e.k === 'mem' || e.k === 'global' ? role.test(e.n) : e.k === 'lit' && role.test(String(e.v))));
}

function textOf(view: View, id: ExprId): string | undefined {
  const e = view.expr(id);
  if (e.k === 'lit') return typeof e.v === 'string' ? e.v : undefined;
  return e.k === 'tpl' ? e.p.map((part) => (typeof part === 'string' ? part : '?')).join('') : undefined;
}

function propOf(view: View, id: ExprId, name: string): ExprId | undefined {
  const e = view.expr(id);
  return e.k === 'obj' ? e.p.find(({ n, kind }) => n === name && kind === undefined)?.e : undefined;
}

const key = /^(?:id|_id|uuid)$/;
const keyed = /\bwhere\s+(?:[\w"`]+\.)?["`]?(?:id|uuid)["`]?\s*=\s*(?:\?|\$\d|:\w|@\w)/i;
/** It may answer with several all the same. */
const more = /\bor\b|\bjoin\b|\bunion\b/i;
const role = /admin|moderator|permission/i;
