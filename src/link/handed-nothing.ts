import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { each, isAbsent } from './values';
import type { View } from './view';

/** A part of what a function is called with. */
interface Part {
  readonly fn: FnId;
  readonly index: number;
  readonly path: readonly string[];
}

/** Whether the program itself calls a function, or makes an instance, with nothing that would send in place of the default. */
export function sendsByDefault(evaluator: Evaluator, { view, call }: Site): boolean {
  return partsOf(view, call.c, call.fn).some(({ fn, index, path }) => {
    const given = evaluator.parameters(view.file, fn, index);
    return given !== undefined && each(given).some((one) => isAbsent(one) || each(evaluator.at(one, path)).some(isAbsent));
  });
}

/** Where what sends comes from, along names and fields that a constructor fills: `constructor({ send = fetch }) { this.send = send; }`. */
function partsOf(view: View, id: ExprId, from: FnId, depth = 0): readonly Part[] {
  const e = view.expr(id);
  if (depth > deepest) return [];
  const of = (one: ExprId, within = from): readonly Part[] => partsOf(view, one, within, depth + 1);
  if (e.k === 'alt') return e.e[0] === undefined ? [] : of(e.e[0]);
  if (e.k === 'mem') return view.expr(e.o).k === 'this' ? ofField(view, e.n, from, of) : further(of(e.o), [e.n]);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (b === undefined || b.rest === true) return [];
  if (b.kind === 'param') return b.i === undefined ? [] : [{ fn: b.fn, index: b.i, path: b.path ?? [] }];
  return b.e === undefined ? [] : further(of(b.e), b.path ?? []);
}

function ofField(view: View, name: string, from: FnId, of: (id: ExprId, within: FnId) => readonly Part[]): readonly Part[] {
  const cls = view.classOf(from);
  const shape = cls === undefined ? undefined : view.summary.classes[cls];
  const { ctor } = shape ?? {};
  if (cls === undefined || shape === undefined || ctor === undefined) return [];
  const begins = shape.members.flatMap(({ n, e }) => (n === name && e !== undefined ? [e] : []));
  const put = (view.writesOfClass.get(cls) ?? []).flatMap((w) => (w.n === name && w.fn === ctor ? [w.v] : []));
  return [...begins, ...put].flatMap((id) => of(id, ctor)).filter(({ fn }) => fn === ctor);
}

function further(parts: readonly Part[], names: readonly string[]): readonly Part[] {
  return parts.map((part) => ({ ...part, path: [...part.path, ...names] }));
}

const deepest = 6;
