import type { Expr, ExprId } from '../model/summary';
import { type Maker, push } from './maker';

/**
 * `Object.defineProperty(it, 'name', { value })` gives a member as `it.name = value` does; with `get` it is what that function gives.
 * `Object.defineProperties` gives several at once.
 */
export function defined(m: Maker): void {
  for (const { id } of m.callNodes) {
    const call = m.exprs[id];
    const callee = call?.k === 'call' ? m.exprs[call.c] : undefined;
    if (call?.k !== 'call' || callee?.k !== 'mem' || !isGlobal(m.exprs[callee.o])) continue;
    const [of, second, third] = call.a;
    if (of === undefined || second === undefined) continue;
    if (callee.n === 'defineProperty' && third !== undefined) {
      const name = m.exprs[second];
      if (name?.k === 'lit' && typeof name.v === 'string') define(m, call, of, name.v, third);
    } else if (callee.n === 'defineProperties') {
      const all = m.exprs[second];
      if (all?.k === 'obj') for (const p of all.p) if (p.kind === undefined) define(m, call, of, p.n, p.e);
    }
  }
}

const isGlobal = (e: Expr | undefined): boolean => e?.k === 'global' && /^(?:Object|Reflect)$/.test(e.n);

function define(m: Maker, call: Extract<Expr, { k: 'call' }>, o: ExprId, n: string, descriptor: ExprId): void {
  const e = m.exprs[descriptor];
  if (e?.k !== 'obj') return;
  const given = (name: string): ExprId | undefined => e.p.find((p) => p.n === name && p.kind === undefined)?.e;
  const { fn, ctx, at, callee } = call;
  const get = given('get');
  const v =
    given('value') ??
    (get === undefined ? undefined : push(m, { k: 'call', how: 'call', c: get, a: [], at, callee, ctx, fn, used: 'value' }));
  if (v !== undefined) m.writes.push({ o, n, v, fn, ctx, at });
}
