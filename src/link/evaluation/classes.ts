import { type ClassId, computedName, type ExprId, type FnId } from '../../model/summary';
import { absent, each, type Frame, oneOf, unknown, type Value } from '../values';
import type { View } from '../view';
import { instanceKey } from './construction';
import { type ClassPlace, same } from '../heirs';
import type { Evaluation } from './evaluation';
import { withSelf } from './members';
import { mixedInto, mixing, withMixed } from './mixed';
import { writtenAs } from './types';

/** Members of classes and of their instances, through the bases. */
export function classesOf(ev: Evaluation): Pick<Evaluation, 'lineage' | 'classMember' | 'instanceMember'> {
  function lineage(file: string, cls: ClassId): { classes: ClassPlace[]; base: Value | undefined } {
    const classes = [{ file, cls }];
    for (let i = 0; i < classes.length && i < 8; i++) {
      const at = classes[i]!;
      const shape = ev.view(at.file)?.summary.classes[at.cls];
      if (shape === undefined) break;
      if (shape.ext !== undefined) {
        const base = ev.value(at.file, shape.ext);
        const target = each(base).find((x) => x.is === 'cls');
        if (target?.is === 'cls') {
          if (classes.some((c) => c.file === target.file && c.cls === target.cls)) break;
          classes.push({ file: target.file, cls: target.cls });
          continue;
        }
        return { classes, base };
      }
      if (shape.iface !== true) continue;
      for (const t of shape.exts ?? []) {
        const up = ev.typed(at.file, t);
        if (up?.is === 'inst') classes.push({ file: up.file, cls: up.cls });
        else if (up !== undefined) return { classes, base: up };
      }
    }
    return { classes, base: undefined };
  }

  function classMember(file: string, cls: ClassId, name: string, above?: ClassPlace): Value {
    const { classes, base } = lineage(file, cls);
    const from = firstAbove(classes, above);
    if (from === undefined) return unknown('`super` of another class');
    for (const c of classes.slice(from)) {
      const v = ev.view(c.file);
      const found = v?.summary.classes[c.cls]?.members.find((x) => x.n === name && x.static === true);
      if (found === undefined) continue;
      if (found.f !== undefined) {
        const fn: Value = { is: 'fn', file: c.file, fn: found.f, frame: undefined, self: { is: 'cls', file, cls } };
        return found.kind === 'get' ? ev.getter(fn, { is: 'cls', file, cls }) : fn;
      }
      return found.e === undefined ? (ev.typed(c.file, found.t) ?? unknown('a static field without a value')) : ev.value(c.file, found.e);
    }
    const v = ev.view(file);
    const b =
      v?.summary.bindings.findIndex((x) => x.e !== undefined && v.expr(x.e).k === 'cls' && (v.expr(x.e) as { c: number }).c === cls) ?? -1;
    const write = v?.writesTo.get(b)?.find((w) => w.n === name);
    if (write !== undefined && above === undefined) return ev.value(file, write.v);
    return base === undefined ? unknown(`\`${name}\` is not in the class`) : ev.member(base, name);
  }

  function instanceMember(of: Value & { is: 'inst' }, name: string, above?: ClassPlace): Value {
    const key = above === undefined ? '' : `^${above.file}%${above.cls}`;
    return ev.once(of.file, of.made?.frame, `${instanceKey(of)}.${name}${key}`, () => {
      const { classes } = lineage(of.file, of.cls);
      const mixed = classes.flatMap((c, i) => {
        const v = ev.view(c.file);
        const calls = v === undefined ? [] : mixing(ev, v, (id, fn) => isOwn(v, id, name) && v.classOf(fn) === c.cls);
        return v === undefined || calls.length === 0 ? [] : mixedInto(ev, v, calls, (call) => frameOf(of, classes, i, v, call));
      });
      return withMixed(plainMember(of, name, above), mixed);
    });
  }

  /** With what a constructor was entered, for what stands in it. */
  function frameOf(of: Value & { is: 'inst' }, classes: readonly ClassPlace[], i: number, v: View, call: ExprId): Frame | undefined {
    const own = v.summary.classes[classes[i]?.cls ?? -1]?.ctor;
    return own !== undefined && enclosingFunction(v, v.call(call)?.fn ?? 0) === own ? ev.constructorFrame(of, classes, i) : undefined;
  }

  function plainMember(of: Value & { is: 'inst' }, name: string, above: ClassPlace | undefined): Value {
    const { classes, base } = lineage(of.file, of.cls);
    const from = firstAbove(classes, above);
    if (from === undefined) return unknown('`super` of another class');
    let typeOnly: Value | undefined;
    let named: Value | undefined;
    for (const [i, c] of classes.entries()) {
      if (i < from) continue;
      const v = ev.view(c.file);
      const shape = v?.summary.classes[c.cls];
      if (v === undefined || shape === undefined) continue;
      if (shape.alias !== undefined) {
        const t = ev.typed(c.file, shape.alias);
        if (t !== undefined) return ev.member(t, name);
      }
      const found = shape.members.find((x) => x.n === name && x.static !== true);
      if (found?.f !== undefined) {
        const fn: Value = { is: 'fn', file: c.file, fn: found.f, frame: undefined, self: of };
        if (found.kind === 'get') return ev.getter(fn, of);
        if (found.kind === 'method') return fn;
      }
      const frame = ev.constructorFrame(of, classes, i);
      const own = shape.ctor;
      const values: Value[] = [];
      if (found?.e !== undefined && !replaced(v, own, name, c.cls)) values.push(withSelf(ev.value(c.file, found.e, frame), of));
      for (const w of v.writesOfClass.get(c.cls) ?? []) {
        if (w.n !== name && !(w.n === computedName && mayBeNamed(c.file, w.key, name))) continue;
        const inCtor = own !== undefined && enclosingFunction(v, w.fn) === own;
        const got = ev.value(c.file, w.v, inCtor ? frame : undefined);
        if (got.is === 'lit' && (got.v === undefined || got.v === null) && (v.writesOfClass.get(c.cls) ?? []).length > 1) continue;
        values.push(got);
      }
      const written = found?.t === undefined ? undefined : ev.typed(c.file, found.t);
      if (written?.is === 'unknown') named ??= written;
      const t = written?.is === 'unknown' ? undefined : written;
      typeOnly ??= t;
      // A type that names it says that it may well be there, whatever it is.
      if (shape.iface === true && found?.t !== undefined) {
        const signal = writtenAs('AbortSignal', found.t) ? { signal: true as const } : {};
        named ??= { is: 'unknown', why: `\`${name}\` is known by its type only`, param: true, ...signal };
      }
      const known = values.filter((x) => x.is !== 'unknown' && !(x.is === 'lit' && (x.v === null || x.v === undefined)));
      if (known.length > 0) return oneOf(known, 'branch');
      if (values.length > 0 && t === undefined) return oneOf(values, 'branch');
      if (t !== undefined) return t;
    }
    if (typeOnly !== undefined) return typeOnly;
    if (base !== undefined) return ev.member(ev.baseInstance(of, classes, base), name);
    if (named !== undefined) return named;
    return of.open !== true && closed(classes) ? absent : unknown(`\`${name}\` is not in the class`);
  }

  /** `this[name] = client`, where somebody calls it with this name. */
  function mayBeNamed(file: string, key: ExprId | undefined, name: string): boolean {
    return key !== undefined && each(ev.value(file, key)).some((one) => one.is === 'lit' && one.v === name);
  }

  /** Interfaces that name all members a value is meant to have, bases included. */
  function closed(classes: readonly ClassPlace[]): boolean {
    return classes.every((c) => {
      const shape = ev.view(c.file)?.summary.classes[c.cls];
      if (shape?.iface !== true || shape.open === true || shape.alias !== undefined) return false;
      return (shape.exts ?? []).every((t) => ev.typed(c.file, t)?.is === 'inst');
    });
  }

  return { lineage, classMember, instanceMember };
}

/** `this.options`. */
function isOwn(v: View, id: ExprId, name: string): boolean {
  const e = v.expr(id);
  return e.k === 'mem' && e.n === name && v.expr(e.o).k === 'this';
}

/** Where in a lineage the bases of one of its classes begin; without one, all of it counts. */
function firstAbove(classes: readonly ClassPlace[], above: ClassPlace | undefined): number | undefined {
  if (above === undefined) return 0;
  const at = classes.findIndex((c) => same(c, above));
  return at < 0 ? undefined : at + 1;
}

/** Whether a constructor puts something else in the place of what a field begins with, whatever happens: `this.client = client.extend(…)`. */
function replaced(v: View, own: FnId | undefined, name: string, cls: number): boolean {
  if (own === undefined) return false;
  const body = v.summary.functions[own]?.body;
  return (v.writesOfClass.get(cls) ?? []).some((w) => w.n === name && w.fn === own && v.call(w.v)?.ctx === body);
}

function enclosingFunction(v: View, fn: FnId): FnId {
  let f = fn;
  while (v.summary.functions[f]?.kind === 'arrow') f = v.summary.functions[f]!.parent;
  return f;
}
