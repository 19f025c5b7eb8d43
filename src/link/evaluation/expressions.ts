import type { Expr, ExprId } from '../../model/summary';
import { absent, each, type Frame, globalValue, namesAddress, oneOf, unknown, type Value } from '../values';
import { enclosing, type View } from '../view';
import { asDefault, compared, type Default, isCut, typeName } from './comparisons';
import type { Evaluation } from './evaluation';
import { entryOf } from './tables';

/** What an expression holds, by its kind. */
export function expressionsOf(ev: Evaluation): Pick<Evaluation, 'value'> {
  const value = (file: string, expr: ExprId, frame?: Frame): Value => {
    const v = ev.view(file);
    const e = v?.expr(expr);
    if (v === undefined || e === undefined) return unknown('the file could not be read');
    switch (e.k) {
      case 'lit':
        return { is: 'lit', v: e.v };
      case 'undef':
        return absent;
      case 'fn':
        return { is: 'fn', file, fn: e.f, frame, self: frame?.self ?? undefined };
      case 'cls':
        return { is: 'cls', file, cls: e.c };
      case 'mod':
        return ev.moduleValue(file, e.m, '*');
      case 'global':
        if (e.n === 'Infinity' || e.n === 'NaN') return { is: 'lit', v: Number(e.n) };
        return globalValue(e.n);
      case '?':
      case 're':
        return unknown('it cannot be read');
      default:
        return ev.once(file, frame, expr, () => compute(v, expr, e, frame));
    }
  };

  function compute(v: View, id: ExprId, e: Expr, frame: Frame | undefined): Value {
    const { file } = v;
    switch (e.k) {
      case 'ref':
        return ev.binding(file, e.b, frame);
      case 'this':
        return thisValue(v, id, frame);
      case 'super': {
        const self = thisValue(v, id, frame);
        return self.is === 'inst' ? self : unknown('`super` of an unknown class');
      }
      case 'mem':
        if (e.n === 'exports' && isGlobal(v.expr(e.o), 'module')) return { is: 'mod', file };
        return textByName(v.expr(e.o).k === 'super' ? inherited(v, e.o, e.n, frame) : ev.member(value(file, e.o, frame), e.n), e.n);
      case 'idx': {
        const key = value(file, e.i, frame);
        const of = value(file, e.o, frame);
        if (key.is === 'lit' && isWhole(key.v)) return ev.member(of, String(key.v));
        return each(of).every((v) => v.is === 'lib' || v.is === 'client') ? ev.member(of, '*') : entryOf(ev, of);
      }
      case 'obj':
        return { is: 'obj', place: { file, expr: id, frame }, expr: e, writes: [] };
      case 'arr':
        return { is: 'arr', open: e.open, items: e.e.map((x) => value(file, x, frame)) };
      case 'alt':
        return alternatives(file, asDefault(v, e), frame);
      case 'tpl':
        return template(file, e.p, frame);
      case 'bin':
        return arithmetic(e.op, value(file, e.l, frame), value(file, e.r, frame));
      case 'un': {
        const inner = value(file, e.e, frame);
        if (e.op === '-' && inner.is === 'lit' && typeof inner.v === 'number') return { is: 'lit', v: -inner.v };
        if (e.op === '+' && inner.is === 'lit') return { is: 'lit', v: Number(inner.v) };
        const type = e.op === 'typeof' ? typeName(inner) : undefined;
        if (type !== undefined) return { is: 'lit', v: type };
        if (e.op === '!' && inner.is === 'lit') return { is: 'lit', v: !inner.v };
        return unknown('it is worked out at run time');
      }
      case 'call':
        return ev.result(file, id, frame);
      default:
        return unknown('it cannot be read');
    }
  }

  function alternatives(file: string, { of: e, isEmpty }: Default, frame: Frame | undefined): Value {
    const [left, right] = [value(file, e.e[0]!, frame), value(file, e.e[1]!, frame)];
    if (e.op === '?') {
      const test = e.test === undefined ? undefined : value(file, e.test, frame);
      if (test?.is === 'lit') return test.v ? left : right;
      return oneOf([left, right], 'branch');
    }
    if (e.op === '&&') return left.is === 'lit' ? (left.v ? right : left) : oneOf([right, { is: 'lit', v: false }], 'branch');
    if (left.is === 'any') {
      const kept = left.of.filter((x) => !isEmpty(x));
      const rest = kept.length < left.of.length || kept.some((x) => x.is === 'unknown') ? [right] : [];
      return oneOf([...kept, ...rest], left.by);
    }
    if (isEmpty(left)) return right;
    // `options ?? {}`: nothing instead of what comes in from outside is no news of it.
    if (left.is === 'unknown' && left.param === true && right.is === 'obj' && right.expr.p.length === 0) return left;
    if (left.is === 'unknown') return oneOf([left, right], 'branch');
    return left;
  }

  function template(file: string, parts: readonly (string | ExprId)[], frame: Frame | undefined): Value {
    let text = '';
    for (const p of parts) {
      if (typeof p === 'string') text += p;
      else {
        const part = value(file, p, frame);
        if (part.is !== 'lit') return text === '' ? plainly('a text put together at run time') : { is: 'lit', v: `${text}{…}` };
        text += String(part.v);
      }
    }
    return { is: 'lit', v: text };
  }

  /** `super.get`: what the bases of the class it is written in have, and never what that class has itself. */
  function inherited(v: View, id: ExprId, name: string, frame: Frame | undefined): Value {
    const cls = v.classOf(enclosing(v, id));
    const self = thisValue(v, id, frame);
    if (cls === undefined || (self.is !== 'inst' && self.is !== 'cls')) return unknown('`super` of an unknown class');
    const own = { file: v.file, cls };
    return self.is === 'inst' ? ev.instanceMember(self, name, own) : ev.classMember(self.file, self.cls, name, own);
  }

  function thisValue(v: View, id: ExprId, frame: Frame | undefined): Value {
    if (frame?.self !== undefined) return frame.self;
    const e = v.expr(id);
    const cls = (e.k === 'this' ? e.c : undefined) ?? v.classOf(enclosing(v, id));
    if (cls !== undefined) return { is: 'inst', file: v.file, cls };
    const owner = v.ownerOf(enclosing(v, id));
    const made = owner === undefined ? [] : each(value(v.file, owner)).flatMap((one) => (one.is === 'cls' ? [one] : []));
    return made.length === 0
      ? unknown('`this` is not known')
      : oneOf(
          made.map((one) => ({ ...one, is: 'inst' as const })),
          'caller',
        );
  }

  return { value };
}

const isGlobal = (e: Expr, name: string): boolean => e.k === 'global' && e.n === name;

/** Whether a key is known to its end. */
const isWhole = (key: unknown) => typeof key === 'number' || (typeof key === 'string' && !isCut(key));

function textByName(found: Value, name: string): Value {
  return found.is === 'unknown' && namesAddress.test(name) ? { ...found, plain: true } : found;
}

function arithmetic(op: string, l: Value, r: Value): Value {
  if (l.is === 'lit' && r.is === 'lit') {
    if (op === '+' && (typeof l.v === 'string' || typeof r.v === 'string')) return { is: 'lit', v: `${String(l.v)}${String(r.v)}` };
    if (typeof l.v === 'number' && typeof r.v === 'number') {
      const a = l.v;
      const b = r.v;
      const made = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '**': a ** b, '%': a % b, '<<': a << b }[op];
      if (made !== undefined) return { is: 'lit', v: made };
    }
  }
  const holds = compared(op, l, r);
  if (holds !== undefined) return { is: 'lit', v: holds };
  if (op === '+' && l.is === 'lit' && typeof l.v === 'string' && l.v !== '') return { is: 'lit', v: `${l.v}{…}` };
  return op === ',' ? r : plainly('it is worked out at run time');
}

/** What an operator gives, or a template: it is not known, and no object. */
const plainly = (why: string): Value => ({ is: 'unknown', why, plain: true });
