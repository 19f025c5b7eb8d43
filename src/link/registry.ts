import type { Layer } from '../model/layer';
import type { Expr, ExprId, ObjectExpr } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { formsOf, provided } from './guards';
import { fits } from './library';
import type { Reading } from './option-reading';
import { readOptions } from './options';
import { resends } from './resends';
import type { ClientValue, Value } from './values';
import type { View } from './view';

/** What is said of a client after it was made: defaults assigned, interceptors, plugins. Keyed by instance. */
export interface Registry {
  /** Options said of an instance or a library elsewhere. */
  readings(client: ClientValue): readonly Reading[];
  /** Layers that plugins put around every call of it. */
  attached(client: ClientValue): readonly Layer[];
}

/** Names an instance: the call that made it, or the library itself. */
export function keyOf(client: ClientValue): string {
  return client.made === undefined ? `${client.model.id}:${client.kind}` : `${client.made.file}#${client.made.expr}`;
}

/** What one file says of clients, by instance. */
export interface Said {
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  readonly attached: ReadonlyMap<string, readonly Layer[]>;
}

/** What the whole program says of clients away from where they are made, in the order of its files. */
export function registryOf(evaluator: Evaluator, said: readonly Said[]): Registry {
  const joined = <T>(part: (one: Said) => ReadonlyMap<string, readonly T[]>): ((client: ClientValue) => readonly T[]) => {
    const all = new Map<string, readonly T[]>();
    for (const one of said) for (const [key, list] of part(one)) all.set(key, [...(all.get(key) ?? []), ...list]);
    return (client) => {
      const key = keyOf(client);
      evaluator.reuse?.useLeaf('r', key);
      return all.get(key) ?? [];
    };
  };
  return { readings: joined((one) => one.readings), attached: joined((one) => one.attached) };
}

/** Reads one file for what it says of clients: defaults assigned, interceptors, plugins. `near` tells cheaply what says nothing. */
export function saidIn(evaluator: Evaluator, near: Evaluator, view: View): Said {
  const { library } = evaluator;
  const readings = new Map<string, Reading[]>();
  const attached = new Map<string, Layer[]>();
  const put = <T>(map: Map<string, T[]>, key: string, value: T): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
  };
  for (const w of view.summary.writes) {
    const owner = view.expr(w.o);
    const takes = (client: ClientValue): boolean => client.model.assigns?.some((assigns) => fits(client.path, assigns)) === true;
    if (owner.k === 'this' || !near.clients(near.value(view.file, w.o)).some(takes)) continue;
    for (const client of evaluator.clients(evaluator.value(view.file, w.o)).filter(takes)) {
      const options = written(view, w.v, [{ n: w.n, e: w.v, at: w.at }], w.at);
      say(client, 'instance', options, view, w.at, 'its defaults');
    }
  }
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined) continue;
    const callee = view.expr(call.c);
    const name = callee.k === 'mem' ? callee.n : undefined;
    if (callee.k === 'mem' && library.setters.has(callee.n)) setter(id, callee);
    if (name === 'use' || name === 'addHook' || name === 'interceptors') interceptor(id);
    if (call.a.length === 0 || !mayAttach(callee) || !attaches(near.value(view.file, call.c))) continue;
    const value = evaluator.value(view.file, call.c);
    for (const { form, guard } of formsOf(evaluator, value, view.file)) {
      if (form.form !== 'attach') continue;
      const place = { file: view.file, expr: id, frame: undefined, call };
      for (const client of evaluator.clients(argument(evaluator, place, form.to))) {
        for (const layer of provided(evaluator, form.provides, place, guard.id))
          put(attached, keyOf(client), { ...layer, because: { ...layer.because, from: 'plugin' } });
      }
    }
  }

  /** By whatever name a package is imported, what is called is either it or a member of a known name; members of a barrel may be named anew. */
  function mayAttach(callee: Expr): boolean {
    if (callee.k !== 'mem' || callee.n === 'default' || library.attachers.has(callee.n)) return true;
    const of = view.expr(callee.o);
    return of.k === 'ref' && view.summary.bindings[of.b]?.im !== undefined;
  }

  function attaches(value: Value): boolean {
    return formsOf(near, value, view.file).some(({ form }) => form.form === 'attach');
  }

  /** `sgMail.setTimeout(ms)`, `google.options({ timeout })`: a member of the library, or of an instance, speaks for an option of all its calls. */
  function setter(id: number, callee: Expr & { k: 'mem' }): void {
    const speaks = (client: ClientValue): boolean => client.kind === 'module' || (client.made !== undefined && client.path.length === 0);
    // What may stand in the call, too, is read where the call is.
    const apart = (client: ClientValue, as: string): boolean =>
      client.kind === 'module' || client.model.options?.some(({ option, at }) => option === as && at === 'instance') === true;
    const chains = (client: ClientValue) =>
      client.model.chains?.filter(
        ({ at, member, when, as }) =>
          at === 'instance' && when === undefined && member === [...client.path, callee.n].join('.') && apart(client, as),
      ) ?? [];
    if (!near.clients(near.value(view.file, callee.o)).some((client) => speaks(client) && chains(client).length > 0)) return;
    for (const client of evaluator.clients(evaluator.value(view.file, callee.o)).filter(speaks)) {
      for (const chain of chains(client)) {
        const call = view.call(id)!;
        const value = argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, chain.arg ?? 'arg[0]');
        const by = client.kind === 'module' ? 'the library' : 'the instance';
        say(client, 'instance', { is: 'shaped', path: chain.as.split('.'), value }, view, call.callee, by);
      }
    }
  }

  function interceptor(id: number): void {
    const call = view.call(id)!;
    const rows = (client: ClientValue) => client.model.interceptors?.filter(({ path }) => fits(client.path, path)) ?? [];
    const hears = (client: ClientValue): boolean => client.model.resends?.some(({ path }) => fits(client.path, path)) === true;
    if (!near.clients(near.value(view.file, call.c)).some((client) => rows(client).length > 0 || hears(client))) return;
    for (const client of evaluator.clients(evaluator.value(view.file, call.c))) {
      for (const { path, arg, config } of client.model.resends ?? []) {
        const handler = fits(client.path, path) ? call.a[arg] : undefined;
        const fn = handler === undefined ? undefined : evaluator.value(view.file, handler);
        const other = fn?.is === 'fn' ? evaluator.view(fn.file) : undefined;
        const layer = fn?.is !== 'fn' || other === undefined ? undefined : resends(evaluator, other, fn.fn, client, config);
        if (layer !== undefined) put(attached, keyOf(client), layer);
      }
      for (const { param } of rows(client)) {
        if (call.a[0] === undefined) continue;
        const fn = evaluator.value(view.file, call.a[0]);
        const other = fn.is === 'fn' ? evaluator.view(fn.file) : undefined;
        const b = fn.is === 'fn' ? other?.summary.functions[fn.fn]?.params[param]?.b : undefined;
        if (other === undefined || b === undefined) continue;
        const p = (other.writesTo.get(b) ?? []).map((w) => ({ n: w.n, e: w.v, at: w.at }));
        const at = p[0]?.at;
        if (at !== undefined) say(client, 'call', written(other, id, p, at), other, at, 'an interceptor');
      }
    }
  }

  /** Keeps what options say of a client; an interceptor speaks as a plugin does. */
  function say(
    client: ClientValue,
    where: 'call' | 'instance',
    options: Value,
    by: View,
    at: readonly [number, number],
    says: string,
  ): void {
    const how = { model: client.model, where, on: [client.kind], file: by.file, at: evaluator.span(by.file, at), says };
    const { layers, ...reading } = readOptions(evaluator, options, how);
    const from = (layer: Layer): Layer => (where === 'instance' ? layer : { ...layer, because: { ...layer.because, from: 'plugin' } });
    put(readings, keyOf(client), { ...reading, layers: layers.map(from) });
  }

  return { readings, attached };
}

/** An object of which only what was assigned is known. */
function written({ file }: View, expr: ExprId, p: ObjectExpr['p'], at: ObjectExpr['at']): Value {
  return { is: 'obj', place: { file, expr, frame: undefined }, expr: { k: 'obj', p, at }, writes: [] };
}
