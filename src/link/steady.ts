import type { BindingId, ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import type { View } from './view';

/**
 * Whether a condition comes to the same in every round of a function that starts over, so that it ends none: it asks for nothing
 * but parameters that are handed on as they are, and members of theirs that nobody in the program assigns.
 */
export function isSteady(evaluator: Evaluator, view: View, fn: FnId, test: ExprId, args: readonly ExprId[]): boolean {
  const e = view.expr(test);
  if (e.k === 'un' && (e.op === '!' || e.op === 'typeof')) return isSteady(evaluator, view, fn, e.e, args);
  if (e.k === 'bin' && /^[=!<>]/.test(e.op))
    return [e.l, e.r].every((one) => isWritten(view, one) || isSteady(evaluator, view, fn, one, args));
  if (e.k === 'ref') return isHandedOn(view, fn, e.b, args);
  if (e.k !== 'mem') return false;
  const of = view.expr(e.o);
  return of.k === 'ref' && isHandedOn(view, fn, of.b, args) && isSetting(evaluator, view, fn, of.b, e.n);
}

function isWritten(view: View, id: ExprId): boolean {
  return /^(?:lit|undef)$/.test(view.expr(id).k);
}

/** A parameter that keeps what it was handed, which is handed on in its own place. */
function isHandedOn(view: View, fn: FnId, b: BindingId, args: readonly ExprId[]): boolean {
  const it = view.summary.bindings[b];
  if (it?.kind !== 'param' || it.fn !== fn || it.path !== undefined || it.rest === true || it.w !== undefined || it.counted === true)
    return false;
  const handed = args[it.i ?? 0];
  const e = handed === undefined ? undefined : view.expr(handed);
  return e?.k === 'ref' && e.b === b;
}

/** More files than these are not asked who assigns a member. */
const most = 200;

/** A member of plain data, which is told when that is made and never assigned. */
function isSetting(evaluator: Evaluator, view: View, fn: FnId, b: BindingId, name: string): boolean {
  const it = view.summary.bindings[b];
  const written = evaluator.typed(view.file, view.summary.functions[fn]?.params[it?.i ?? 0]?.t);
  const shape = written?.is === 'inst' ? evaluator.view(written.file)?.summary.classes[written.cls] : undefined;
  const isData = written?.is === 'shape' || shape?.iface === true;
  if (!isData) return false;
  evaluator.reuse?.useLeaf('w', name);
  const files = evaluator.program.mentioning(name);
  if (files.length > most) return false;
  return files.every((file) => {
    const summary = evaluator.view(file)?.summary;
    return (
      summary !== undefined &&
      !summary.writes.some(({ n }) => n === name) &&
      !summary.classes.some((one) => one.members.some(({ n, kind }) => n === name && kind === 'get'))
    );
  });
}
