import { computedName, type Expr, type ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each, type Value } from './values';
import type { View } from './view';

/**
 * The names under which other files can get hold of a client that this file knows: exports, members of
 * classes and of object literals. Which files must be read follows from them, so too many is right and
 * too few is wrong.
 */
export function offeredNames(evaluator: Evaluator, view: View): Set<string> {
  const { summary, file } = view;
  const names = new Set<string>();
  const fnYields = new Map<number, boolean>();
  const yields = (value: Value, depth = 0): boolean =>
    each(value).some((v) => {
      if (v.is === 'client') return true;
      if (v.is === 'lib') return evaluator.library.clients(v.module).length > 0;
      if (v.is === 'fn' && depth < 3 && v.file === file) return gives(v.fn, depth);
      if (v.is === 'cls' || v.is === 'inst')
        return (
          evaluator.lineage(v.file, v.cls).base !== undefined &&
          evaluator.clients(v.is === 'inst' ? v : { is: 'inst', file: v.file, cls: v.cls }).length > 0
        );
      return false;
    });
  const gives = (fn: number, depth: number): boolean => {
    const known = fnYields.get(fn);
    if (known !== undefined) return known;
    fnYields.set(fn, false);
    const it = summary.functions[fn];
    const found =
      it !== undefined &&
      (it.ret.some((r) => yields(evaluator.value(file, r), depth + 1) || ofOwn(r, depth)) || clientType(evaluator, file, it.rt));
    fnYields.set(fn, found);
    return found;
  };
  /** What a method of its own class gives, whatever is called on it: `return this.based(url).create(options)`. */
  const ofOwn = (e: ExprId, depth: number): boolean => {
    const name = ownMethod(view, e);
    if (name === undefined || depth >= 3) return false;
    return summary.classes.some(({ members }) => members.some((m) => m.n === name && m.f !== undefined && gives(m.f, depth + 1)));
  };
  const of = (e: ExprId): boolean => !plain.has(view.expr(e).k) && yields(evaluator.value(file, e));
  for (const x of summary.exports) if (yields(evaluator.exported(file, x.n))) names.add(x.n === '=' ? 'default' : x.n);
  for (const star of summary.stars) if (evaluator.library.clients(star).length > 0) names.add('default');
  for (const c of summary.classes) {
    for (const m of c.members) {
      if ((m.e !== undefined && of(m.e)) || (m.f !== undefined && gives(m.f, 0)) || clientType(evaluator, file, m.t)) names.add(m.n);
    }
    if (
      c.ext !== undefined &&
      each(evaluator.value(file, c.ext)).some((v) => v.is === 'lib' && evaluator.library.clients(v.module).length > 0)
    )
      names.add(c.n);
  }
  for (const name of takers(evaluator, view, of)) names.add(name);
  for (const w of summary.writes) {
    if (!of(w.v)) continue;
    // Under a name that is worked out it may be had by any, by whoever has what it is put into.
    if (w.n !== computedName) names.add(w.n);
    else for (const { n } of summary.exports) names.add(n === '=' ? 'default' : n);
  }
  for (const e of summary.exprs) if (e.k === 'obj') for (const p of e.p) if (p.n !== '' && of(p.e)) names.add(p.n);
  return names;
}

/**
 * The names of functions and classes that take a client unless they are handed another: `constructor(http = request)`. Whoever calls
 * them decides which it is.
 */
function takers(evaluator: Evaluator, { summary, file, classOf }: View, of: (e: ExprId) => boolean): readonly string[] {
  const asking = new Set<number>();
  summary.functions.forEach(({ params }, fn) => {
    if (params.some(({ d }) => d !== undefined && of(d))) asking.add(fn);
  });
  for (const { kind, fn, d } of summary.bindings) if (kind === 'param' && d !== undefined && of(d)) asking.add(fn);
  return [...asking].flatMap((fn) => {
    const { n = '', as = n, kind } = summary.functions[fn] ?? {};
    const cls = kind === 'ctor' ? classOf(fn) : undefined;
    const own = cls === undefined ? as : (summary.classes[cls]?.n ?? '');
    // It may be had under another name, or without one.
    const given = summary.exports.filter((x) =>
      each(evaluator.exported(file, x.n)).some((v) =>
        cls === undefined ? v.is === 'fn' && v.file === file && v.fn === fn : v.is === 'cls' && v.file === file && v.cls === cls,
      ),
    );
    return [...(own === '' ? [] : [own]), ...given.map((x) => (x.n === '=' ? 'default' : x.n))];
  });
}

/** The method of `this` that an expression begins with. */
function ownMethod(view: View, id: ExprId): string | undefined {
  for (let e = view.expr(id); e.k === 'mem' || e.k === 'call'; e = view.expr(e.k === 'mem' ? e.o : e.c)) {
    if (e.k === 'mem' && view.expr(e.o).k === 'this') return e.n;
  }
  return undefined;
}

/** Expressions that hold no client whatever stands in them. */
const plain: ReadonlySet<Expr['k']> = new Set(['lit', 'undef', 'obj', 'arr', 'tpl', 'bin', 'un', 're', '?']);

function clientType(evaluator: Evaluator, file: string, t: Parameters<Evaluator['typed']>[1]): boolean {
  return t !== undefined && evaluator.typed(file, t)?.is === 'client';
}
