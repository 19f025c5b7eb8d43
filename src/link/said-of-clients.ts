import type { ChainModel } from '../model/catalog/option';
import type { Layer } from '../model/layer';
import type { CallExpr, Expr, ExprId, ObjectExpr } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { formsOf } from './guards';
import { provided } from './provisions';
import { fits } from './library';
import type { Reading } from './option-reading';
import { readOptions } from './options';
import { type Attached, keyOf, type ProcessWide, processKey, type Said } from './registry';
import { resends } from './resends';
import type { ClientValue, Value } from './values';
import type { View } from './view';

/** Reads one file for what it says of clients: defaults assigned, interceptors, plugins. `near` tells cheaply what says nothing. */
export function saidIn(evaluator: Evaluator, near: Evaluator, view: View): Said {
  const { library } = evaluator;
  const readings = new Map<string, Reading[]>();
  const attached = new Map<string, Attached[]>();
  const process = new Map<string, ProcessWide[]>();
  const file: Reader = {
    evaluator,
    near,
    view,
    attach: (client, layer, instead) => put(attached, keyOf(client), { layer, ...(instead === undefined ? {} : { instead }) }),
    say: (client, reading) => put(readings, keyOf(client), reading),
    sayForAll: (module, reading) => put(process, processKey(module), reading),
  };
  assigned(file);
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined) continue;
    const callee = view.expr(call.c);
    const name = callee.k === 'mem' ? callee.n : undefined;
    if (callee.k === 'mem' && library.setters.has(callee.n)) setBy(file, id, call, callee);
    if (library.governors.has(name ?? importedAs(view, callee) ?? '')) setForAll(file, id, call);
    if (name === 'use' || name === 'addHook' || name === 'interceptors') interceptedBy(file, id, call);
    if (call.a.length > 0 && mayAttach(file, callee)) pluggedBy(file, id, call);
  }
  return { readings, attached, process };
}

/** A file that is read, and where what it says is put. */
interface Reader {
  readonly evaluator: Evaluator;
  readonly near: Evaluator;
  readonly view: View;
  attach(client: ClientValue, layer: Layer, instead?: string): void;
  say(client: ClientValue, reading: Reading): void;
  sayForAll(module: string, reading: ProcessWide): void;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** `axios.defaults.timeout = 1000`. */
function assigned(file: Reader): void {
  const { evaluator, near, view } = file;
  const takes = (client: ClientValue): boolean => client.model.assigns?.some((assigns) => fits(client.path, assigns)) === true;
  for (const w of view.summary.writes) {
    const owner = view.expr(w.o);
    if (owner.k === 'this' || !near.clients(near.value(view.file, w.o)).some(takes)) continue;
    for (const client of evaluator.clients(evaluator.value(view.file, w.o)).filter(takes)) {
      const options = written(view, w.v, [{ n: w.n, e: w.v, at: w.at }], w.at);
      say(file, client, { where: 'instance', options, by: view, at: w.at, says: 'its defaults' });
    }
  }
}

/** `axiosRetry(api, options)`: what a plugin puts around every call of a client that it is handed. */
function pluggedBy(file: Reader, id: ExprId, call: CallExpr): void {
  const { evaluator, near, view } = file;
  if (!formsOf(near, near.value(view.file, call.c), view.file).some(({ form }) => form.form === 'attach')) return;
  for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
    if (form.form !== 'attach') continue;
    const place = { file: view.file, expr: id, frame: undefined, call };
    for (const client of evaluator.clients(argument(evaluator, place, form.to)))
      for (const layer of provided(evaluator, form.provides, place, guard))
        file.attach(client, fromPlugin(layer), form.replaces === true ? guard.id : undefined);
  }
}

/** By whatever name a package is imported, what is called is either it or a member of a known name; members of a barrel may be named anew. */
function mayAttach({ evaluator, view }: Reader, callee: Expr): boolean {
  if (callee.k !== 'mem' || callee.n === 'default' || evaluator.library.attachers.has(callee.n)) return true;
  const of = view.expr(callee.o);
  return of.k === 'ref' && view.summary.bindings[of.b]?.im !== undefined;
}

/** `sgMail.setTimeout(ms)`, `google.options({ timeout })`: a member of the library, or of an instance, speaks for an option of all its calls. */
function setBy(file: Reader, id: ExprId, call: CallExpr, callee: Expr & { k: 'mem' }): void {
  const { evaluator, near, view } = file;
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
      const says = client.kind === 'module' ? 'the library' : 'the instance';
      const options = spoken(file, id, call, chain);
      say(file, client, { where: 'instance', options, by: view, at: call.callee, says });
    }
  }
}

/** The name under which a module offers what is called here under any. */
function importedAs(view: View, callee: Expr): string | undefined {
  const binding = callee.k === 'ref' ? view.summary.bindings[callee.b] : undefined;
  return binding?.im?.[1] ?? binding?.path?.at(-1);
}

/** `setGlobalDispatcher(new Agent({ headersTimeout }))`: the library is told what holds for the whole process. */
function setForAll(file: Reader, id: ExprId, call: CallExpr): void {
  const { evaluator, near, view } = file;
  const tells = ({ kind, model, path }: ClientValue): readonly ChainModel[] =>
    kind !== 'module' ? [] : (model.chains ?? []).filter(({ at, member }) => at === 'process' && member === path.join('.'));
  if (!near.clients(near.value(view.file, call.c)).some((client) => tells(client).length > 0)) return;
  for (const client of evaluator.clients(evaluator.value(view.file, call.c))) {
    for (const chain of tells(client)) {
      const options = spoken(file, id, call, chain);
      const reading = readSaying(file, client, { where: 'instance', options, by: view, at: call.callee, says: 'the process' });
      file.sayForAll(client.model.id, { ...reading, by: view.file, replacedBy: chain.replacedBy });
    }
  }
}

/** What a call of a member says, as the option that it stands for. */
function spoken({ evaluator, view }: Reader, id: ExprId, call: CallExpr, { as, arg }: ChainModel): Value {
  const value = argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, arg ?? 'arg[0]');
  return { is: 'shaped', path: as.split('.'), value };
}

/** `api.interceptors.request.use((config) => { config.timeout = 1000; return config; })`, and what is sent again by one that hears of failures. */
function interceptedBy(file: Reader, id: ExprId, call: CallExpr): void {
  const { evaluator, near, view } = file;
  const rows = (client: ClientValue) => client.model.interceptors?.filter(({ path }) => fits(client.path, path)) ?? [];
  const hears = (client: ClientValue) => client.model.resends?.filter(({ path }) => fits(client.path, path)) ?? [];
  if (!near.clients(near.value(view.file, call.c)).some((client) => rows(client).length > 0 || hears(client).length > 0)) return;
  for (const client of evaluator.clients(evaluator.value(view.file, call.c))) {
    for (const { arg, config } of hears(client)) {
      const handler = functionAt(file, call.a[arg]);
      const layer = handler === undefined ? undefined : resends(evaluator, handler.home, handler.fn, client, config);
      if (layer !== undefined) file.attach(client, layer);
    }
    for (const { param } of rows(client)) {
      const handler = functionAt(file, call.a[0]);
      const b = handler?.home.summary.functions[handler.fn]?.params[param]?.b;
      if (handler === undefined || b === undefined) continue;
      const p = (handler.home.writesTo.get(b) ?? []).map((w) => ({ n: w.n, e: w.v, at: w.at }));
      const at = p[0]?.at;
      if (at === undefined) continue;
      const options = written(handler.home, id, p, at);
      say(file, client, { where: 'call', options, by: handler.home, at, says: 'an interceptor' });
    }
  }
}

function functionAt({ evaluator, view }: Reader, id: ExprId | undefined): { readonly home: View; readonly fn: number } | undefined {
  const fn = id === undefined ? undefined : evaluator.value(view.file, id);
  const home = fn?.is === 'fn' ? evaluator.view(fn.file) : undefined;
  return fn?.is === 'fn' && home !== undefined ? { home, fn: fn.fn } : undefined;
}

interface Saying {
  readonly where: 'call' | 'instance';
  readonly options: Value;
  readonly by: View;
  readonly at: readonly [number, number];
  readonly says: string;
}

/** Keeps what options say of a client; an interceptor speaks as a plugin does. */
function say(file: Reader, client: ClientValue, saying: Saying): void {
  const { layers, ...reading } = readSaying(file, client, saying);
  file.say(client, { ...reading, layers: saying.where === 'instance' ? layers : layers.map(fromPlugin) });
}

function readSaying({ evaluator }: Reader, { model, kind }: ClientValue, { where, options, by, at, says }: Saying): Reading {
  return readOptions(evaluator, options, { model, where, on: [kind], file: by.file, at: evaluator.span(by.file, at), says });
}

function fromPlugin(layer: Layer): Layer {
  return { ...layer, because: { ...layer.because, from: 'plugin' } };
}

/** An object of which only what was assigned is known. */
function written({ file }: View, expr: ExprId, p: ObjectExpr['p'], at: ObjectExpr['at']): Value {
  return { is: 'obj', place: { file, expr, frame: undefined }, expr: { k: 'obj', p, at }, writes: [] };
}
