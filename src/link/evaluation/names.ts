import type { Binding, ExprId, Write } from '../../model/summary';
import { absent, each, type Frame, globalValue, isAddress, oneOf, type PlacedWrite, unknown, type Value } from '../values';
import type { View } from '../view';
import { isBarred } from './barred';
import { changesList } from '../spread';
import type { Evaluation } from './evaluation';
import { mixedInto, mixing, withMixed } from './mixed';
import { writtenAs } from './types';

const placements = new WeakMap<readonly Write[], readonly PlacedWrite[]>();

function placed(writes: readonly Write[], file: string): readonly PlacedWrite[] {
  const made = placements.get(writes) ?? writes.map((w) => ({ ...w, file }));
  placements.set(writes, made);
  return made;
}

/** What a name holds: what it is bound to, written to, and handed in for. */
export function namesOf(ev: Evaluation): Pick<Evaluation, 'binding'> {
  function binding(file: string, b: number, frame?: Frame): Value {
    const v = ev.view(file);
    const it = v?.summary.bindings[b];
    if (v === undefined || it === undefined) return unknown('the name is not known');
    let owner = frame;
    while (owner !== undefined && !(owner.file === file && owner.fn === it.fn)) owner = owner.up;
    const whole = ev.once(file, owner, -1 - b, () => bindingValue(v, b, it, owner));
    if (it.path !== undefined) return whole;
    const writes = v.writesTo.get(b);
    const grown = whole.is === 'arr' ? withPushed(v, b, whole, owner) : whole;
    const written = writes === undefined ? grown : withWrites(grown, writes, file);
    const calls = v.passedTo.has(b) ? mixing(ev, v, (id) => isRef(v, id, b)) : [];
    if (calls.length === 0) return written;
    return ev.once(
      file,
      owner,
      `+${b}`,
      () =>
        withMixed(
          written,
          mixedInto(ev, v, calls, () => owner),
        ),
      written,
    );
  }

  /** What is put into an array after it was made is in it too, perhaps. */
  function withPushed(v: View, b: number, whole: Value & { is: 'arr' }, owner: Frame | undefined): Value {
    const growing = (v.calledOn.get(b) ?? []).flatMap((id) => {
      const call = v.call(id);
      const callee = call === undefined ? undefined : v.expr(call.c);
      return call !== undefined && callee?.k === 'mem' && changesList.test(callee.n) ? [{ call, name: callee.n }] : [];
    });
    if (growing.length === 0) return whole;
    const put = growing.flatMap(({ call, name }) =>
      name === 'push' || name === 'unshift' ? call.a.map((a) => ev.value(v.file, a, owner)) : [],
    );
    return { is: 'arr', open: true, items: [...whole.items, ...put] };
  }

  function withWrites(whole: Value, writes: readonly Write[], file: string): Value {
    if (whole.is === 'obj') return { ...whole, writes: [...whole.writes, ...placed(writes, file)] };
    if (whole.is === 'any') return { ...whole, of: whole.of.map((x) => withWrites(x, writes, file)) };
    if (isAddress(whole))
      return { is: 'merged', parts: [whole, ...writes.map((w): Value => ({ is: 'shaped', path: [w.n], value: ev.value(file, w.v) }))] };
    return whole;
  }

  /** `options = completed(options)`, where the function gives back what it was given: what it puts there is all that is new. */
  function putBy(v: View, b: number, id: ExprId, owner: Frame | undefined): readonly Value[] | undefined {
    const call = v.call(id);
    const at = call?.a.findIndex((a) => isRef(v, a, b)) ?? -1;
    if (call === undefined || at < 0) return undefined;
    const put: Value[] = [];
    for (const target of each(ev.value(v.file, call.c, owner))) {
      const other = target.is === 'fn' ? ev.view(target.file) : undefined;
      const it = target.is === 'fn' ? other?.summary.functions[target.fn] : undefined;
      const param = it?.params[at]?.b;
      if (other === undefined || it === undefined || param === undefined) return undefined;
      const { w } = other.summary.bindings[param] ?? {};
      if (w !== undefined || it.ret.length === 0 || !it.ret.every((r) => isRef(other, r, param))) return undefined;
      for (const one of other.writesTo.get(param) ?? []) put.push({ is: 'shaped', path: [one.n], value: ev.value(other.file, one.v) });
    }
    return put;
  }

  function bindingValue(v: View, b: number, it: Binding, owner: Frame | undefined): Value {
    const { file } = v;
    if (it.im !== undefined) return ev.moduleValue(file, it.im[0], it.im[1]);
    if (it.kind === 'param') return parameter(v, it, owner);
    if (it.kind === 'catch') return unknown('a caught error');
    if (it.kind === 'loop') {
      const over = it.e === undefined ? unknown('') : ev.value(file, it.e, owner);
      return over.is === 'arr' && !over.open
        ? ev.at(oneOf(over.items, 'branch'), (it.path ?? []).slice(1))
        : unknown('an element of a collection');
    }
    const values: Value[] = [];
    if (it.e !== undefined) values.push(taken(ev.value(file, it.e, owner), it, file, owner));
    const come = (it.w ?? []).filter((_, i) => !isBarred(ev, file, it.wc?.[i] ?? 0, owner));
    const completed = come.map((w) => putBy(v, b, w, owner));
    const put = completed.flatMap((one) => one ?? []);
    const writes = come
      .filter((_, i) => completed[i] === undefined)
      .map((w) => ev.value(file, w, owner))
      .filter((x) => !(x.is === 'lit' && (x.v === null || x.v === undefined)));
    const first = values[0];
    if (writes.length > 0 && first?.is === 'lit' && (first.v === null || first.v === undefined)) values.length = 0;
    values.push(...writes);
    if (it.counted === true && values.every((x) => x.is === 'lit')) return unknown('a number that is counted');
    if (values.length === 0) {
      // `declare const WebSocket: {…}` says of the platform's own what it is good for.
      const platform = it.fn === 0 && it.kind !== 'let' ? globalValue(it.n) : undefined;
      if (platform !== undefined && ev.clients(platform).length > 0) return platform;
      return ev.typed(file, it.t) ?? unknown(`\`${it.n}\` is declared elsewhere`);
    }
    const whole = oneOf(values, 'branch');
    const all: Value = put.length === 0 ? whole : { is: 'merged', parts: [whole, ...put] };
    return all.is === 'unknown' ? (ev.typed(file, it.t) ?? all) : all;
  }

  /** What a destructuring pattern takes out. */
  function taken(whole: Value, it: Binding, file: string, frame: Frame | undefined): Value {
    const path = it.path ?? [];
    let got = whole;
    for (const name of path) got = name === '...' ? { is: 'without', of: got, names: it.not ?? [] } : ev.member(got, name);
    if (it.d === undefined) return got;
    const fallback = ev.value(file, it.d, frame);
    if (got.is === 'lit' && got.v === undefined) return fallback;
    if (got.is === 'any')
      return oneOf(
        got.of.map((x) => (x.is === 'lit' && x.v === undefined ? fallback : x)),
        got.by,
      );
    return got.is === 'unknown' ? oneOf([got, fallback], 'branch') : got;
  }

  function parameter(v: View, it: Binding, owner: Frame | undefined): Value {
    const { file } = v;
    const index = it.i ?? 0;
    const param = v.summary.functions[it.fn]?.params[index];
    let whole: Value | undefined;
    let nobody = false;
    if (owner !== undefined) whole = it.rest === true ? unknown('the rest of the arguments') : (owner.arg(index) ?? absent);
    else whole = it.rest === true ? undefined : ev.parameters(file, it.fn, index);
    if (whole === undefined || whole.is === 'unknown') {
      nobody = whole === undefined;
      const plain = /^(string|number|boolean|URL)$/.test(param?.t?.n[0] ?? '') || settles(v, it.fn) ? { plain: true as const } : {};
      const signal = writtenAs('AbortSignal', param?.t) ? { signal: true as const } : {};
      const request = writtenAs('Request', param?.t) ? { request: true as const } : {};
      whole = ev.typed(file, param?.t) ??
        takenUnder(v, it.fn, index) ?? {
          is: 'unknown',
          why: whole?.why ?? `\`${it.n}\` comes in from outside`,
          param: true,
          ...plain,
          ...signal,
          ...request,
        };
    }
    // Whoever must hand in a client does: what a caller takes out of a table that others fill is not nothing.
    if (whole.is === 'lit' && whole.v === undefined && owner === undefined && param?.optional !== true) {
      const written = ev.typed(file, param?.t);
      if (written?.is === 'client') whole = written;
    }
    if (it.path !== undefined) {
      const outer = param?.d === undefined ? whole : defaulted(whole, ev.value(file, param.d, owner));
      return taken(outer, it, file, owner);
    }
    if (it.d === undefined) return whole;
    const fallback = ev.value(file, it.d, owner);
    // Of whoever calls from outside some say nothing: `(url, timeout = 5000)` of what a package exports.
    return nobody && whole.is === 'unknown' && fallback.is === 'lit' ? oneOf([whole, fallback], 'branch') : defaulted(whole, fallback);
  }

  /** What the type of a value says that a function of it takes: `const main: Handler = { run(client) {} }`. */
  function takenUnder({ file, summary }: View, fn: number, index: number): Value | undefined {
    const { under } = summary.functions[fn] ?? {};
    const of = under === undefined ? undefined : ev.typed(file, under.t);
    const at = under === undefined || of === undefined ? undefined : ev.at(of, under.path);
    if (at?.is !== 'unknown' || at.takes === undefined) return undefined;
    return ev.typed(at.takes.file, at.takes.fn.p[index] ?? undefined);
  }

  /** `new Promise((resolve, reject) => …)`: what comes in are functions. */
  function settles(v: View, fn: number): boolean {
    const into = v.summary.functions[fn]?.into;
    const call = into?.arg === 0 && into.path.length === 0 ? v.call(into.call) : undefined;
    const callee = call?.how === 'new' ? v.expr(call.c) : undefined;
    return callee?.k === 'global' && callee.n === 'Promise';
  }

  function defaulted(got: Value, fallback: Value): Value {
    if (got.is === 'lit' && got.v === undefined) return fallback;
    if (got.is === 'any')
      return oneOf(
        got.of.map((x) => (x.is === 'lit' && x.v === undefined ? fallback : x)),
        got.by,
      );
    return got;
  }

  return { binding };
}

function isRef(v: View, id: ExprId, b: number): boolean {
  const e = v.expr(id);
  return e.k === 'ref' && e.b === b;
}
