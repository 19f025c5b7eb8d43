import type { ClassId, ExprId, FnId } from '../model/summary';
import type { View } from './view';

/** Under which names a file keeps its functions and classes, and which names stand for others. */
interface Names {
  /** Names given to the function or class itself: `f1`, `c2`. */
  readonly direct: ReadonlyMap<string, readonly string[]>;
  /** Names that hold what another name holds. */
  readonly after: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<View, Names>();

/** The names a function may be called by: its own, the one it is kept under, those it is exported as. */
export function namesOf(view: View, fn: FnId): Set<string> {
  const it = view.summary.functions[fn]!;
  const first: string[] = [];
  const keys = [`f${fn}`];
  if (it.kind === 'ctor') {
    const cls = view.classOf(fn);
    first.push(cls === undefined ? '' : (view.summary.classes[cls]?.n ?? ''));
    view.summary.classes.forEach(({ ctor }, c) => {
      if (ctor === fn) keys.push(`c${c}`);
    });
  } else first.push(it.n);
  if (it.as !== undefined) first.push(it.as);
  return closure(view, first, keys);
}

/** The names a class may be constructed by. */
export function classNames(view: View | undefined, cls: ClassId): Set<string> {
  return view === undefined ? new Set() : closure(view, [view.summary.classes[cls]?.n ?? ''], [`c${cls}`]);
}

function closure(view: View, first: readonly string[], keys: readonly string[]): Set<string> {
  const { direct, after } = namesIn(view);
  const names = new Set([...first, ...keys.flatMap((key) => direct.get(key) ?? [])].filter((name) => name !== ''));
  for (const name of names) for (const more of after.get(name) ?? []) names.add(more);
  return names;
}

function namesIn(view: View): Names {
  const have = known.get(view);
  if (have !== undefined) return have;
  const direct = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, name: string): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [name]);
    else list.push(name);
  };
  const { bindings, exports, exprs } = view.summary;
  const holds = (e: ExprId | undefined, name: string): void => {
    const expr = e === undefined ? undefined : view.expr(e);
    if (name === '' || expr === undefined) return;
    if (expr.k === 'fn') put(direct, `f${expr.f}`, name);
    else if (expr.k === 'cls') put(direct, `c${expr.c}`, name);
    else if (expr.k === 'ref') put(after, bindings[expr.b]?.n ?? '', name);
  };
  for (const { n: exported, b, e } of exports) {
    const n = exported === '=' ? 'default' : exported;
    holds(e, n);
    if (b === undefined) continue;
    put(after, bindings[b]?.n ?? '', n);
    holds(bindings[b]?.e, n);
  }
  for (const { n, e, path } of bindings) if (path === undefined) holds(e, n);
  for (const e of exprs) if (e.k === 'obj') for (const p of e.p) holds(p.e, p.n);
  const made = { direct, after };
  known.set(view, made);
  return made;
}
