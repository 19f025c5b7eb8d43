import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each } from './values';
import { calleeName, type View } from './view';

/** Whether a schema or a decorated class says how long a list may be: `z.array(…).max(10)`, `@ArrayMaxSize(10)`. */
export function cappedBySchema(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k !== 'mem') return false;
  return byClass(evaluator, view, e.o, e.n) || schemasOf(view, e.o).some((schema) => fieldCapped(evaluator, view, schema, e.n, 0));
}

/** A field of a class whose decorators limit it. */
function byClass(evaluator: Evaluator, view: View, of: ExprId, name: string): boolean {
  return each(evaluator.value(view.file, of)).some((v) => {
    if (v.is !== 'inst') return false;
    return evaluator.lineage(v.file, v.cls).classes.some((c) => {
      const home = evaluator.view(c.file);
      const member = home?.summary.classes[c.cls]?.members.find((m) => m.n === name);
      return (
        home !== undefined &&
        (member?.decorators ?? []).some((d) => {
          const call = home.call(d);
          return call !== undefined && /^(?:ArrayMaxSize|MaxItems)$/.test(calleeName(home, call.c));
        })
      );
    });
  });
}

/** Schemas that a thing went through: `schema.parse(body)`, `req.body = schema.parse(req.body)`. */
function schemasOf(view: View, id: ExprId, depth = 0): readonly ExprId[] {
  const e = view.expr(id);
  if (depth > 4) return [];
  if (e.k === 'call') {
    const callee = view.expr(e.c);
    return callee.k === 'mem' && parses.test(callee.n) ? [callee.o] : [];
  }
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    return b?.e === undefined || b.kind === 'param' ? [] : schemasOf(view, b.e, depth + 1);
  }
  if (e.k !== 'mem') return [];
  const written = view.summary.writes
    .filter((w) => w.n === e.n && view.expr(w.v).k === 'call')
    .flatMap((w) => schemasOf(view, w.v, depth + 1));
  return [...written, ...(e.n === 'data' || e.n === 'value' ? schemasOf(view, e.o, depth + 1) : [])];
}

const parses = /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateAsync|validateSync|attempt|cast)$/;

/** Whether the field of an object schema is limited. */
function fieldCapped(evaluator: Evaluator, view: View, schema: ExprId, name: string, depth: number): boolean {
  const e = view.expr(schema);
  if (depth > 8) return false;
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    if (b?.e !== undefined && b.kind !== 'param') return fieldCapped(evaluator, view, b.e, name, depth + 1);
    return false;
  }
  if (e.k === 'mem') return fieldCapped(evaluator, view, e.o, name, depth + 1);
  if (e.k !== 'call') return false;
  for (const a of e.a) {
    const shape = view.expr(a);
    const field = shape.k === 'obj' ? shape.p.find((p) => p.n === name)?.e : undefined;
    if (field !== undefined) return isCapped(view, field);
  }
  return fieldCapped(evaluator, view, e.c, name, depth + 1);
}

/** `z.array(z.string()).max(10)` and whatever is chained to it. */
function isCapped(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  if (callee.k !== 'mem') return false;
  return /^(?:max|length)$/.test(callee.n) && e.a.length > 0 ? true : isCapped(view, callee.o);
}
