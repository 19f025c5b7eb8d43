import type { CallExpr, ClassId, Ctx, CtxId, Export, Expr, ExprId, FileSummary, Fn, FnId, Loop, Write } from '../model/summary';

/** A summary with the look-ups linking wants, made once per file. */
export interface View {
  readonly file: string;
  readonly summary: FileSummary;
  /** Call-like expressions by the last name of their callee. */
  readonly callsNamed: ReadonlyMap<string, readonly ExprId[]>;
  /** Calls of members of another call's result: `request.get(url).timeout(1)`. */
  readonly chainedOn: ReadonlyMap<ExprId, readonly ExprId[]>;
  /** Calls of members of a name: `req.on(…)`. */
  readonly calledOn: ReadonlyMap<number, readonly ExprId[]>;
  /** Members read of a name. */
  readonly membersOf: ReadonlyMap<number, readonly { readonly expr: ExprId; readonly name: string }[]>;
  /** Calls that have a name among their arguments. */
  readonly passedTo: ReadonlyMap<number, readonly { readonly call: ExprId; readonly arg: number }[]>;
  /** `name.member = value`. */
  readonly writesTo: ReadonlyMap<number, readonly Write[]>;
  /** `this.member = value`, by class. */
  readonly writesOfClass: ReadonlyMap<ClassId, readonly Write[]>;
  /** Names whose initial value is this expression, or may be. */
  readonly namesOf: ReadonlyMap<ExprId, readonly number[]>;
  /** What a file exports under a name. */
  readonly exportsNamed: ReadonlyMap<string, readonly Export[]>;
  expr(id: ExprId): Expr;
  call(id: ExprId): CallExpr | undefined;
  /** The class whose `this` a function sees, through arrows. */
  classOf(fn: FnId): ClassId | undefined;
  /** What the function was given to whose `this` stands in it, where that is a class from elsewhere (`on` of a function). */
  ownerOf(fn: FnId): ExprId | undefined;
  /** The names of the declarations around a function, outermost first. */
  scopeOf(fn: FnId): string;
}

/** What is found out of a view once for each of its expressions, or of its functions. */
export function perView<T>(find: (view: View, id: number) => T): (view: View, id: number) => T {
  const views = new WeakMap<View, Map<number, T>>();
  return (view, id) => {
    const known = views.get(view) ?? new Map<number, T>();
    views.set(view, known);
    const found = known.get(id) ?? find(view, id);
    known.set(id, found);
    return found;
  };
}

export function viewOf(file: string, summary: FileSummary): View {
  const { exprs, functions, bindings } = summary;
  const callsNamed = new Map<string, ExprId[]>();
  const chainedOn = new Map<ExprId, ExprId[]>();
  const calledOn = new Map<number, ExprId[]>();
  const membersOf = new Map<number, { expr: ExprId; name: string }[]>();
  const passedTo = new Map<number, { call: ExprId; arg: number }[]>();
  const writesTo = new Map<number, Write[]>();
  const writesOfClass = new Map<ClassId, Write[]>();
  const namesOf = new Map<ExprId, number[]>();
  const exportsNamed = new Map<string, Export[]>();
  for (const one of summary.exports) add(exportsNamed, one.n, one);
  const expr = (id: ExprId): Expr => exprs[id] ?? { k: '?' };
  const seesOuter = new Set<FnId>();
  /** The function that says what `this` is in another one. */
  const ownOf = (fn: FnId): Fn | undefined => {
    for (let f = fn; ; ) {
      const it = functions[f];
      if (it === undefined || it.kind === 'module') return undefined;
      if (it.cls !== undefined || it.on !== undefined) return it;
      if (it.kind !== 'arrow' && !seesOuter.has(f)) return undefined;
      f = it.parent;
    }
  };
  const classOf = (fn: FnId): ClassId | undefined => ownOf(fn)?.cls;
  /** `send.bind(this)`, `send.call(this)`, `list.forEach(function (one) {…}, this)`: it sees what the place around it sees. */
  const boundToThis = (call: CallExpr, callee: Expr): FnId | undefined => {
    if (callee.k !== 'mem') return undefined;
    const each = /^(?:forEach|map|filter|some|every|find)$/.test(callee.n);
    const self = call.a[each ? 1 : 0];
    if (!(each || /^(?:bind|call|apply)$/.test(callee.n)) || self === undefined || expr(self).k !== 'this') return undefined;
    const of = expr(each ? call.a[0]! : callee.o);
    const named = of.k === 'ref' ? bindings[of.b]?.e : undefined;
    const fn = named === undefined ? of : expr(named);
    return fn.k === 'fn' ? fn.f : undefined;
  };
  exprs.forEach((e, id) => {
    if (e.k === 'mem') {
      const o = expr(e.o);
      if (o.k === 'ref') add(membersOf, o.b, { expr: id, name: e.n });
      return;
    }
    if (e.k !== 'call') return;
    const callee = expr(e.c);
    const bound = boundToThis(e, callee);
    if (bound !== undefined) seesOuter.add(bound);
    add(callsNamed, lastName(callee, bindings), id);
    if (callee.k === 'mem') {
      add(chainedOn, callee.o, id);
      const o = expr(callee.o);
      if (o.k === 'ref') add(calledOn, o.b, id);
    }
    e.a.forEach((a, arg) => {
      const it = expr(a);
      if (it.k === 'ref') add(passedTo, it.b, { call: id, arg });
      if (it.k === 'arr')
        for (const item of it.e) if (expr(item).k === 'ref') add(passedTo, (expr(item) as { b: number }).b, { call: id, arg });
    });
  });
  for (const w of summary.writes) {
    const o = expr(w.o);
    if (o.k === 'ref') add(writesTo, o.b, w);
    else if (o.k === 'this') {
      const cls = classOf(w.fn);
      if (cls !== undefined) add(writesOfClass, cls, w);
    }
  }
  bindings.forEach((b, id) => {
    if (b.path !== undefined) return;
    for (const given of [b.e, ...(b.w ?? [])]) if (given !== undefined) for (const side of sidesOf({ expr }, given)) add(namesOf, side, id);
  });
  return {
    file,
    summary,
    callsNamed,
    chainedOn,
    calledOn,
    membersOf,
    passedTo,
    writesTo,
    writesOfClass,
    namesOf,
    exportsNamed,
    expr,
    call: (id) => {
      const e = expr(id);
      return e.k === 'call' ? e : undefined;
    },
    classOf,
    ownerOf: (fn) => ownOf(fn)?.on,
    scopeOf(fn) {
      const names: string[] = [];
      for (let f = fn; f !== 0; ) {
        const it = functions[f];
        if (it === undefined) break;
        if (it.n !== '') names.unshift(it.n);
        if (it.cls !== undefined) names.unshift(summary.classes[it.cls]?.n ?? '');
        f = it.parent;
      }
      return names.filter((n) => n !== '').join('.');
    },
  };
}

/** What an expression may come to as it is written, itself included: `secure ? tls.connect(to) : net.connect(to)` is either of them. */
export function sidesOf(v: Pick<View, 'expr'>, id: ExprId): readonly ExprId[] {
  const e = v.expr(id);
  if (e.k !== 'alt') return [id];
  return [id, ...(e.op === '&&' ? e.e.slice(-1) : e.e).flatMap((one) => sidesOf(v, one))];
}

/** The function an expression stands in: the innermost whose expressions include it. */
export function enclosing(v: View, id: ExprId): FnId {
  let best = 0;
  v.summary.functions.forEach((f, i) => {
    if (i > 0 && f.exprs[0] <= id && id < f.exprs[1] && f.exprs[0] >= (v.summary.functions[best]?.exprs[0] ?? 0)) best = i;
  });
  return best;
}

/** The contexts around a place in its own function, the nearest first. */
export function* contextsFrom(v: View, from: CtxId): Generator<Ctx> {
  for (let it = v.summary.contexts[from]; it !== undefined && it.kind !== 'fn'; it = v.summary.contexts[it.up]) yield it;
}

/** The loops around a place in its own function, the nearest first. */
export function loopsAround(v: View, from: CtxId): readonly Loop[] {
  const out: Loop[] = [];
  for (const it of contextsFrom(v, from)) {
    const loop = it.kind === 'loop' ? v.summary.loops[it.id] : undefined;
    if (loop !== undefined) out.push(loop);
  }
  return out;
}

/** Whether a loop goes round by a condition, rather than once for each of what it is given. */
export const isConditional = ({ kind }: Loop): boolean => kind === 'while' || kind === 'do' || kind === 'for';

/** Whether an expression is a function itself. */
export function isFunction(v: View, id: ExprId | undefined, fn: FnId): boolean {
  const e = id === undefined ? undefined : v.expr(id);
  return e?.k === 'fn' && e.f === fn;
}

/** Whether a function stands inside of another one. */
export function standsInside(v: View, inner: FnId, outer: FnId): boolean {
  for (let f = v.summary.functions[inner]; f !== undefined && f.kind !== 'module'; f = v.summary.functions[f.parent])
    if (f.parent === outer) return true;
  return false;
}

const within = new WeakMap<View, Map<FnId, readonly ExprId[]>>();

/** The calls that stand in a function, those of functions inside it included, in source order. */
export function callsWithin(v: View, fn: FnId): readonly ExprId[] {
  const of = within.get(v) ?? new Map<FnId, readonly ExprId[]>();
  within.set(v, of);
  const known = of.get(fn);
  if (known !== undefined) return known;
  const [from, to] = v.summary.functions[fn]?.exprs ?? [0, 0];
  const found = v.summary.calls.filter((id) => from <= id && id < to);
  of.set(fn, found);
  return found;
}

function lastName(callee: Expr, bindings: FileSummary['bindings']): string {
  if (callee.k === 'mem') return callee.n;
  if (callee.k === 'ref') return bindings[callee.b]?.n ?? '';
  if (callee.k === 'global') return callee.n;
  if (callee.k === 'super') return 'super';
  if (callee.k === 'call') return '()';
  if (callee.k === 'mod') return 'default';
  return '';
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The last name of what is called. */
export function calleeName(view: View, c: ExprId): string {
  const e = view.expr(c);
  return e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : e.k === 'global' ? e.n : '';
}
