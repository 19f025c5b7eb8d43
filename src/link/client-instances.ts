import type { ClientInstance } from '../model/call';
import type { FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { lifetimeOf } from './lifetimes';
import { mayMake } from './makers';
import { servesAlone } from './platforms';
import type { Program } from './program';
import type { Registry } from './registry';
import { each, type Value } from './values';
import { calleeName, type View } from './view';

/** Members by which a client gives its connections back. */
const closes = /^\$?(?:close|end|quit|disconnect|destroy|terminate|dispose|shutdown|stop)(?:Async)?$/;

/** The instances of clients that a file makes. */
export function instancesIn(evaluator: Evaluator, near: Evaluator, program: Program, view: View, registry: Registry): ClientInstance[] {
  const out: ClientInstance[] = [];
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined || !mayMake(near, view, call) || !each(near.value(view.file, id)).some((v) => v.is === 'client')) continue;
    const value = each(evaluator.value(view.file, id)).find((v) => v.is === 'client');
    if (value?.is !== 'client' || value.made?.file !== view.file || value.made.expr !== id || value.path.length > 0) continue;
    const { traits = [] } = value.model;
    const { path, on } = value.made.make;
    const made = path.includes('*') ? calleeName(view, call.c) : path;
    const names = view.namesOf.get(id) ?? [];
    const closed = names.some((b) => (view.membersOf.get(b) ?? []).some(({ name }) => closes.test(name)));
    out.push({
      client: value.model.id,
      name: `${value.model.title ?? value.model.id}${made === '' ? '' : `.${made}`}`,
      at: evaluator.span(view.file, call.callee),
      lives: lifetimeOf(evaluator, { file: view.file, expr: id, frame: undefined, call }),
      // What is made from another instance shares its connections, save for a copy of it.
      pooled:
        traits.includes('pooled') &&
        !isFactory(value) &&
        !isAsked(value) &&
        ((value.base === undefined && on === undefined) ||
          (value.base !== undefined && isFactory(value.base)) ||
          /duplicate|clone/i.test(path)),
      ...(closed ? { closed: true as const } : {}),
      ...(serves(view, call.fn) && !servesAlone(evaluator, view.file, call.fn) ? { serves: true as const } : {}),
      layers: registry.attached(value),
      scope: view.scopeOf(call.fn),
      context: program.context(view.file),
    });
  }
  return out;
}

/** Whether a function, or one around it, is handed what somebody asks for: by its parameters, a decorator, or whom it is given to. */
function serves(view: View, from: FnId): boolean {
  for (let fn = from; fn !== 0; ) {
    const it = view.summary.functions[fn];
    if (it === undefined) return false;
    if (it.decorators !== undefined) return true;
    if (it.params.some(({ b }) => b !== undefined && asked.test(view.summary.bindings[b]?.n ?? ''))) return true;
    const taker = it.into === undefined ? undefined : view.call(it.into.call);
    if (taker !== undefined && takes.test(calleeName(view, taker.c))) return true;
    fn = it.parent;
  }
  return false;
}

const asked = /^_?(?:req|request|res|reply|ctx|context|event)$/i;
const takes = /^(?:get|post|put|patch|delete|all|use|route|handle|on|query|mutation|procedure|process)$/;

/** What makes clients that are told options of their own, as a package of gRPC does, opens no connection itself. */
function isFactory({ model, kind }: Extract<Value, { is: 'client' }>): boolean {
  return model.makes?.some(({ on, inherits }) => on?.includes(kind) === true && inherits !== true) === true;
}

/** What a request gives, and no call to connect, is no connection: a row that was found. */
function isAsked({ model, made }: Extract<Value, { is: 'client' }>): boolean {
  const { path = '', on = ['module'] } = made?.make ?? {};
  return model.calls.some(
    ({ paths, on: from = ['module'], traits = [] }) =>
      paths.includes(path) && from.some((kind) => on.includes(kind)) && !traits.includes('connection'),
  );
}
