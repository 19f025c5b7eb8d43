import type { ClassId, ClassShape, ExprId, Member } from '../model/summary';
import { type Draft, type Maker, push } from './maker';

/**
 * Classes as they were written before there was a word for them: `function Client() {…}` with `Client.prototype.send = function () {…}`,
 * an object for a prototype, `inherits(Client, Base)`. Read when the whole file is, since the parts stand anywhere in it.
 */
export function prototypes(m: Maker): void {
  for (const { o, n, v } of m.writes) {
    const of = prototypeOf(m, o);
    if (of !== undefined && n !== 'constructor' && n !== '__proto__') member(m, of, n, v);
    const base = n === '__proto__' ? of : n === 'prototype' ? o : undefined;
    if (base !== undefined) inherit(m, base, v);
  }
  for (const { id } of m.callNodes) {
    const call = m.exprs[id];
    if (call?.k !== 'call') continue;
    const name = lastName(m, call.c);
    const [first, ...rest] = call.a;
    if (first === undefined) continue;
    const of = prototypeOf(m, first);
    if (name === 'inherits' && rest.length === 1) extend(m, first, rest[0]!);
    else if (of !== undefined && /^(?:assign|extend|_extend|mixin|merge)$/.test(name)) for (const a of rest) members(m, of, a);
    else if (of !== undefined && name === 'setPrototypeOf' && rest.length === 1) inherit(m, of, rest[0]!);
  }
  for (const { id } of m.callNodes) callBase(m, id);
}

/** `Base.call(this, options)` in a constructor is `super(options)`; `Base.apply(this, arguments)` hands on what it was given. */
function callBase(m: Maker, id: ExprId): void {
  const call = m.exprs[id];
  const callee = call?.k === 'call' ? m.exprs[call.c] : undefined;
  if (call?.k !== 'call' || callee?.k !== 'mem' || !/^(?:call|apply)$/.test(callee.n)) return;
  const ctor = m.functions[call.fn];
  const ext = ctor?.kind === 'ctor' && ctor.cls !== undefined ? m.classes[ctor.cls]?.ext : undefined;
  const self = call.a[0];
  if (ext === undefined || self === undefined || m.exprs[self]?.k !== 'this' || !same(m, callee.o, ext)) return;
  const { spread, ...rest } = call;
  m.exprs[call.c] = { k: 'super' };
  if (callee.n === 'call') {
    m.exprs[id] = { ...rest, a: call.a.slice(1), ...(spread === undefined ? {} : { spread: spread - 1 }) };
    return;
  }
  const all = call.a[1] === undefined ? undefined : m.exprs[call.a[1]];
  if (all?.k === 'arr' && !all.open) m.exprs[id] = { ...rest, a: all.e };
  else if (all?.k === 'global' && all.n === 'arguments' && ctor!.params.length > 0 && ctor!.params.every(({ b }) => b !== undefined))
    m.exprs[id] = { ...rest, a: ctor!.params.map(({ b }) => push(m, { k: 'ref', b: b!, at: call.at[0] })) };
  else m.exprs[id] = { ...rest, a: call.a.slice(1), spread: 0 };
}

/** `Client` of `Client.prototype`, also under a name: `const proto = Client.prototype`. */
function prototypeOf(m: Maker, id: ExprId): ExprId | undefined {
  const e = m.exprs[id];
  if (e?.k === 'mem') return ownerIn(m, id);
  const b = e?.k === 'ref' ? m.bindings[e.b] : undefined;
  if (b?.e === undefined || b.path !== undefined || b.kind === 'param') return undefined;
  // What is written later may name the variable itself: `query = await query`.
  return b.w?.some((w) => ownerIn(m, w) === undefined) ? undefined : ownerIn(m, b.e);
}

/** `Client` of `Client.prototype` as it stands there. */
function ownerIn(m: Maker, id: ExprId): ExprId | undefined {
  const e = m.exprs[id];
  return e?.k === 'mem' && e.n === 'prototype' ? e.o : undefined;
}

/** What a prototype is given in place of its own: an object with methods, or one that leads on to a base. */
function inherit(m: Maker, of: ExprId, v: ExprId): void {
  const e = m.exprs[v];
  const base = prototypeOf(m, v);
  if (base !== undefined) extend(m, of, base);
  if (e?.k === 'obj') members(m, of, v);
  if (e?.k !== 'call') return;
  if (e.how === 'new') extend(m, of, e.c);
  const from = lastName(m, e.c) === 'create' && e.a[0] !== undefined ? prototypeOf(m, e.a[0]) : undefined;
  if (from !== undefined) extend(m, of, from);
}

function members(m: Maker, of: ExprId, v: ExprId): void {
  const e = m.exprs[v];
  if (e?.k === 'obj') for (const p of e.p) if (p.kind === undefined && p.n !== 'constructor') member(m, of, p.n, p.e);
}

function member(m: Maker, of: ExprId, n: string, v: ExprId): void {
  const cls = classAt(m, of);
  const e = m.exprs[v];
  if (cls === undefined) {
    const alone = e?.k === 'fn' && m.exprs[of]?.k === 'ref' ? m.functions[e.f] : undefined;
    if (alone?.kind === 'fn') alone.on = of;
    return;
  }
  const shape = m.classes[cls]!;
  if (shape.members.some((one) => one.n === n && one.static !== true)) return;
  const fn = e?.k === 'fn' ? m.functions[e.f] : undefined;
  // What another function made sees the instance as well, which only its own text tells.
  const one: Member = e?.k === 'fn' && fn?.kind !== 'arrow' ? { n, kind: 'method', f: e.f } : { n, kind: 'field', e: v };
  shape.members = [...shape.members, one];
  if (fn === undefined || fn.kind === 'arrow') return;
  fn.kind = 'method';
  fn.cls = cls;
  if (fn.n === '') fn.n = n;
}

function extend(m: Maker, of: ExprId, base: ExprId): void {
  const cls = classAt(m, of);
  if (cls !== undefined) m.classes[cls]!.ext ??= base;
}

/** The class that a name stands for; a function that is used as one becomes one. */
function classAt(m: Maker, id: ExprId): ClassId | undefined {
  const e = m.exprs[givenTo(m, id) ?? 0];
  if (e?.k === 'cls') return m.classes[e.c]?.iface === true ? undefined : e.c;
  const ctor = e?.k === 'fn' ? m.functions[e.f] : undefined;
  if (e?.k !== 'fn' || ctor?.kind !== 'fn' || ctor.async === true || ctor.gen === true) return undefined;
  const cls = m.classes.length;
  const shape: Draft<ClassShape> = { n: nameOf(m, id) || ctor.n, at: ctor.at, members: [], ctor: e.f };
  m.classes.push(shape);
  ctor.kind = 'ctor';
  ctor.cls = cls;
  m.exprs.forEach((one, i) => {
    if (one.k === 'fn' && one.f === e.f) m.exprs[i] = { k: 'cls', c: cls };
  });
  return cls;
}

/** The expression that gives a name its value; `exports.Client` is what is exported under that name. */
function givenTo(m: Maker, id: ExprId): ExprId | undefined {
  const e = m.exprs[id];
  if (e?.k === 'ref') {
    const b = m.bindings[e.b];
    return b === undefined || b.path !== undefined || b.kind === 'param' || b.kind === 'import' ? undefined : (b.e ?? b.w?.[0]);
  }
  if (e?.k !== 'mem') return e?.k === 'fn' ? id : undefined;
  const of = m.exprs[e.o];
  const exported = (of?.k === 'global' && of.n === 'exports') || (of?.k === 'mem' && of.n === 'exports') || e.n === 'exports';
  return exported ? m.writes.find(({ o, n }) => n === e.n && same(m, o, e.o))?.v : undefined;
}

function same(m: Maker, a: ExprId, b: ExprId): boolean {
  const [x, y] = [m.exprs[a], m.exprs[b]];
  if (x?.k === 'global' && y?.k === 'global') return x.n === y.n;
  if (x?.k === 'ref' && y?.k === 'ref') return x.b === y.b;
  if (x?.k === 'mod' && y?.k === 'mod') return x.m === y.m;
  return x?.k === 'mem' && y?.k === 'mem' && x.n === y.n && same(m, x.o, y.o);
}

function nameOf(m: Maker, id: ExprId): string {
  const e = m.exprs[id];
  return e?.k === 'ref' ? (m.bindings[e.b]?.n ?? '') : e?.k === 'mem' ? e.n : '';
}

function lastName(m: Maker, id: ExprId): string {
  const e = m.exprs[id];
  return e?.k === 'mem' ? e.n : e?.k === 'ref' ? (m.bindings[e.b]?.n ?? '') : e?.k === 'global' ? e.n : '';
}
