import type { Layer } from '../model/layer';
import type { BindingId, ExprId, FnId } from '../model/summary';
import { parseArg } from './arguments';
import { control } from './control';
import type { Evaluator } from './evaluator';
import { gathered } from './fan-out';
import type { Growth } from './growth';
import { formsOf } from './guards';
import { provided } from './provisions';
import { handlerLayers } from './handlers';
import { raceTimeout } from './race';
import { settledAround } from './settled';
import { callFrame } from './under';
import { each } from './values';
import { calleeName, type View } from './view';

/** Layers between a call and the body of its function. */
export function local(evaluator: Evaluator, growth: Growth, view: View, id: ExprId): Layer[] {
  const layers: Layer[] = [];
  let current = id;
  const seen = new Set<ExprId>();
  for (;;) {
    if (seen.has(current)) break;
    seen.add(current);
    const next = outward(evaluator, view, current, layers);
    if (next === undefined) break;
    current = next;
  }
  const wide = gathered(evaluator, growth, view, current);
  if (wide !== undefined) layers.push(wide);
  layers.push(...control(evaluator, view, id));
  return layers;
}

/** One step along the expression a call stands in: chained members, races, guards that take the promise. */
function outward(evaluator: Evaluator, view: View, id: ExprId, layers: Layer[]): ExprId | undefined {
  for (const next of view.chainedOn.get(id) ?? []) {
    const call = view.call(next)!;
    const callee = view.expr(call.c);
    const name = callee.k === 'mem' ? callee.n : '';
    if (name === 'catch') handlerLayers(evaluator, view, call.a[0], layers, next);
    else if (name === 'then' && call.a[1] !== undefined) handlerLayers(evaluator, view, call.a[1], layers, next);
    else if (name === 'pipe') for (const a of call.a) operator(evaluator, view, a, layers);
    return next;
  }
  const call = view.call(id);
  if (call?.into !== undefined && call.used !== 'await') {
    const target = promiseTaken(evaluator, view, call.into[0], call.into[1], id, layers);
    if (target) return call.into[0];
  }
  for (const b of view.namesOf.get(id) ?? []) {
    if (call?.used === 'await') continue;
    for (const { call: outer, arg } of view.passedTo.get(b) ?? []) if (promiseTaken(evaluator, view, outer, arg, id, layers)) return outer;
    for (const chained of view.calledOn.get(b) ?? []) {
      const c = view.call(chained)!;
      const callee = view.expr(c.c);
      if (callee.k === 'mem' && callee.n === 'pipe') for (const a of c.a) operator(evaluator, view, a, layers);
    }
  }
  return undefined;
}

function operator(evaluator: Evaluator, view: View, a: ExprId, layers: Layer[]): void {
  const call = view.call(a);
  if (call === undefined) return;
  for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
    if (form.form === 'operator')
      layers.push(...provided(evaluator, form.provides, { file: view.file, expr: a, frame: undefined, call }, guard));
  }
}

/** The promise of a call is handed to another call: a race, `pTimeout`, `Promise.all`, a helper of the project. */
function promiseTaken(evaluator: Evaluator, view: View, outer: ExprId, arg: number, id: ExprId, layers: Layer[]): boolean {
  const call = view.call(outer);
  if (call === undefined) return false;
  const value = evaluator.value(view.file, call.c);
  for (const target of each(value)) {
    if (target.is === 'lib' && target.module === 'global:Promise') {
      const member = target.path.join('.');
      if (member === 'race' || member === 'any') layers.push(...raceTimeout(evaluator, view, call, id));
      return true;
    }
    if (target.is === 'fn') {
      const other = evaluator.view(target.file);
      const param = other?.summary.functions[target.fn]?.params[arg]?.b;
      if (other === undefined || param === undefined) continue;
      layers.push(...promiseParameter(evaluator, other, param, target.fn, view, outer));
      return true;
    }
  }
  for (const { form, guard, policy } of formsOf(evaluator, value, view.file)) {
    if (form.form === 'run' && parseArg(form.runs).index === arg) {
      layers.push(...provided(evaluator, form.provides, { file: view.file, expr: outer, frame: undefined, call }, guard));
      return true;
    }
    if (form.form === 'apply' && policy !== undefined && parseArg(form.runs).index === arg) {
      layers.push(...policy.layers);
      return true;
    }
  }
  const callee = view.expr(call.c);
  const name = callee.k === 'mem' ? callee.n : callee.k === 'ref' ? (view.summary.bindings[callee.b]?.n ?? '') : '';
  if (/timeout|timelimit|deadline|race/i.test(name)) {
    layers.push({
      kind: 'opaque',
      may: ['timeout', 'cancellation'],
      because: { from: 'unresolved', says: `\`${name}\` may bound it`, at: evaluator.span(view.file, call.callee) },
    });
    return true;
  }
  return false;
}

/** What a helper does with a promise it is given: `withTimeout(promise, ms)`, itself or by another helper. */
function promiseParameter(evaluator: Evaluator, view: View, param: BindingId, fn: FnId, from: View, outer: ExprId, depth = 0): Layer[] {
  const layers: Layer[] = settledAround(evaluator, view, fn, param, callFrame(evaluator, view, { fn, from, outer }));
  const chained = chainedTo(view, param).flatMap((id) => racesWith(view, id));
  for (const { call: id, arg } of [...(view.passedTo.get(param) ?? []), ...chained]) {
    const call = view.call(id);
    if (call === undefined) continue;
    for (const target of each(evaluator.value(view.file, call.c))) {
      if (target.is === 'lib' && target.module === 'global:Promise' && (target.path[0] === 'race' || target.path[0] === 'any')) {
        layers.push(...raceTimeout(evaluator, view, call, undefined, { fn, from, outer }));
      } else if (target.is === 'fn' && depth < deepestHelper) {
        const other = evaluator.view(target.file);
        const next = other?.summary.functions[target.fn]?.params[arg]?.b;
        if (other !== undefined && next !== undefined)
          layers.push(...promiseParameter(evaluator, other, next, target.fn, view, id, depth + 1));
      }
    }
    for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
      if (form.form === 'run' && parseArg(form.runs).index === arg)
        layers.push(...provided(evaluator, form.provides, { file: view.file, expr: id, frame: undefined, call }, guard));
    }
  }
  return layers;
}

/** What is chained to a promise under a name: `work.then(…)`, `work.then(…).finally(…)`. */
function chainedTo(view: View, promise: BindingId): readonly ExprId[] {
  const out = (view.calledOn.get(promise) ?? []).filter((id) => /^(?:then|catch|finally)$/.test(calleeName(view, view.call(id)?.c ?? -1)));
  for (const id of out) out.push(...(view.chainedOn.get(id) ?? []));
  return out;
}

/** The call that takes a promise made in place, as it is or in a list, or under a name. */
function racesWith(view: View, id: ExprId): readonly { readonly call: ExprId; readonly arg: number }[] {
  const into = view.call(id)?.into;
  const named = (view.namesOf.get(id) ?? []).flatMap((b) => view.passedTo.get(b) ?? []);
  return into === undefined ? named : [{ call: into[0], arg: into[1] }, ...named];
}

/** So many helpers may hand a promise on to one another. */
const deepestHelper = 3;
