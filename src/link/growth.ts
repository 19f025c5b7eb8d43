import type { Binding, CallExpr, ExprId, FnId } from '../model/summary';
import type { Callers } from './callers';
import { cappedBySchema } from './caps';
import type { Evaluator } from './evaluator';
import { byKey, byRole } from './few';
import { fits } from './library';
import { limited } from './limits';
import { each } from './values';
import type { View } from './view';

/** Asked of collections: what shows that one of them grows with use. */
export type Growth = (view: View, id: ExprId) => Grows | undefined;

/** What shows it. */
export interface Grows {
  readonly says: string;
  /** A request brings it, so that whoever asks says how many there are. */
  readonly brought?: true;
  /** The address of a request brings it: servers take 16 kB of that, so that there are some hundreds at most. */
  readonly addressed?: true;
}

/** What shows that it grows, or `false` where something shows that it does not. */
type Shown = Grows | false | undefined;

/** Names of what there are as many of as a program has users: people, and identifiers of records. Of things the name alone does not tell: a search may have found ten of them. */
const many =
  /^(?:uu)?ids$|(?:Ids|IDs|_ids|Uuids|UUIDs)$|^(?:all)?(?:users|customers|contacts|members|subscribers|subscriptions|followers|recipients|attendees|participants|invitees|invites|accounts|tenants|items_?to_?\w+)$|(?:Users|Customers|Contacts|Members|Subscribers|Followers|Recipients|Invites|Tenants|Records|Rows)$|^(?:users|customers|recipients|subscribers|members|orders|records)(?:To|For|With)[A-Z]/;

/** Members that give as many as they were given. */
const same =
  /^(?:filter|sort|toSorted|reverse|concat|keys|values|entries|map|flat|flatMap|from|fromEntries|json|parse|then|all|allSettled)$/;

/** Operations that answer with one record. */
const single = /(?:One|Unique|First|ById|ByPk|OrThrow|OrFail)(?:$|[A-Z])|^(?:get|hget|getItem|first|head|exists|count|getdel|getset)$/;

/**
 * What shows that a collection grows with the use of a program: a query or a remote answer that nothing limits, what a request
 * brings, identifiers of records. `undefined` where nothing shows it, which says nothing of how many there may be.
 */
export function growthOf(evaluator: Evaluator, callers: Callers): Growth {
  let seen = new Set<string>();
  const growing = (view: View, id: ExprId, depth: number): Shown => {
    const key = `${view.file}#${id}`;
    if (depth > 9 || seen.has(key)) return undefined;
    seen.add(key);
    const e = view.expr(id);
    const next = (one: ExprId | undefined): Shown => (one === undefined ? undefined : growing(view, one, depth + 1));
    switch (e.k) {
      case 'ref': {
        const b = view.summary.bindings[e.b];
        return b === undefined ? undefined : named(view, b, e.b, depth);
      }
      case 'mem': {
        if (cappedBySchema(evaluator, view, id)) return false;
        if (isBatch(view, e.n, e.o)) return false;
        const brings = broughtBy(view, id);
        if (brings !== undefined) return brings;
        return many.test(e.n) ? byName(e.n) : next(e.o);
      }
      case 'arr':
        return e.open ? first(e.e, next) : undefined;
      case 'alt':
        return first(e.e, next);
      case 'call':
        return called(view, id, e, depth);
      default:
        return undefined;
    }
  };

  function named(view: View, b: Binding, index: number, depth: number): Shown {
    if (b.kind === 'loop' || b.kind === 'catch') return undefined;
    if (b.path?.length === 1 && b.path[0] === 'Records' && (b.kind === 'param' || isBatch(view, 'Records', b.e))) return false;
    if (b.kind === 'param') return parameter(view, b, depth);
    const all = b.path?.length === 1 ? oneOfAll(view, b.e, b.path[0]!) : undefined;
    const from = all ?? b.e;
    const capped = from !== undefined && limited(view, from);
    if (capped) return false;
    const found = [from, ...(b.w ?? []), ...pushed(view, index)].flatMap((one) => (one === undefined ? [] : [one]));
    const shown = first(found, (one) => growing(view, one, depth + 1));
    if (shown !== undefined) return shown;
    return many.test(b.n) && from !== undefined && view.expr(from).k !== 'arr' ? byName(b.n) : undefined;
  }

  /** What callers hand in; of those that nobody knows the name tells. */
  function parameter(view: View, b: Binding, depth: number): Shown {
    const it = view.summary.functions[b.fn];
    const index = b.i ?? 0;
    if (it === undefined || b.rest === true) return undefined;
    if (it.into !== undefined && it.into.path.length === 0) {
      const callee = view.expr(view.call(it.into.call)?.c ?? -1);
      if (callee.k === 'mem' && callee.n === 'then' && it.into.arg === 0 && index === 0) return growing(view, callee.o, depth + 1);
    }
    const known = callers.of(view.file, b.fn).filter((c) => c.handed === undefined);
    const shown = first(known, (c) => {
      let arg = c.view.call(c.call)?.a[index];
      for (const name of b.path ?? []) {
        const e = arg === undefined ? undefined : c.view.expr(arg);
        arg = e?.k === 'obj' ? e.p.find((p) => p.n === name && p.kind === undefined)?.e : undefined;
      }
      return arg === undefined ? undefined : growing(c.view, arg, depth + 1);
    });
    return shown ?? (known.length === 0 && many.test(b.n) ? byName(b.n) : undefined);
  }

  function called(view: View, id: ExprId, call: CallExpr, depth: number): Shown {
    if (limited(view, id) || byRole(view, call)) return false;
    const callee = view.expr(call.c);
    const arg = call.a[0];
    if (call.how === 'new')
      return callee.k === 'global' && /^(?:Set|Map)$/.test(callee.n) && arg !== undefined ? growing(view, arg, depth + 1) : undefined;
    const asked = sent(view, call);
    if (asked !== undefined) {
      const list = listed(view, call.a, 0);
      if (list !== undefined) return growing(view, list, depth + 1) ?? false;
      if (byKey(view, call)) return false;
      return asked.one ? undefined : { says: `\`${asked.name}\` answers with as many as there are` };
    }
    for (const target of each(evaluator.value(view.file, call.c))) {
      const other = target.is === 'fn' ? evaluator.view(target.file) : undefined;
      if (target.is !== 'fn' || other === undefined) continue;
      const shown = first(returned(other, target.fn), (ret) => growing(other, ret, depth + 1));
      if (shown !== undefined) return shown;
    }
    if (callee.k !== 'mem' || !same.test(callee.n)) return undefined;
    const of = view.expr(callee.o);
    if (of.k === 'global') return arg === undefined ? undefined : growing(view, arg, depth + 1);
    return growing(view, callee.o, depth + 1);
  }

  /** The client's operation that a call sends, and whether it answers with one record. */
  function sent(view: View, call: CallExpr): { readonly name: string; readonly one: boolean } | undefined {
    for (const { model, path } of evaluator.clients(evaluator.value(view.file, call.c))) {
      const row = model.calls.find((m) => m.paths.some((p) => fits(path, p)));
      if (row === undefined) continue;
      const last = path[path.length - 1] ?? '';
      const traits = row.traits ?? model.traits ?? [];
      const stored = traits.includes('database') || traits.includes('queue') || traits.includes('connection');
      return { name: [model.title ?? model.id, ...(last === '' ? [] : [last])].join('.'), one: stored && single.test(last) };
    }
    return undefined;
  }

  return (view, id) => {
    seen = new Set();
    return growing(view, id, 0) || undefined;
  };
}

const byName = (name: string): Grows => ({ says: `\`${name}\` are as many as there are records` });

/** `{ where: { id: { in: ids } } }`: there are no more answers than were asked for. */
function listed(view: View, args: readonly ExprId[], depth: number): ExprId | undefined {
  if (depth > 5) return undefined;
  for (const a of args) {
    const e = view.expr(a);
    if (e.k !== 'obj') continue;
    const own = e.p.find((p) => p.kind === undefined && /^(?:in|\$in)$/.test(p.n))?.e;
    const found =
      own ??
      listed(
        view,
        e.p.map((p) => p.e),
        depth + 1,
      );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `event.Records` of a function of AWS: a batch, whose size the trigger limits. */
function isBatch(view: View, name: string, of: ExprId | undefined): boolean {
  const e = name !== 'Records' || of === undefined ? undefined : view.expr(of);
  return e?.k === 'ref' && view.summary.bindings[e.b]?.kind === 'param';
}

/** `req.body.items`, `ctx.request.query.ids`: what whoever asks has written. */
function broughtBy(view: View, id: ExprId): Grows | undefined {
  const names: string[] = [];
  let e = view.expr(id);
  while (e.k === 'mem') {
    names.push(e.n);
    e = view.expr(e.o);
  }
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (b?.kind !== 'param' || !/^(?:req|request|ctx|context|c|event)$/.test(b.n)) return undefined;
  if (names.some((n) => /^(?:body|payload|files)$/.test(n))) return { says: 'a request brings them', brought: true };
  return names.includes('query') ? { says: 'the address of a request brings them', addressed: true } : undefined;
}

/** What one name of `const [a, b] = await Promise.all([…])` is. */
function oneOfAll(view: View, id: ExprId | undefined, index: string): ExprId | undefined {
  const call = id === undefined ? undefined : view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  const list = call?.a[0] === undefined ? undefined : view.expr(call.a[0]);
  return callee?.k === 'mem' && callee.n === 'all' && list?.k === 'arr' && !list.open ? list.e[Number(index)] : undefined;
}

/** What is put into a list in a loop: what the loop walks over. */
function pushed(view: View, b: number): readonly ExprId[] {
  return (view.calledOn.get(b) ?? []).flatMap((id) => {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (call === undefined || callee?.k !== 'mem' || !/^(?:push|add|set|unshift)$/.test(callee.n)) return [];
    for (let it = view.summary.contexts[call.ctx]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up]) {
      const loop = it.kind === 'loop' ? view.summary.loops[it.id] : undefined;
      if (loop?.over !== undefined) return [loop.over];
    }
    return call.spread === 0 ? call.a : [];
  });
}

function returned(view: View, fn: FnId): readonly ExprId[] {
  return view.summary.functions[fn]?.ret ?? [];
}

function first<T>(all: readonly T[], ask: (one: T) => Shown): Shown {
  let shown: Shown;
  let addressed: Shown;
  for (const one of all) {
    const found = ask(one);
    if (found !== undefined && found !== false && found.addressed !== true) return found;
    if (found !== undefined && found !== false) addressed ??= found;
    else shown ??= found;
  }
  return addressed ?? shown;
}
