import type { MakeModel } from '../model/catalog';
import type { Amount } from '../model/layer';
import type { Span } from '../model/span';
import type { Binding, CallExpr, ClassId, Expr, ExprId, FnId, TypeRef, Write } from '../model/summary';
import { argument } from './arguments';
import { fits, type Library } from './library';
import type { Program } from './program';
import {
  absent,
  type ClientValue,
  each,
  type Frame,
  isAddress,
  namesAddress,
  oneOf,
  ofAddress,
  type Place,
  type SignalValue,
  unknown,
  type Value,
} from './values';
import type { Kept, Reuse } from './reuse';
import { type View, viewOf } from './view';

/** Deeper chains of calls end in `unknown`. */
const deepest = 9;

/** Makes a policy of a call into a guard library; the wrapper part of linking hands it in. */
export type PolicyMaker = (value: Value, place: Place & { readonly call: CallExpr }) => Value | undefined;

/** Asked for parameters nobody's frame answers: the joined values all known callers pass. */
export type ParameterJoin = (file: string, fn: FnId, index: number) => Value | undefined;

export interface Evaluator {
  readonly program: Program;
  readonly library: Library;
  view(file: string): View | undefined;
  value(file: string, expr: ExprId, frame?: Frame): Value;
  member(value: Value, name: string): Value;
  /** Walks several members: `a.b.c`. */
  at(value: Value, path: readonly string[]): Value;
  binding(file: string, b: number, frame?: Frame): Value;
  exported(file: string, name: string): Value;
  typed(file: string, t: TypeRef | undefined): Value | undefined;
  /** What a call gives back. */
  result(file: string, id: ExprId, frame?: Frame): Value;
  /** Runs a function value with arguments. */
  apply(fn: Value & { is: 'fn' }, args: (index: number) => Value | undefined, key: string, from: Frame | undefined, at: string): Value;
  /** The client a value is, if it is one: the library itself or an instance, with the members walked. */
  clients(value: Value): readonly ClientValue[];
  /** The classes from a class up to its bases, and the value of the last base outside the project. */
  lineage(file: string, cls: ClassId): { classes: readonly { file: string; cls: ClassId }[]; base: Value | undefined };
  span(file: string, range: readonly [number, number]): Span;
  policies: PolicyMaker;
  parameters: ParameterJoin;
  /** Present when answers are kept over edits. */
  readonly reuse: Reuse | undefined;
  /** A file's text has changed: its view is made anew. */
  forget(file: string): void;
}

/** What was worked out; without a value while it is. */
interface Answer {
  value: Value | undefined;
  readonly kept: Kept | undefined;
}

/** Answers what expressions hold, from summaries alone; every answer is remembered. Views may be those of another evaluator. */
export function evaluator(
  program: Program,
  library: Library,
  how: {
    readonly reuse?: Reuse | undefined;
    readonly views?: Evaluator;
    /** Files outside of these are not read, and what they give is unknown. */
    readonly within?: (file: string) => boolean;
  } = {},
): Evaluator {
  const { reuse } = how;
  const views = new Map<string, View | undefined>();
  const memo = new Map<string, Map<number | string, Answer>>();
  const numbers = new Map<string, string>();
  const copies = new WeakMap<View, { readonly of: string | undefined }>();
  let depth = 0;

  /** Keys of frames hold the keys of frames: each gets a number, so that they stay short. */
  const short = (key: string): string => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const made = `=${numbers.size}`;
    numbers.set(key, made);
    return made;
  };

  const view = (file: string): View | undefined => {
    reuse?.useLeaf('f', file);
    if (how.within !== undefined && !how.within(file)) {
      reuse?.useLeaf('k', file);
      return undefined;
    }
    if (how.views !== undefined) return how.views.view(file);
    if (views.has(file)) return views.get(file);
    const summary = program.summary(file);
    const made = summary === undefined ? undefined : viewOf(file, summary);
    views.set(file, made);
    return made;
  };

  /** Remembers, and answers `unknown` when asked for what is being worked out. Keys are apart within one file. */
  function once(
    file: string,
    frame: Pick<Frame, 'files'> | undefined,
    key: number | string,
    work: () => Value,
    inItself: Value = unknown('it depends on itself'),
  ): Value {
    let own = memo.get(file);
    if (own === undefined) {
      own = new Map();
      memo.set(file, own);
    }
    const known = own.get(key);
    if (known !== undefined) {
      reuse?.use(known.kept);
      return known.value ?? inItself;
    }
    if (depth > 60) return unknown('the chain of values is too long');
    const answers = own;
    const kept = reuse?.kept(() => answers.delete(key));
    reuse?.use(kept);
    const entry: Answer = { value: undefined, kept };
    answers.set(key, entry);
    depth++;
    entry.value =
      reuse === undefined || kept === undefined
        ? work()
        : reuse.within(kept, () => {
            reuse.useLeaf('f', file);
            for (const rests of frame?.files ?? []) reuse.useLeaf('f', rests);
            return work();
          });
    depth--;
    return entry.value;
  }

  const value = (file: string, expr: ExprId, frame?: Frame): Value => {
    const v = view(file);
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
        return moduleValue(file, e.m, '*');
      case 'global':
        if (e.n === 'Infinity' || e.n === 'NaN') return { is: 'lit', v: Number(e.n) };
        return globalValue(e.n);
      case '?':
      case 're':
        return unknown('it cannot be read');
      default:
        return once(file, frame, frame === undefined ? expr : `${expr}@${frame.key}`, () => compute(v, expr, e, frame));
    }
  };

  function compute(v: View, id: ExprId, e: Expr, frame: Frame | undefined): Value {
    const { file } = v;
    switch (e.k) {
      case 'ref':
        return binding(file, e.b, frame);
      case 'this':
        return thisValue(v, id, frame);
      case 'super': {
        const self = thisValue(v, id, frame);
        return self.is === 'inst' ? self : unknown('`super` of an unknown class');
      }
      case 'mem':
        return textByName(member(value(file, e.o, frame), e.n), e.n);
      case 'idx': {
        const key = value(file, e.i, frame);
        const of = value(file, e.o, frame);
        if (key.is === 'lit' && (typeof key.v === 'string' || typeof key.v === 'number')) return member(of, String(key.v));
        return of.is === 'lib' || of.is === 'client' ? member(of, '*') : unknown('a computed member');
      }
      case 'obj':
        return { is: 'obj', place: { file, expr: id, frame }, expr: e, writes: [] };
      case 'arr':
        return { is: 'arr', open: e.open, items: e.e.map((x) => value(file, x, frame)) };
      case 'alt':
        return alternatives(file, e, frame);
      case 'tpl':
        return template(file, e.p, frame);
      case 'bin':
        return arithmetic(e.op, value(file, e.l, frame), value(file, e.r, frame));
      case 'un': {
        const inner = value(file, e.e, frame);
        if (e.op === '-' && inner.is === 'lit' && typeof inner.v === 'number') return { is: 'lit', v: -inner.v };
        if (e.op === '+' && inner.is === 'lit') return { is: 'lit', v: Number(inner.v) };
        if (e.op === '!' && inner.is === 'lit') return { is: 'lit', v: !inner.v };
        return unknown('it is worked out at run time');
      }
      case 'call':
        return result(file, id, frame);
      default:
        return unknown('it cannot be read');
    }
  }

  function alternatives(file: string, e: Extract<Expr, { k: 'alt' }>, frame: Frame | undefined): Value {
    const [left, right] = [value(file, e.e[0]!, frame), value(file, e.e[1]!, frame)];
    if (e.op === '?') {
      const test = e.test === undefined ? undefined : value(file, e.test, frame);
      if (test?.is === 'lit') return test.v ? left : right;
      return oneOf([left, right], 'branch');
    }
    const empty = (x: Value) => x.is === 'lit' && (e.op === '??' ? x.v === undefined || x.v === null : !x.v);
    if (e.op === '&&') return left.is === 'lit' ? (left.v ? right : left) : oneOf([right, { is: 'lit', v: false }], 'branch');
    if (left.is === 'any') {
      const kept = left.of.filter((x) => !empty(x));
      const rest = kept.length < left.of.length || kept.some((x) => x.is === 'unknown') ? [right] : [];
      return oneOf([...kept, ...rest], left.by);
    }
    if (empty(left)) return right;
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
        if (part.is !== 'lit') return text === '' ? unknown('a text put together at run time') : { is: 'lit', v: `${text}{…}` };
        text += String(part.v);
      }
    }
    return { is: 'lit', v: text };
  }

  function thisValue(v: View, id: ExprId, frame: Frame | undefined): Value {
    if (frame?.self !== undefined) return frame.self;
    const e = v.expr(id);
    const cls = (e.k === 'this' ? e.c : undefined) ?? v.classOf(enclosing(v, id));
    if (cls === undefined) return unknown('`this` is not known');
    return { is: 'inst', file: v.file, cls };
  }

  function binding(file: string, b: number, frame?: Frame): Value {
    const v = view(file);
    const it = v?.summary.bindings[b];
    if (v === undefined || it === undefined) return unknown('the name is not known');
    let owner = frame;
    while (owner !== undefined && !(owner.file === file && owner.fn === it.fn)) owner = owner.up;
    const whole = once(file, owner, owner === undefined ? -1 - b : `$${b}@${owner.key}`, () => bindingValue(v, b, it, owner));
    if (it.path !== undefined) return whole;
    const writes = v.writesTo.get(b);
    const grown = whole.is === 'arr' ? withPushed(v, b, whole, owner) : whole;
    return writes === undefined ? grown : withWrites(grown, writes, file);
  }

  /** What is put into an array after it was made is in it too, perhaps. */
  function withPushed(v: View, b: number, whole: Value & { is: 'arr' }, owner: Frame | undefined): Value {
    const growing = (v.calledOn.get(b) ?? []).flatMap((id) => {
      const call = v.call(id);
      const callee = call === undefined ? undefined : v.expr(call.c);
      return call !== undefined && callee?.k === 'mem' && /^(?:push|unshift|splice|fill|pop|shift)$/.test(callee.n)
        ? [{ call, name: callee.n }]
        : [];
    });
    if (growing.length === 0) return whole;
    const put = growing.flatMap(({ call, name }) =>
      name === 'push' || name === 'unshift' ? call.a.map((a) => value(v.file, a, owner)) : [],
    );
    return { is: 'arr', open: true, items: [...whole.items, ...put] };
  }

  function withWrites(whole: Value, writes: readonly Write[], file: string): Value {
    if (whole.is === 'obj') return { ...whole, writes: [...whole.writes, ...writes] };
    if (whole.is === 'any') return { ...whole, of: whole.of.map((x) => withWrites(x, writes, file)) };
    if (isAddress(whole))
      return { is: 'merged', parts: [whole, ...writes.map((w): Value => ({ is: 'shaped', path: [w.n], value: value(file, w.v) }))] };
    return whole;
  }

  function bindingValue(v: View, _b: number, it: Binding, owner: Frame | undefined): Value {
    const { file } = v;
    if (it.im !== undefined) return moduleValue(file, it.im[0], it.im[1]);
    if (it.kind === 'param') return parameter(v, it, owner);
    if (it.kind === 'catch') return unknown('a caught error');
    if (it.kind === 'loop') {
      const over = it.e === undefined ? unknown('') : value(file, it.e, owner);
      return over.is === 'arr' && !over.open
        ? at(oneOf(over.items, 'branch'), (it.path ?? []).slice(1))
        : unknown('an element of a collection');
    }
    const values: Value[] = [];
    if (it.e !== undefined) values.push(taken(value(file, it.e, owner), it, file, owner));
    const writes = (it.w ?? []).map((w) => value(file, w, owner)).filter((x) => !(x.is === 'lit' && (x.v === null || x.v === undefined)));
    const first = values[0];
    if (writes.length > 0 && first?.is === 'lit' && (first.v === null || first.v === undefined)) values.length = 0;
    values.push(...writes);
    if (it.counted === true && values.every((x) => x.is === 'lit')) return unknown('a number that is counted');
    if (values.length === 0) return typed(file, it.t) ?? unknown(`\`${it.n}\` is declared elsewhere`);
    const all = oneOf(values, 'branch');
    return all.is === 'unknown' ? (typed(file, it.t) ?? all) : all;
  }

  /** What a destructuring pattern takes out. */
  function taken(whole: Value, it: Binding, file: string, frame: Frame | undefined): Value {
    const path = it.path ?? [];
    let got = whole;
    for (const name of path) got = name === '...' ? { is: 'without', of: got, names: it.not ?? [] } : member(got, name);
    if (it.d === undefined) return got;
    const fallback = value(file, it.d, frame);
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
    if (owner !== undefined) whole = it.rest === true ? unknown('the rest of the arguments') : (owner.arg(index) ?? absent);
    else whole = it.rest === true ? undefined : env.parameters(file, it.fn, index);
    if (whole === undefined || whole.is === 'unknown') {
      const plain = /^(string|number|boolean|URL)$/.test(param?.t?.n[0] ?? '') ? { plain: true as const } : {};
      const signal = writtenAs('AbortSignal', param?.t) ? { signal: true as const } : {};
      const request = writtenAs('Request', param?.t) ? { request: true as const } : {};
      whole = typed(file, param?.t) ?? {
        is: 'unknown',
        why: whole?.why ?? `\`${it.n}\` comes in from outside`,
        param: true,
        ...plain,
        ...signal,
        ...request,
      };
    }
    if (it.path !== undefined) {
      const outer = param?.d === undefined ? whole : defaulted(whole, value(file, param.d, owner));
      return taken(outer, it, file, owner);
    }
    return it.d === undefined ? whole : defaulted(whole, value(file, it.d, owner));
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

  function moduleValue(from: string, specifier: string, name: string): Value {
    const file = program.resolve(specifier, from);
    if (file !== undefined) {
      // A workspace package that the catalog knows is judged by its model, not by its source.
      if (!specifier.startsWith('.') && modelled(specifier, name)) return libValue(specifier, name);
      return name === '*' ? { is: 'mod', file } : exported(file, name);
    }
    return libValue(specifier, name);
  }

  /** Whether the catalog says something of this export, so that its word goes before the source's. */
  const modelled = (module: string, name: string): boolean =>
    library
      .clients(module)
      .some(
        (m) =>
          name === '*' ||
          name === 'default' ||
          [...(m.makes ?? []).flatMap((x) => [x.path, ...(x.types ?? [])]), ...m.calls.flatMap((c) => c.paths)].some(
            (p) => p.startsWith(name) || p.startsWith('*'),
          ),
      );

  const libValue = (module: string, name: string): Value => ({ is: 'lib', module, path: name === '*' || name === 'default' ? [] : [name] });

  /** The known library that a file of the project is a copy of, in either kind of module. */
  function copied(view: View): string | undefined {
    const known = copies.get(view);
    if (known !== undefined) return known.of;
    const { summary } = view;
    const names = summary.exports.flatMap(({ n, e }) => {
      const whole = n === '=' && e !== undefined ? summary.exprs[e] : undefined;
      return whole?.k === 'obj' ? whole.p.map((p) => p.n ?? '') : [n];
    });
    const of = library.copied(new Set(names));
    copies.set(view, { of });
    return of;
  }

  function exported(file: string, name: string): Value {
    return once(file, undefined, `!${name}`, () => {
      const v = view(file);
      if (v === undefined) return unknown('the file could not be read');
      const { exports, stars } = v.summary;
      const copy = copied(v);
      if (copy !== undefined) return libValue(copy, name);
      const found = v.exportsNamed.get(name);
      if (found !== undefined) {
        return oneOf(
          found.map((x) => {
            if (x.from !== undefined) return moduleValue(file, x.from[0], x.from[1]);
            if (x.b !== undefined) return binding(file, x.b);
            return x.e === undefined ? unknown('') : value(file, x.e);
          }),
          'branch',
        );
      }
      const whole = v.exportsNamed.get('=')?.[0];
      if (whole?.e !== undefined) {
        const all = value(file, whole.e);
        return name === 'default' ? all : member(all, name);
      }
      for (const star of stars) {
        const target = program.resolve(star, file);
        if (target === undefined) {
          if (library.clients(star).length > 0) return libValue(star, name);
          continue;
        }
        const inner = exported(target, name);
        if (inner.is !== 'unknown') return inner;
      }
      return name === 'default' && exports.length > 0 ? { is: 'mod', file } : unknown(`\`${name}\` is not exported there`);
    });
  }

  function member(of: Value, name: string): Value {
    switch (of.is) {
      case 'any':
        return oneOf(
          of.of.map((x) => member(x, name)),
          of.by,
        );
      case 'obj':
        // `options = { ...options, a }` spreads itself: what it adds there is nothing new.
        return once(
          of.place.file,
          of.place.frame,
          `~${of.place.expr}.${name}+${of.writes.length}@${of.place.frame?.key ?? ''}`,
          () => objectMember(of, name),
          absent,
        );
      case 'merged': {
        const seen: Value[] = [];
        for (let i = of.parts.length - 1; i >= 0; i--) {
          const got = member(of.parts[i]!, name);
          if (got.is === 'lit' && got.v === undefined) continue;
          seen.push(got);
          if (got.is !== 'unknown') break;
        }
        return seen.length === 0 ? absent : oneOf(seen, 'branch');
      }
      case 'shaped': {
        const [first, ...rest] = of.path;
        if (first !== name) return absent;
        return rest.length === 0 ? of.value : { is: 'shaped', path: rest, value: of.value };
      }
      case 'without':
        return of.names.includes(name) ? absent : member(of.of, name);
      case 'arr': {
        const item = of.items[Number(name)];
        return item ?? unknown('an element of a list');
      }
      case 'mod':
        return exported(of.file, name);
      case 'lib':
        if (/^global:(globalThis|window|self|global)$/.test(of.module) && of.path.length === 0) return globalValue(name);
        if (of.module === 'global:Number' && name in largest) return { is: 'lit', v: largest[name as keyof typeof largest] };
        return name === 'default' ? of : { ...of, path: [...of.path, name] };
      case 'client':
      case 'policy':
        return { ...of, path: [...of.path, name] };
      case 'controller':
        return name === 'signal' ? controllerSignal(of.place) : unknown('a member of a controller');
      case 'cls':
        return classMember(of.file, of.cls, name);
      case 'inst':
        return instanceMember(of, name);
      case 'shape': {
        const found = of.members.find((x) => x.n === name);
        if (found === undefined) return of.open === true ? unknown(`\`${name}\` is not written in its type`) : absent;
        const why = `\`${name}\` is known by its type only`;
        return typed(of.file, found.t) ?? { is: 'unknown', why, ...(writtenAs('AbortSignal', found.t) ? { signal: true } : {}) };
      }
      case 'lit':
        return of.v === undefined || of.v === null ? absent : unknown('a member of a plain value');
      case 'made':
        return isAddress(of) && !ofAddress.has(name) ? absent : unknown(`\`${name}\` cannot be followed`);
      case 'unknown':
        return of;
      case 'fn':
        return functionMember(of, name);
      default:
        return unknown(`\`${name}\` cannot be followed`);
    }
  }

  /** `bind` keeps the function; properties may have been hung on it. */
  function functionMember(of: Value & { is: 'fn' }, name: string): Value {
    if (name === 'bind' || name === 'call' || name === 'apply') return of;
    const v = view(of.file);
    const b =
      v?.summary.bindings.findIndex((x) => x.e !== undefined && v.expr(x.e).k === 'fn' && (v.expr(x.e) as { f: number }).f === of.fn) ?? -1;
    const write = v?.writesTo.get(b)?.find((w) => w.n === name);
    return write === undefined ? unknown('a member of a function') : value(of.file, write.v, of.frame);
  }

  function objectMember(of: Value & { is: 'obj' }, name: string): Value {
    const { file, frame } = of.place;
    const written = of.writes.filter((w) => w.n === name);
    if (written.length > 0) return value(file, written[written.length - 1]!.v, frame);
    const maybe: Value[] = [];
    for (let i = of.expr.p.length - 1; i >= 0; i--) {
      const p = of.expr.p[i]!;
      if (p.kind === 'spread') {
        const got = member(value(file, p.e, frame), name);
        if (got.is === 'lit' && (got.v === undefined || got.v === false)) continue;
        // A conditional spread (`...(x && { a })`) may or may not bring it.
        if (got.is === 'any' && got.of.some((x) => x.is === 'lit' && x.v === undefined)) {
          maybe.push(...got.of.filter((x) => !(x.is === 'lit' && x.v === undefined)));
          continue;
        }
        maybe.push(got);
        if (got.is !== 'unknown' && !(got.is === 'any' && got.of.some((x) => x.is === 'unknown'))) return oneOf(maybe, 'branch');
        continue;
      }
      if (p.kind === 'computed') {
        continue;
      }
      if (p.n !== name) continue;
      const got = p.kind === 'get' ? getter(value(file, p.e, frame), of) : withSelf(value(file, p.e, frame), of);
      return maybe.length === 0 ? got : oneOf([...maybe, got], 'branch');
    }
    if (maybe.length === 0) return absent;
    const spreadMaybe = maybe.every((x) => x.is !== 'unknown') ? [...maybe, absent] : maybe;
    return oneOf(spreadMaybe, 'branch');
  }

  const withSelf = (v: Value, self: Value): Value => (v.is === 'fn' && v.self === undefined ? { ...v, self } : v);

  function getter(v: Value, self: Value): Value {
    return v.is === 'fn' ? apply({ ...v, self }, () => undefined, `get:${instanceKey(self)}`, undefined, v.file) : v;
  }

  function classMember(file: string, cls: ClassId, name: string): Value {
    const { classes, base } = lineage(file, cls);
    for (const c of classes) {
      const v = view(c.file);
      const found = v?.summary.classes[c.cls]?.members.find((x) => x.n === name && x.static === true);
      if (found === undefined) continue;
      if (found.f !== undefined) {
        const fn: Value = { is: 'fn', file: c.file, fn: found.f, frame: undefined, self: { is: 'cls', file, cls } };
        return found.kind === 'get' ? getter(fn, { is: 'cls', file, cls }) : fn;
      }
      return found.e === undefined ? (typed(c.file, found.t) ?? unknown('a static field without a value')) : value(c.file, found.e);
    }
    const v = view(file);
    const b =
      v?.summary.bindings.findIndex(
        (x) => x.kind === 'class' && x.e !== undefined && v.expr(x.e).k === 'cls' && (v.expr(x.e) as { c: number }).c === cls,
      ) ?? -1;
    const write = v?.writesTo.get(b)?.find((w) => w.n === name);
    if (write !== undefined) return value(file, write.v);
    return base === undefined ? unknown(`\`${name}\` is not in the class`) : member(base, name);
  }

  function lineage(file: string, cls: ClassId): { classes: { file: string; cls: ClassId }[]; base: Value | undefined } {
    const classes = [{ file, cls }];
    for (let i = 0; i < classes.length && i < 8; i++) {
      const at = classes[i]!;
      const shape = view(at.file)?.summary.classes[at.cls];
      if (shape === undefined) break;
      if (shape.ext !== undefined) {
        const base = value(at.file, shape.ext);
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
        const up = typed(at.file, t);
        if (up?.is === 'inst') classes.push({ file: up.file, cls: up.cls });
        else if (up !== undefined) return { classes, base: up };
      }
    }
    return { classes, base: undefined };
  }

  function instanceMember(of: Value & { is: 'inst' }, name: string): Value {
    return once(of.file, of.made?.frame, `${instanceKey(of)}.${name}`, () => {
      const { classes, base } = lineage(of.file, of.cls);
      let typeOnly: Value | undefined;
      for (const [i, c] of classes.entries()) {
        const v = view(c.file);
        const shape = v?.summary.classes[c.cls];
        if (v === undefined || shape === undefined) continue;
        if (shape.alias !== undefined) {
          const t = typed(c.file, shape.alias);
          if (t !== undefined) return member(t, name);
        }
        const found = shape.members.find((x) => x.n === name && x.static !== true);
        if (found?.f !== undefined) {
          const fn: Value = { is: 'fn', file: c.file, fn: found.f, frame: undefined, self: of };
          if (found.kind === 'get') return getter(fn, of);
          if (found.kind === 'method') return fn;
        }
        const frame = constructorFrame(of, classes, i);
        const own = shape.ctor;
        const values: Value[] = [];
        if (found?.e !== undefined) values.push(withSelf(value(c.file, found.e, frame), of));
        for (const w of v.writesOfClass.get(c.cls) ?? []) {
          if (w.n !== name) continue;
          const inCtor = own !== undefined && enclosingFunction(v, w.fn) === own;
          const got = value(c.file, w.v, inCtor ? frame : undefined);
          if (got.is === 'lit' && (got.v === undefined || got.v === null) && (v.writesOfClass.get(c.cls) ?? []).length > 1) continue;
          values.push(got);
        }
        const t = found?.t === undefined ? undefined : typed(c.file, found.t);
        typeOnly ??= t;
        const known = values.filter((x) => x.is !== 'unknown' && !(x.is === 'lit' && (x.v === null || x.v === undefined)));
        if (known.length > 0) return oneOf(known, 'branch');
        if (values.length > 0 && t === undefined) return oneOf(values, 'branch');
        if (t !== undefined) return t;
      }
      if (typeOnly !== undefined) return typeOnly;
      if (base !== undefined) return member(baseInstance(of, classes, base), name);
      return of.open !== true && closed(classes) ? absent : unknown(`\`${name}\` is not in the class`);
    });
  }

  /** Interfaces that name all members a value is meant to have, bases included. */
  function closed(classes: readonly { file: string; cls: ClassId }[]): boolean {
    return classes.every((c) => {
      const shape = view(c.file)?.summary.classes[c.cls];
      if (shape?.iface !== true || shape.open === true || shape.alias !== undefined) return false;
      return (shape.exts ?? []).every((t) => typed(c.file, t)?.is === 'inst');
    });
  }

  function enclosingFunction(v: View, fn: FnId): FnId {
    let f = fn;
    while (v.summary.functions[f]?.kind === 'arrow') f = v.summary.functions[f]!.parent;
    return f;
  }

  /** The frame of the constructor of the i-th class in a lineage, when we know the construction. */
  function constructorFrame(of: Value & { is: 'inst' }, classes: readonly { file: string; cls: ClassId }[], i: number): Frame | undefined {
    if (of.made === undefined) {
      // Without a construction in sight a base class is still told what its subclass passes up.
      if (i === 0) return undefined;
    }
    let arg: ((index: number) => Value | undefined) | undefined =
      of.made === undefined ? undefined : argumentsOf(of.made.file, of.made.call, of.made.frame);
    for (let k = 0; ; k++) {
      const c = classes[k]!;
      const v = view(c.file);
      const ctor = v?.summary.classes[c.cls]?.ctor;
      if (ctor === undefined) {
        if (k === i) return undefined;
        continue;
      }
      const frame: Frame | undefined =
        arg === undefined
          ? undefined
          : {
              file: c.file,
              fn: ctor,
              arg,
              self: of,
              up: undefined,
              depth: 1,
              files: [...new Set([...classes.map((one) => one.file), ...filesOf(of)])],
              key: short(`new:${instanceKey(of)}:${k}`),
            };
      if (k === i) return frame;
      const up = v?.callsNamed.get('super')?.find((id) => v.call(id)?.fn === ctor);
      const call = up === undefined ? undefined : v?.call(up);
      arg = call === undefined ? undefined : argumentsOf(c.file, call, frame);
    }
  }

  function argumentsOf(file: string, call: CallExpr, frame: Frame | undefined): (index: number) => Value | undefined {
    return (index) => {
      if (call.spread !== undefined && index >= call.spread) return unknown('an argument behind a spread');
      const a = call.a[index];
      return a === undefined ? undefined : value(file, a, frame);
    };
  }

  /** An instance of a project class whose base is a library's class acts as that library's instance. */
  function baseInstance(of: Value & { is: 'inst' }, classes: readonly { file: string; cls: ClassId }[], base: Value): Value {
    if (base.is === 'client' || base.is === 'inst' || base.is === 'shape') return base;
    const last = classes[classes.length - 1]!;
    const v = view(last.file);
    const ctor = v?.summary.classes[last.cls]?.ctor;
    const up = v?.callsNamed.get('super')?.find((id) => v.call(id)?.fn === ctor);
    const call = up === undefined ? undefined : v?.call(up);
    const frame = constructorFrame(of, classes, classes.length - 1);
    if (up !== undefined && call !== undefined) return made(base, { file: last.file, expr: up, frame, call });
    if (of.made !== undefined) return made(base, of.made);
    const c = clientOf(base, (m) => m, undefined);
    return c ?? unknown('its base class is not known');
  }

  function clientOf(
    base: Value,
    pick: (m: MakeModel) => MakeModel | undefined,
    place: (Place & { call: CallExpr }) | undefined,
  ): Value | undefined {
    for (const c of clients(base)) {
      for (const make of c.model.makes ?? []) {
        if (!(make.on ?? ['module']).includes(c.kind) || !fits(c.path, make.path) || pick(make) === undefined) continue;
        const kind = make.kind ?? 'instance';
        const baseValue: ClientValue | undefined =
          make.of !== undefined && place !== undefined
            ? make.of.flatMap((at) => clients(argument(env, place, at)))[0]
            : c.kind === 'module' && make.inherits !== true
              ? undefined
              : { ...c, path: [] };
        return {
          is: 'client',
          model: c.model,
          kind,
          path: [],
          ...(place === undefined ? { typed: true as const } : { made: { ...place, make } }),
          ...(baseValue === undefined ? {} : { base: baseValue }),
        };
      }
    }
    return undefined;
  }

  function clients(of: Value): readonly ClientValue[] {
    if (of.is === 'client') return [of];
    if (of.is === 'any') return of.of.flatMap((x) => clients(x));
    if (of.is === 'inst') {
      const { classes, base } = lineage(of.file, of.cls);
      return base === undefined ? [] : clients(baseInstance(of, classes, base));
    }
    if (of.is !== 'lib') return [];
    return library.clients(of.module).map((model) => ({ is: 'client', model, kind: 'module', path: of.path }));
  }

  function made(lib: Value, place: Place & { call: CallExpr }): Value {
    const client = clientOf(lib, (m) => m, place);
    if (client !== undefined) return client;
    if (lib.is === 'lib') {
      const handed = handedOut(lib, place);
      if (handed !== undefined) return handed;
      const policy = env.policies(lib, place);
      if (policy !== undefined) return policy;
      return {
        is: 'made',
        module: lib.module,
        path: lib.path,
        place: { file: place.file, expr: place.expr, frame: place.frame },
        call: place.call,
      };
    }
    return unknown('what it gives back is not known');
  }

  /** What a container hands out for a class: an instance that is made elsewhere. */
  function handedOut(lib: Value & { is: 'lib' }, place: Place & { call: CallExpr }): Value | undefined {
    const at = library.gives(lib.module, lib.path);
    const cls = at === undefined ? undefined : argument(env, place, at);
    if (cls?.is === 'cls') return typeInstance(cls.file, cls.cls);
    return cls?.is === 'lib' ? typeOfLibrary(cls.module, cls.path, cls.path[cls.path.length - 1] ?? 'default') : undefined;
  }

  function result(file: string, id: ExprId, frame?: Frame): Value {
    const v = view(file);
    const call = v?.call(id);
    if (v === undefined || call === undefined) return unknown('');
    const callee = v.expr(call.c);
    const place = { file, expr: id, frame, call };
    if (callee.k === 'mem') {
      const special = promiseMember(v, call, callee, frame);
      if (special !== undefined) return special;
    }
    const target = value(file, call.c, frame);
    const one = (t: Value): Value => {
      switch (t.is) {
        case 'any':
          return oneOf(t.of.map(one), t.by);
        case 'cls':
          return { is: 'inst', file: t.file, cls: t.cls, made: place };
        case 'fn': {
          if (call.how === 'new') return unknown('an object of a constructor function');
          const key = `${file}#${id}@${frame?.key ?? ''}`;
          const shift = callee.k === 'mem' && callee.n === 'call' ? 1 : 0;
          if (callee.k === 'mem' && callee.n === 'bind') return t;
          const args = argumentsOf(file, call, frame);
          return apply(t, (i) => args(i + shift), key, frame, file);
        }
        case 'lib':
          if (t.path[t.path.length - 1] === 'bind') return { ...t, path: t.path.slice(0, -1) };
          return builtin(t, place) ?? made(t, place);
        case 'client':
          return made(t, place);
        case 'inst': {
          const own = clients(t)[0];
          return own === undefined ? unknown('') : made(own, place);
        }
        case 'policy':
          // `polly().retry(3)` makes a policy of a policy.
          return env.policies(t, place) ?? t;
        default:
          return unknown('what it gives back is not known');
      }
    };
    const given = one(target);
    if (how.within === undefined || given.is !== 'unknown') return given;
    // What is not read may well give back a client that it was given.
    const handed = call.a.map((a) => value(file, a, frame)).filter((v) => clients(v).length > 0);
    return handed.length === 0 ? given : oneOf([...handed, given], 'branch');
  }

  /** `.then(f)` gives what `f` returns of the value; `.catch` and `.finally` keep the value. */
  function promiseMember(v: View, call: CallExpr, callee: Expr & { k: 'mem' }, frame: Frame | undefined): Value | undefined {
    if (callee.n !== 'then' && callee.n !== 'catch' && callee.n !== 'finally') return undefined;
    const before = value(v.file, callee.o, frame);
    if (before.is === 'client' || before.is === 'policy') return callee.n === 'then' ? thenResult(v, call, before, frame) : before;
    if (callee.n !== 'then') return before;
    return thenResult(v, call, before, frame);
  }

  function thenResult(v: View, call: CallExpr, before: Value, frame: Frame | undefined): Value {
    const handler = call.a[0] === undefined ? undefined : value(v.file, call.a[0], frame);
    if (handler?.is !== 'fn') return unknown('');
    return apply(handler, (i) => (i === 0 ? before : undefined), `then:${v.file}#${call.at[0]}@${frame?.key ?? ''}`, frame, v.file);
  }

  function apply(
    fn: Value & { is: 'fn' },
    args: (index: number) => Value | undefined,
    key: string,
    from: Frame | undefined,
    at: string,
  ): Value {
    const level = (from?.depth ?? 0) + 1;
    if (level > deepest) return unknown('the chain of calls is too long');
    for (let f = from; f !== undefined; f = f.caller) if (f.fn === fn.fn && f.file === fn.file) return unknown('it calls itself');
    const entry = `&${fn.fn}(${key})@${fn.frame?.key ?? ''}`;
    const files = [...new Set([at, fn.file, ...(from?.files ?? []), ...(fn.frame?.files ?? []), ...filesOf(fn.self)])];
    return once(fn.file, { files }, entry, () => {
      const v = view(fn.file);
      const it = v?.summary.functions[fn.fn];
      if (v === undefined || it === undefined || it.gen === true) return unknown('');
      const frame: Frame = {
        file: fn.file,
        fn: fn.fn,
        arg: args,
        self: it.kind === 'arrow' ? (fn.self ?? fn.frame?.self) : fn.self,
        up: fn.frame,
        depth: level,
        ...(from === undefined ? {} : { caller: from }),
        files,
        key: short(`${fn.file}${entry}`),
      };
      const values = it.ret.map((r) => value(fn.file, r, frame)).filter((x) => !(x.is === 'lit' && x.v === undefined));
      const all = values.length === 0 ? absent : oneOf(values, 'branch');
      if (all.is === 'unknown' || (values.length === 0 && it.rt !== undefined)) return typed(fn.file, it.rt) ?? all;
      return all;
    });
  }

  /** What the platform's own functions give. */
  function builtin(lib: Value & { is: 'lib' }, place: Place & { call: CallExpr }): Value | undefined {
    const { file, frame, call } = place;
    const arg = (i: number): Value | undefined => (call.a[i] === undefined ? undefined : value(file, call.a[i]!, frame));
    const name = `${lib.module}.${lib.path.join('.')}`;
    switch (name) {
      case 'global:AbortSignal.timeout':
        return { ...signalAt(place), ms: amountOf(arg(0)), cancel: false, says: `\`AbortSignal.timeout(${amountText(arg(0))})\`` };
      case 'global:AbortSignal.any':
        return anySignal(place, arg(0));
      case 'global:AbortController.':
        return { is: 'controller', place: { file, expr: place.expr, frame } };
      case 'global:Object.assign':
        return { is: 'merged', parts: call.a.map((a) => value(file, a, frame)) };
      case 'global:Object.freeze':
      case 'global:structuredClone.':
      case 'global:Promise.resolve':
        return arg(0) ?? absent;
      case 'global:Promise.all':
        return arg(0) ?? unknown('');
      case 'global:Number.':
      case 'global:parseInt.':
      case 'global:parseFloat.':
      case 'global:Number.parseInt': {
        const a = arg(0);
        return a?.is === 'lit' ? { is: 'lit', v: Number.parseFloat(String(a.v)) } : unknown('a number read at run time');
      }
      case 'global:Math.min':
      case 'global:Math.max': {
        const values = call.a.map((a) => value(file, a, frame)).flatMap((x) => (x.is === 'lit' && typeof x.v === 'number' ? [x.v] : []));
        if (name.endsWith('min') && values.length > 0) return { is: 'lit', v: Math.min(...values) };
        return values.length === call.a.length && values.length > 0
          ? { is: 'lit', v: Math.max(...values) }
          : unknown('a number worked out at run time');
      }
      default:
        return undefined;
    }
  }

  const signalAt = (place: Place & { call: CallExpr }): Pick<SignalValue, 'is' | 'at' | 'madeIn'> => ({
    is: 'signal',
    at: env.span(place.file, place.call.at),
    madeIn: { file: place.file, fn: place.call.fn },
  });

  function anySignal(place: Place & { call: CallExpr }, list: Value | undefined): Value {
    if (list === undefined) return unknown('');
    const items = list.is === 'arr' ? list.items : [list];
    let best: SignalValue | undefined;
    let cancel = false;
    let open = list.is !== 'arr' || list.open;
    for (const item of items.flatMap(each)) {
      if (item.is === 'signal') {
        cancel ||= item.cancel;
        if (
          item.ms !== undefined &&
          (best?.ms === undefined || (typeof item.ms === 'number' && typeof best.ms === 'number' && item.ms < best.ms))
        )
          best = item;
      } else if (!(item.is === 'lit')) open = true;
    }
    if (best !== undefined) return { ...best, ...signalAt(place), cancel: cancel || open, says: best.says };
    if (open) return unknown('a signal put together from others');
    return { ...signalAt(place), cancel, says: '`AbortSignal.any`' };
  }

  /** Looks for what aborts a controller: a timer makes its signal a bound, anything else only a way to cancel. */
  function controllerSignal(place: Place): Value {
    const v = view(place.file);
    const call = v?.call(place.expr);
    if (v === undefined || call === undefined) return unknown('');
    const names = v.namesOf.get(place.expr) ?? [];
    const named = (id: ExprId): boolean => {
      const e = v.expr(id);
      return e.k === 'ref' && names.includes(e.b);
    };
    // Kept as a member, also after it had a name: `this.controller = controller`, `ref.current = controller`.
    const field =
      v.summary.writes.find((w) => w.v === place.expr || named(w.v))?.n ??
      v.summary.classes.flatMap((c) => c.members).find((x) => x.e === place.expr)?.n;
    const isIt = (id: ExprId): boolean => {
      const e = v.expr(id);
      return named(id) || (e.k === 'mem' && field !== undefined && e.n === field);
    };
    const base = { is: 'signal' as const, at: env.span(place.file, call.at), madeIn: { file: place.file, fn: call.fn } };
    let cancel = false;
    let escapes = false;
    let kept = false;
    for (const id of v.callsNamed.get('abort') ?? []) {
      const abort = v.call(id)!;
      const callee = v.expr(abort.c);
      if (callee.k !== 'mem' || !isIt(callee.o)) continue;
      const timer = timerAround(v, abort.fn, place.frame);
      if (timer !== undefined)
        return {
          ...base,
          ms: timer.ms,
          covers: timer.cleared,
          cancel: false,
          says: `a timer of ${amountText(timer.msValue)} that aborts the controller`,
        };
      // A signal that is passed on by hand brings what it has: a timer, or somebody who cancels.
      const heard = followed(v, abort.fn, place.frame);
      if (heard?.is === 'signal' && heard.ms !== undefined) return { ...heard, ...base, cancel: heard.cancel };
      if (heard !== undefined && heard.is !== 'signal') escapes = true;
      else cancel = true;
    }
    // `setTimeout(controller.abort.bind(controller), ms)`, or the controller handed to something that may abort it.
    for (const b of names) {
      for (const m of v.membersOf.get(b) ?? []) {
        if (m.name !== 'abort') continue;
        const used = timerWith(v, m.expr, place.frame);
        if (used !== undefined)
          return {
            ...base,
            ms: used.ms,
            covers: used.cleared,
            cancel: false,
            says: `a timer of ${amountText(used.msValue)} that aborts the controller`,
          };
        cancel = true;
      }
      for (const p of v.passedTo.get(b) ?? []) {
        const outer = v.call(p.call);
        if (outer === undefined) continue;
        // Whoever works with it may set a timer; whoever keeps it will hardly do so.
        if (keeps(v, outer)) kept = true;
        else escapes = true;
      }
      if (v.summary.functions.some((f) => f.ret.some((r) => isIt(r)))) escapes = true;
    }
    if (v.summary.exprs.some((e) => e.k === 'obj' && e.p.some((p) => isIt(p.e)))) escapes = true;
    if (field !== undefined) cancel = true;
    if (v.summary.exports.some((x) => x.b !== undefined && names.includes(x.b))) escapes = true;
    if (escapes || (kept && !cancel)) return unknown('the controller is handed on');
    return { ...base, cancel, says: cancel ? 'a controller that no timer aborts' : 'a controller that nothing aborts' };
  }

  /** The signal whose abort runs a function: `signal.addEventListener('abort', …)`; `undefined` when something else does. */
  function followed(v: View, fn: FnId, frame: Frame | undefined): Value | undefined {
    const it = v.summary.functions[fn];
    const names = v.summary.bindings.flatMap((b, i) => (b.e !== undefined && isFunction(v, b.e, fn) ? [i] : []));
    const listeners = [
      ...(it?.into === undefined ? [] : [it.into.call]),
      ...names.flatMap((b) => (v.passedTo.get(b) ?? []).map(({ call }) => call)),
    ];
    for (const id of listeners) {
      const call = v.call(id);
      const callee = call === undefined ? undefined : v.expr(call.c);
      const event = call?.a[0] === undefined ? undefined : v.expr(call.a[0]);
      if (callee?.k !== 'mem' || !/^(addEventListener|on|once)$/.test(callee.n) || event?.k !== 'lit' || event.v !== 'abort') continue;
      return value(v.file, callee.o, frame);
    }
    return undefined;
  }

  const isFunction = (v: View, id: ExprId, fn: FnId): boolean => {
    const e = v.expr(id);
    return e.k === 'fn' && e.f === fn;
  };

  /** The `setTimeout` whose callback is this function. */
  function timerAround(
    v: View,
    fn: FnId,
    frame: Frame | undefined,
  ): { ms: Amount; msValue: Value; cleared: 'headers' | 'attempt' } | undefined {
    const it = v.summary.functions[fn];
    if (it?.into === undefined || it.into.arg !== 0 || it.into.path.length > 0) return undefined;
    return timerCall(v, it.into.call, frame);
  }

  /** `setTimeout(controller.abort…, ms)`. */
  function timerWith(v: View, abort: ExprId, frame: Frame | undefined): ReturnType<typeof timerAround> {
    for (const id of v.callsNamed.get('setTimeout') ?? []) {
      const first = v.call(id)?.a[0];
      if (first === undefined) continue;
      const e = v.expr(first);
      const bound = e.k === 'call' ? v.expr(e.c) : undefined;
      if (first === abort || (bound?.k === 'mem' && bound.n === 'bind' && bound.o === abort)) return timerCall(v, id, frame);
    }
    return undefined;
  }

  function timerCall(v: View, id: ExprId, frame: Frame | undefined): ReturnType<typeof timerAround> {
    const call = v.call(id);
    if (call === undefined) return undefined;
    const callee = v.expr(call.c);
    const name =
      callee.k === 'global' ? callee.n : callee.k === 'mem' ? callee.n : callee.k === 'ref' ? v.summary.bindings[callee.b]?.n : undefined;
    if (name !== 'setTimeout') return undefined;
    const msValue = call.a[1] === undefined ? absent : value(v.file, call.a[1], frame);
    return { ms: amountOf(msValue), msValue, cleared: clearedEarly(v, id, call) ? 'headers' : 'attempt' };
  }

  /** Whether the timer is cleared before a body read that follows in the same function. */
  function clearedEarly(v: View, timer: ExprId, call: CallExpr): boolean {
    const names = v.namesOf.get(timer) ?? [];
    if (names.length === 0) return false;
    const clears = (v.callsNamed.get('clearTimeout') ?? [])
      .map((id) => v.call(id)!)
      .filter((c) => {
        const a = c.a[0] === undefined ? undefined : v.expr(c.a[0]);
        return a?.k === 'ref' && names.includes(a.b) && c.fn === call.fn;
      });
    if (clears.length === 0) return false;
    const lastFinally = clears.filter((c) => v.summary.contexts[c.ctx]?.kind === 'finally');
    const reads = bodyReads(v, call.fn);
    if (lastFinally.length > 0) {
      const tryId = v.summary.contexts[lastFinally[0]!.ctx]!.id;
      const whole = v.summary.tries[tryId];
      return reads.some((r) => whole !== undefined && r > whole.at[1]);
    }
    const plain = clears.filter((c) => v.summary.contexts[c.ctx]?.kind !== 'catch').map((c) => c.at[0]);
    return plain.length > 0 && reads.some((r) => r > Math.min(...plain));
  }

  function bodyReads(v: View, fn: FnId): number[] {
    return ['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes'].flatMap((n) =>
      (v.callsNamed.get(n) ?? [])
        .map((id) => v.call(id)!)
        .filter((c) => c.fn === fn && c.a.length === 0)
        .map((c) => c.at[0]),
    );
  }

  function typed(file: string, t: TypeRef | undefined): Value | undefined {
    const found = t === undefined ? undefined : typedAs(file, t);
    return t?.open === true && (found?.is === 'inst' || found?.is === 'shape') ? { ...found, open: true } : found;
  }

  function typedAs(file: string, t: TypeRef): Value | undefined {
    if (t.members !== undefined) return { is: 'shape', file, members: t.members, ...(t.open === true ? { open: true } : {}) };
    const first = t.n[0];
    if (first === undefined) return undefined;
    if (first === 'typeof') {
      const [, name, ...rest] = t.n;
      if (name === undefined) return undefined;
      const base = t.b === undefined ? globalValue(name) : binding(file, t.b);
      return at(base, rest);
    }
    if (first === 'ReturnType' && t.args?.[0] !== undefined) {
      const fn = typed(file, t.args[0]);
      return fn?.is === 'fn' ? apply(fn, () => undefined, 'type', undefined, file) : undefined;
    }
    if (first === 'InstanceType' && t.args?.[0] !== undefined) {
      const cls = typed(file, t.args[0]);
      return cls?.is === 'cls' ? { is: 'inst', file: cls.file, cls: cls.cls } : undefined;
    }
    const inline = /^import:(.*)$/.exec(first);
    if (inline !== null) return typeOfModule(file, inline[1]!, t.n.slice(1));
    const v = view(file);
    const b = t.b === undefined ? undefined : v?.summary.bindings[t.b];
    if (b === undefined) return typeOfLibrary(`global:${first}`, t.n.slice(1), first);
    if (b.im !== undefined)
      return typeOfModule(
        file,
        b.im[0],
        b.im[1] === '*' || b.im[1] === 'default'
          ? [...(b.im[1] === 'default' ? ['default'] : []), ...t.n.slice(1)]
          : [b.im[1], ...t.n.slice(1)],
      );
    const e = b.e === undefined ? undefined : v?.expr(b.e);
    return e?.k === 'cls' ? typeInstance(file, e.c) : undefined;
  }

  function typeInstance(file: string, cls: ClassId): Value | undefined {
    const shape = view(file)?.summary.classes[cls];
    if (shape?.alias !== undefined)
      return once(file, undefined, `^${cls}`, () => typed(file, shape.alias) ?? unknown('')).is === 'unknown'
        ? undefined
        : typed(file, shape.alias);
    return { is: 'inst', file, cls };
  }

  function typeOfModule(from: string, specifier: string, path: readonly string[]): Value | undefined {
    const file = program.resolve(specifier, from);
    if (file === undefined || (!specifier.startsWith('.') && library.clients(specifier).length > 0)) {
      const name = path[path.length - 1] ?? 'default';
      return typeOfLibrary(
        specifier,
        path.filter((p) => p !== 'default'),
        name,
      );
    }
    const [name, ...rest] = path;
    if (name === undefined) return undefined;
    const got = exported(file, name);
    const target = rest.length === 0 ? got : at(got, rest);
    if (target.is === 'cls') return typeInstance(target.file, target.cls);
    if (target.is === 'lib') return typeOfLibrary(target.module, target.path, target.path[target.path.length - 1] ?? 'default');
    return target.is === 'inst' || target.is === 'client' || target.is === 'shape' ? target : undefined;
  }

  function typeOfLibrary(module: string, path: readonly string[], name: string): Value | undefined {
    for (const model of library.clients(module)) {
      for (const make of model.makes ?? []) {
        const byClass =
          /^(|[A-Z]\w*|\w+\.[A-Z]\w*)$/.test(make.path) && make.path === path.join('.') && (make.path !== '' || path.length === 0);
        if (make.types?.includes(name) === true || byClass)
          return { is: 'client', model, kind: make.kind ?? 'instance', path: [], typed: true };
      }
      for (const call of model.calls)
        if (call.constructs === true && call.paths.includes(path.join('.')))
          return { is: 'client', model, kind: 'instance', path: [], typed: true };
    }
    return undefined;
  }

  const at = (of: Value, path: readonly string[]): Value => path.reduce(member, of);

  const env: Evaluator = {
    program,
    library,
    view,
    value,
    member,
    at,
    binding: (file, b, frame) => binding(file, b, frame),
    exported,
    typed,
    result,
    apply,
    clients,
    lineage,
    span: (file, range) => ({ file, start: range[0], end: range[1] }),
    policies: () => undefined,
    parameters: () => undefined,
    reuse,
    forget: (file) => views.delete(file),
  };
  return env;
}

function textByName(found: Value, name: string): Value {
  return found.is === 'unknown' && namesAddress.test(name) ? { ...found, plain: true } : found;
}

/** `controllers.set(id, controller)`, `all.push(controller)`. */
function keeps(v: View, call: CallExpr): boolean {
  const callee = v.expr(call.c);
  return callee.k === 'mem' && /^(set|add|push|unshift|delete|remove)$/.test(callee.n);
}

const largest = { MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER, MAX_VALUE: Number.MAX_VALUE, POSITIVE_INFINITY: Number.POSITIVE_INFINITY };

/** Whether a written type is that of the platform, and not one of the project's of the same name. */
function writtenAs(name: string, t: TypeRef | undefined): boolean {
  return t?.b === undefined && t?.n[0] === name;
}

function globalValue(name: string): Value {
  return { is: 'lib', module: `global:${name}`, path: [] };
}

/** The function an expression stands in: the innermost whose expressions include it. */
export function enclosing(v: View, id: ExprId): FnId {
  let best = 0;
  v.summary.functions.forEach((f, i) => {
    if (i > 0 && f.exprs[0] <= id && id < f.exprs[1] && f.exprs[0] >= (v.summary.functions[best]?.exprs[0] ?? 0)) best = i;
  });
  return best;
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
  if (op === '+' && l.is === 'lit' && typeof l.v === 'string' && l.v !== '') return { is: 'lit', v: `${l.v}{…}` };
  return unknown('it is worked out at run time');
}

/** A number of milliseconds, read from a value. */
export function amountOf(value: Value | undefined): Amount {
  if (value?.is === 'any') {
    const all = value.of.map(amountOf).filter((x): x is number => typeof x === 'number');
    return all.length === value.of.length ? Math.max(...all) : 'unknown';
  }
  if (value?.is !== 'lit' || typeof value.v !== 'number') return 'unknown';
  return Number.isFinite(value.v) ? value.v : 'unbounded';
}

export function amountText(value: Value | undefined): string {
  const amount = amountOf(value);
  return typeof amount === 'number' ? `${amount} ms` : amount === 'unbounded' ? 'no end' : 'a length not known here';
}

/** Tells instances apart: by class, and by the place that made them. */
function instanceKey(of: Value | undefined): string {
  if (of?.is !== 'inst') return of?.is ?? '';
  return `${of.file}%${of.cls}${of.open === true ? '+' : ''}@${of.made === undefined ? '' : `${of.made.file}#${of.made.expr}@${of.made.frame?.key ?? ''}`}`;
}

/** Files that what an instance was made of stands in. */
function filesOf(of: Value | undefined): readonly string[] {
  if (of?.is !== 'inst') return [];
  return [of.file, ...(of.made === undefined ? [] : [of.made.file, ...(of.made.frame?.files ?? [])])];
}
