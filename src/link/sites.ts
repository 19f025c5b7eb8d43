import { type Effect, isAside } from '../model/call';
import type { CallModel } from '../model/catalog/client';
import type { ArgPath } from '../model/catalog/paths';
import type { CallExpr, ExprId } from '../model/summary';
import { staysInside } from './addresses';
import { keepsToItself } from './machine';
import { argument, optionAt } from './arguments';
import { definedCall } from './defined-calls';
import { isForDevelopment } from './development';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { type ClientValue, each, isAbsent, type Value } from './values';
import { enclosing, type View } from './view';

/** An outgoing call before its layers are known. */
export interface Site {
  readonly view: View;
  readonly id: ExprId;
  readonly call: CallExpr;
  readonly client: ClientValue;
  readonly model: CallModel;
  /** `fetch.call(thing, url)` shifts the arguments. */
  readonly shift: number;
  /** Something else may be handed in to send in its place: `options.fetch ?? fetch`. */
  readonly handed?: true;
  /** Other instances of the same client that may stand in its place: a branch or a caller chooses. */
  readonly others?: readonly ClientValue[];
}

/** Every outgoing call of a file; `near` tells cheaply what cannot be one. */
export function sitesIn(evaluator: Evaluator, near: Evaluator, view: View): Site[] {
  const out: Site[] = [];
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined) continue;
    const found = siteAt(evaluator, near, view, id, call);
    if (found !== undefined) out.push(found);
  }
  return out.sort((a, b) => a.call.callee[0] - b.call.callee[0] || a.call.at[0] - b.call.at[0]);
}

function siteAt(evaluator: Evaluator, near: Evaluator, view: View, id: ExprId, call: CallExpr): Site | undefined {
  const callee = view.expr(call.c);
  if (callee.k === 'fn' || callee.k === '?' || callee.k === 'lit') return undefined;
  const clientsOf = (by: Evaluator): readonly ClientValue[] =>
    each(by.value(view.file, call.c)).flatMap((v) => by.clients(entered(by, v, call)));
  const seen = clientsOf(near);
  if (seen.length === 0) return undefined;
  // The library itself is the same whoever brings it; of an instance it matters with what it was made, and who makes it.
  const found = seen.every(({ made, base, typed }) => made === undefined && base === undefined && typed !== true)
    ? seen
    : clientsOf(evaluator).filter((one) => !keepsToItself(evaluator, one));
  const brought = broughtOr(evaluator, view, found);
  const handed = brought !== undefined || (found.every(({ kind }) => kind === 'module') && isHandedIn(evaluator, view, call.c));
  // Of several instances the one that serves others speaks for the call.
  const among = brought ?? found;
  const served = among.length > 1 ? among.filter((one) => !isMadeForDevelopment(evaluator, one)) : among;
  for (const raw of served.length > 0 ? served : among) {
    const last = raw.path[raw.path.length - 1];
    const indirect = last === 'call' || last === 'apply' ? { ...raw, path: raw.path.slice(0, -1) } : undefined;
    for (const model of raw.model.calls) {
      const own = sends(model, raw, call.how);
      const called = own || indirect === undefined ? raw : indirect;
      if (!own && (indirect === undefined || !sends(model, indirect, call.how))) continue;
      const client = model.through === undefined ? called : instanceIn(evaluator, view, id, model.through, called, own ? 0 : 1);
      if (client === undefined) continue;
      if (staysInside(evaluator, { file: view.file, expr: id, frame: undefined, call }, model, own ? 0 : 1)) return undefined;
      const others = own ? served.filter((one) => isOther(evaluator, view, one, raw)) : [];
      return {
        view,
        id,
        call,
        client,
        model,
        shift: own ? 0 : 1,
        ...(handed ? { handed: true as const } : {}),
        ...(others.length === 0 ? {} : { others }),
      };
    }
    const chosen = chosenLater(raw, call.how) ?? definedCall(evaluator, raw, call.how);
    if (chosen !== undefined) return { view, id, call, client: raw, model: chosen, shift: 0 };
  }
  return undefined;
}

/** The instances that a library makes itself, where whoever installs it may bring one in their place: `options.pool ?? new Pool()`. */
function broughtOr({ program }: Evaluator, view: View, found: readonly ClientValue[]): readonly ClientValue[] | undefined {
  if (found.length < 2 || program.context(view.file) !== 'library') return undefined;
  const own = found.filter(({ made }) => made !== undefined);
  const others = found.filter(({ made }) => made === undefined);
  return own.length > 0 && others.length > 0 && others.every(({ typed }) => typed === true) ? own : undefined;
}

/** The instance of the same library that stands in an argument, asked for what the library itself was called for. */
function instanceIn(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  at: ArgPath,
  { model, path }: ClientValue,
  shift: number,
): ClientValue | undefined {
  const call = view.call(id);
  if (call === undefined) return undefined;
  const given = evaluator.clients(argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, at, shift));
  const instance = given.find((one) => one.model === model && one.kind !== 'module' && one.path.length === 0);
  return instance === undefined ? undefined : { ...instance, path };
}

/** Whether an instance is another one of the same client, made in the program itself. */
function isOther(evaluator: Evaluator, view: View, one: ClientValue, first: ClientValue): boolean {
  const { program } = evaluator;
  return (
    one !== first &&
    one.made !== undefined &&
    first.made !== undefined &&
    one.model === first.model &&
    one.kind === first.kind &&
    one.path.join('.') === first.path.join('.') &&
    (one.made.file !== first.made.file || one.made.expr !== first.made.expr) &&
    (!isAside(program.context(one.made.file)) || isAside(program.context(view.file)))
  );
}

/** Whether an instance was made where only those come by who work on the program. */
export function isMadeForDevelopment(evaluator: Evaluator, { made }: ClientValue): boolean {
  const view = made === undefined ? undefined : evaluator.view(made.file);
  return view !== undefined && made !== undefined && isForDevelopment(view, made.expr);
}

/** A library as it is imported or lies at hand is what it is; a member of `this` or of options, and a parameter, may hold another. */
function isHandedIn(evaluator: Evaluator, view: View, callee: ExprId, depth = 0): boolean {
  let e = view.expr(callee);
  while (e.k === 'mem') e = view.expr(e.o);
  if (e.k === 'this') return true;
  // A helper chooses: `getFetch(options)(url)`.
  if (e.k === 'call') return depth < 3 && chooses(evaluator, view, e.c, depth);
  if (e.k === 'alt' && depth > 0) return e.e.some((one) => isHandedIn(evaluator, view, one, depth));
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (b === undefined || b.im !== undefined) return false;
  // `const { fetch = globalThis.fetch } = options`
  if (b.kind === 'param' || (b.path !== undefined && b.d !== undefined)) return true;
  const made = b.e === undefined ? undefined : view.expr(b.e);
  if (made?.k === 'call' && b.path === undefined) return depth < 3 && chooses(evaluator, view, made.c, depth);
  return made?.k === 'alt' || made?.k === 'mem';
}

/** Whether a function of the project gives back what it may have been handed. */
function chooses(evaluator: Evaluator, view: View, callee: ExprId, depth: number): boolean {
  return each(evaluator.value(view.file, callee)).some((target) => {
    const other = target.is === 'fn' ? evaluator.view(target.file) : undefined;
    const given = target.is === 'fn' ? (other?.summary.functions[target.fn]?.ret ?? []) : [];
    return other !== undefined && given.some((id) => isHandedIn(evaluator, other, id, depth + 1));
  });
}

/** What a call goes into: `new` of a class of the project enters the class of a package that it extends. */
function entered(evaluator: Evaluator, v: Value, call: CallExpr): Value {
  return (v.is === 'cls' && call.how === 'new' ? evaluator.lineage(v.file, v.cls).base : undefined) ?? v;
}

/** `axios[method](…)`, `redis[command](…)`: one of several calls, whose options may stand wherever one of them has them; the last place first. */
function chosenLater(client: ClientValue, how: CallExpr['how']): CallModel | undefined {
  if (client.path[client.path.length - 1] !== '*') return undefined;
  const before = client.path.slice(0, -1);
  const isThere = (model: CallModel): boolean =>
    model.paths.some((path) => sends(model, { ...client, path: [...before, path.split('.').at(-1) ?? ''] }, how));
  const there = client.model.calls.filter((model) => model.traits?.includes('connection') !== true && isThere(model));
  const read = there.find(({ effect }) => effect === 'read');
  const writes = there.filter(({ effect }) => effect === 'write');
  const others = writes.length > 0 ? writes : there.filter(({ effect }) => typeof effect === 'object');
  // Where a name that is read and one that writes are both sent, so is whatever stands there.
  if (read === undefined || others.length === 0) return undefined;
  const options = [...new Set([read, ...others].flatMap((model) => model.options ?? []))].sort().reverse();
  return { ...read, options, effect: 'unknown' };
}

function sends(model: CallModel, client: ClientValue, how: CallExpr['how']): boolean {
  if ((how === 'new') !== (model.constructs === true)) return false;
  if ((how === 'tag') !== (model.tags === true)) return false;
  if (!(model.on ?? ['module', 'instance']).includes(client.kind)) return false;
  return model.paths.some((p) => fits(client.path, p));
}

/** `axios.get`, `pool.query`: how the call reads in messages. */
export function nameOf(site: Site): string {
  const { view, call, client } = site;
  const written = spelled(view, call.c);
  const tail = client.path.join('.');
  if (call.how === 'new') return `new ${written ?? client.path[client.path.length - 1] ?? client.model.id}`;
  if (written !== undefined && written.length <= 40) return written;
  return tail === '' ? (client.model.title ?? client.model.id) : `${client.model.title ?? client.model.id}.${tail}`;
}

function spelled(view: View, id: ExprId): string | undefined {
  const e = view.expr(id);
  if (e.k === 'ref') return view.summary.bindings[e.b]?.n;
  if (e.k === 'global') return e.n;
  if (e.k === 'this') return 'this';
  if (e.k === 'super') return 'super';
  if (e.k === 'mem') {
    const left = spelled(view, e.o);
    return left === undefined ? undefined : `${left}.${e.n}`;
  }
  return undefined;
}

const reading =
  /^(get|list|find|fetch|read|search|query|count|describe|head|options|scan|select|exists?|has|lookup|retrieve|show|check|ping|download|stat|batchGet|aggregate|distinct|estimate|explain|info|view|watch|peek|verify|validate|compare|poll|connect|decrypt|encrypt)/i;
const writing =
  /^(create|put|post|patch|delete|del|remove|update|insert|send|add|set|write|upload|save|publish|upsert|replace|bulk|merge|submit|cancel|start|stop|invoke|execute|run|trigger|enqueue|push|emit|copy|move|rename|increment|incr|decr|drop|transfer|charge|refund|import|apply|attach|detach|register|revoke|grant|restore|archive|close|complete|embed|generate|dispatch|tag)/i;

const reads = /^(GET|HEAD|OPTIONS|TRACE|SELECT|SHOW|EXPLAIN|DESCRIBE|VALUES)$/;

/** Whether repeating the call repeats a change on the other side. */
export function effectOf(evaluator: Evaluator, site: Site): Effect {
  const { model, view, call, id } = site;
  const place = { file: view.file, expr: id, frame: undefined, call };
  if (model.command !== undefined) return byVerb(operationOf(evaluator, site));
  const { effect } = model;
  if (effect === 'write' && site.client.path.at(-1) === 'post' && isQuery(evaluator, site)) return 'read';
  if (effect === 'read' || effect === 'write' || effect === 'unknown') return effect;
  if (effect === 'verb') return byVerb(operationOf(evaluator, site));
  for (const at of effect.method) {
    const method = argument(evaluator, place, at, site.shift);
    const word = methodWord(method);
    if (word !== undefined) {
      if (reads.test(word) || (word === 'POST' && isQuery(evaluator, site))) return 'read';
      if (/^(POST|PUT|PATCH|DELETE|INSERT|UPDATE|REPLACE|MERGE|UPSERT|TRUNCATE|CREATE|ALTER|DROP|GRANT|REVOKE)$/.test(word)) return 'write';
    }
    if (each(method).some((v) => v.is === 'unknown')) return 'unknown';
  }
  return effect.otherwise;
}

/** Whether what is sent asks by GraphQL, and changes nothing: `body: JSON.stringify({ query: '{ me { id } }' })`. */
function isQuery(evaluator: Evaluator, { model, view, call, id, shift }: Site): boolean {
  const place = { file: view.file, expr: id, frame: undefined, call };
  const given = (model.options ?? []).flatMap((at) => each(argument(evaluator, place, at, shift)));
  const sent = [
    ...given.flatMap((options) => ['body', 'data'].map((name) => optionAt(evaluator, options, [name]))),
    ...(call.a[1] === undefined ? [] : [evaluator.value(view.file, call.a[1])]),
  ];
  const texts = sent.flatMap(each).flatMap((body) => {
    const whole = body.is === 'made' && body.path.at(-1) === 'stringify' && body.call.a[0] !== undefined;
    const held = whole ? evaluator.value(body.place.file, body.call.a[0]!, body.place.frame) : body;
    return each(optionAt(evaluator, held, ['query'])).filter((one) => !isAbsent(one));
  });
  // Where one of several may be sent, each of them only asks.
  return (
    texts.length > 0 && texts.every((one) => one.is === 'lit' && typeof one.v === 'string' && asking.test(one.v) && !changing.test(one.v))
  );
}

const asking = /^(?:\s|#[^\n]*\n)*(?:query\b|fragment\b|\{)/;
const changing = /\bmutation\b/;

/** What is asked for: the name of the command that is sent, without its ending, or that of the method. */
export function operationOf(evaluator: Evaluator, { model, view, call, id, client, shift }: Site): string {
  if (model.command === undefined) return client.path[client.path.length - 1] ?? '';
  const command = argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, model.command, shift);
  const name = each(command).map((v) => (v.is === 'made' || v.is === 'lib' ? (v.path[v.path.length - 1] ?? '') : ''))[0] ?? '';
  return name.replace(/Command$/, '').replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

/** A wrapper whose callers choose the method: whether some of them only read, as far as they are known. */
export function readsToo(evaluator: Evaluator, site: Site): boolean {
  const { model, view, call, id } = site;
  if (typeof model.effect !== 'object') return false;
  const place = { file: view.file, expr: id, frame: undefined, call };
  const chosen = model.effect.method.map((at) => each(argument(evaluator, place, at, site.shift)));
  const words = chosen.flat().flatMap((v) => (v.is === 'lit' && typeof v.v === 'string' ? [v.v.trim().split(/\s/)[0]!.toUpperCase()] : []));
  if (words.some((word) => reads.test(word))) return true;
  // Whoever says nothing of a method has that of the client.
  const silent = chosen.length > 0 && chosen.every((one) => one.some((v) => v.is === 'lit' && v.v === undefined));
  return words.length > 0 && silent && model.effect.otherwise === 'read';
}

/** A route may carry its method: `GET /repos/{owner}`. */
function methodWord(method: Value): string | undefined {
  for (const v of each(method)) if (v.is === 'lit' && typeof v.v === 'string') return v.v.trim().split(/\s/)[0]!.toUpperCase();
  return undefined;
}

/** Replacing and deleting come to the same when done twice. */
export function isIdempotent(evaluator: Evaluator, site: Site): boolean {
  const { model, view, call, id } = site;
  const place = { file: view.file, expr: id, frame: undefined, call };
  if (isOneOf(model.idempotent ?? [], operationOf(evaluator, site))) return true;
  if (typeof model.effect !== 'object') return false;
  return model.effect.method.some((at) => /^(PUT|DELETE)$/.test(methodWord(argument(evaluator, place, at, site.shift)) ?? ''));
}

/** Whether an operation is meant by one of the names, and not left out by one with `!` in front. */
function isOneOf(names: readonly string[], operation: string): boolean {
  const meant = (name: string): boolean => fits([operation], name);
  return names.some(meant) && !names.some((name) => name.startsWith('!') && meant(name.slice(1)));
}

function byVerb(name: string): Effect {
  if (reading.test(name)) return 'read';
  return writing.test(name) ? 'write' : 'unknown';
}

export { enclosing };
