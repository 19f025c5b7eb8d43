import type { ArgPath } from '../model/catalog/paths';
import type { BindingId, CallExpr, ExprId, FnId } from '../model/summary';
import { isSame } from './alike';
import { argument, parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import { timerAround } from './between';
import type { Site } from './sites';
import { takersOf } from './takers';
import { absent, each, isAbsent, oneOf, unknown, type Value } from './values';
import { sidesOf, type View } from './view';

/** Members called on the pending call, or on the name it was given, stand for options. */
export function chainOptions(evaluator: Evaluator, site: Site): Value | undefined {
  const { view, client } = site;
  const rows = client.model.chains ?? [];
  if (rows.length === 0) return undefined;
  const parts: Value[] = [];
  const holders = holdersOf(evaluator, view, site.id);
  const makers = new Set(holders.map((id) => view.call(id)?.fn ?? 0));
  const take = (id: number, where: 'call' | 'instance', view: View = site.view): void => {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (call === undefined || callee?.k !== 'mem') return;
    for (const row of rows) {
      if (row.member !== callee.n || (row.at ?? 'call') !== where) continue;
      if (row.when !== undefined) {
        const first = call.a[0] === undefined ? undefined : evaluator.value(view.file, call.a[0]);
        if (first?.is !== 'lit' || first.v !== row.when) continue;
      }
      const signal = row.timed === true ? abortingSignal(evaluator, view, call.fn) : undefined;
      if (signal !== undefined) parts.push(nest(['signal'], signal));
      const timer =
        row.timed === true
          ? (timerAround(view, call.fn) ?? (view === site.view ? timerInto(evaluator, view, makers, call.fn) : undefined))
          : id;
      const around = timer === undefined ? undefined : view.call(timer);
      // A timer beside the making of a socket is for that one, though another one once stood.
      const isLate = row.timed === true && around !== undefined && !makers.has(around.fn) && beginsOpen(view, around.fn);
      if (timer === undefined || around === undefined || isLate) continue;
      const place = { file: view.file, expr: timer, frame: undefined, call: around };
      const at = row.timed === true ? 'arg[1]' : (row.arg ?? 'arg[0]');
      const given = onCondition(view, around, at, argument(evaluator, place, at));
      const value: Value =
        given.is === 'lit' && given.v === undefined && row.missing !== undefined
          ? { is: 'lit', v: row.missing === 'Infinity' ? Number.POSITIVE_INFINITY : row.missing }
          : given;
      if (row.bounds !== undefined && asksForNone(evaluator, value, row.as, row.bounds)) continue;
      // `socket.once('connect', () => socket.setTimeout(0))`: what was to end by then did.
      if (value.is === 'lit' && !value.v && row.timed !== true && handed(view, call.fn).length > 0) continue;
      const refused = row.refuses !== undefined && mayRefuse(evaluator, argument(evaluator, place, row.refuses));
      parts.push(nest(row.as.split('.'), refused ? unknown(`a function at \`${row.member}\` may refuse`) : value));
    }
    for (const next of view.chainedOn.get(id) ?? []) take(next, where, view);
  };
  for (const id of view.chainedOn.get(site.id) ?? []) take(id, 'call');
  for (const b of holders.flatMap((id) => view.namesOf.get(id) ?? []))
    for (const one of calledWith(evaluator, view, b, 0)) take(one.id, 'call', one.view);
  for (const id of new Set(holders.flatMap((one) => calledOnMembers(view, one, rows)))) take(id, 'call');
  const { made } = client;
  if (made !== undefined && made.file === view.file) {
    const said = [
      ...(view.namesOf.get(made.expr) ?? []).flatMap((b) => view.calledOn.get(b) ?? []),
      ...calledOnMembers(view, made.expr, rows),
    ];
    for (const id of new Set(said)) {
      take(id, 'instance');
      if (made.make.pending === true) take(id, 'call');
    }
  }
  return parts.length === 0 ? undefined : { is: 'merged', parts };
}

/** Calls of members of a name, and of the parameter that it becomes in a function of the project: `limit(request)`. */
function calledWith(
  evaluator: Evaluator,
  view: View,
  b: BindingId,
  depth: number,
): readonly { readonly view: View; readonly id: ExprId }[] {
  const own = (view.calledOn.get(b) ?? []).map((id) => ({ view, id }));
  if (depth > 2) return own;
  const handed = (view.passedTo.get(b) ?? []).flatMap(({ call, arg }) => {
    const callee = view.call(call)?.c;
    return callee === undefined ? [] : each(evaluator.value(view.file, callee)).flatMap((v) => (v.is === 'fn' ? [{ ...v, arg }] : []));
  });
  return own.concat(
    handed.flatMap(({ file, fn, arg }) => {
      const other = evaluator.view(file);
      const param = other?.summary.functions[fn]?.params[arg]?.b;
      return other === undefined || param === undefined ? [] : calledWith(evaluator, other, param, depth + 1);
    }),
  );
}

/** A call, and the calls of a function of its file that gives what it gave: `this.socket = open(url)` of `return new WebSocket(url)`. */
function holdersOf(evaluator: Evaluator, view: View, made: ExprId, depth = 0): readonly ExprId[] {
  const fn = view.call(made)?.fn ?? 0;
  const it = view.summary.functions[fn];
  const names = view.namesOf.get(made) ?? [];
  const gives = it?.ret.some((id) => {
    const e = view.expr(id);
    return sidesOf(view, id).includes(made) || (e.k === 'ref' && names.includes(e.b));
  });
  if (it === undefined || gives !== true || it.n === '' || depth > 1) return [made];
  const asked = (view.callsNamed.get(it.n) ?? []).filter((id) =>
    each(evaluator.value(view.file, view.call(id)?.c ?? 0)).some((v) => v.is === 'fn' && v.file === view.file && v.fn === fn),
  );
  return [made, ...asked.flatMap((id) => holdersOf(evaluator, view, id, depth + 1))];
}

/** `this.socket = connect(…)`, then `this.socket.setTimeout(…)` anywhere in the file: whoever says it of that member says it of this. */
function calledOnMembers(view: View, held: ExprId, rows: NonNullable<Site['client']['model']['chains']>): readonly ExprId[] {
  const names = view.namesOf.get(held) ?? [];
  const holds = (id: ExprId): boolean => {
    const e = view.expr(id);
    return id === held || (e.k === 'ref' && names.includes(e.b));
  };
  const members = new Set([
    ...view.summary.writes.filter(({ v }) => sidesOf(view, v).some(holds)).map(({ n }) => n),
    ...view.summary.classes.flatMap((one) =>
      one.members.flatMap(({ e, n }) => (e !== undefined && sidesOf(view, e).includes(held) ? [n] : [])),
    ),
  ]);
  if (members.size === 0) return [];
  return [...new Set(rows.map(({ member }) => member))].flatMap((member) =>
    (view.callsNamed.get(member) ?? []).filter((id) => {
      const callee = view.expr(view.call(id)?.c ?? 0);
      const of = callee.k === 'mem' ? view.expr(callee.o) : undefined;
      return of?.k === 'mem' && members.has(of.n);
    }),
  );
}

/** Whether a listener is known to ask what it is handed for none of these members, and to leave it to nobody: but under the name it has anyway. */
function asksForNone(evaluator: Evaluator, listener: Value, name: string, members: readonly string[]): boolean {
  const view = listener.is === 'fn' ? evaluator.view(listener.file) : undefined;
  const it = listener.is === 'fn' ? view?.summary.functions[listener.fn] : undefined;
  if (view === undefined || it === undefined) return false;
  const [param] = it.params;
  if (param === undefined) return true;
  const { b } = param;
  if (b === undefined || (view.membersOf.get(b) ?? []).some((one) => members.includes(one.name))) return false;
  const { exprs, writes } = view.summary;
  const asked = new Set(exprs.flatMap((e) => (e.k === 'mem' ? [e.o] : [])));
  const kept = new Set(writes.flatMap(({ n, v }) => (n === name ? [v] : [])));
  return exprs.every((e, id) => e.k !== 'ref' || e.b !== b || asked.has(id) || kept.has(id));
}

/** Whether a function may answer `false`: one that answers nothing, or `true`, lets all pass. */
function mayRefuse(evaluator: Evaluator, given: Value): boolean {
  if (isAbsent(given)) return false;
  if (given.is !== 'fn') return true;
  const view = evaluator.view(given.file);
  const answers = view?.summary.functions[given.fn]?.ret ?? [];
  return answers.some((id) => {
    const answer = evaluator.value(given.file, id, given.frame);
    return !isAbsent(answer) && !(answer.is === 'lit' && answer.v !== false);
  });
}

/** `if (ms) request.setTimeout(ms)`: where it cannot be read, it may as well be nothing. */
function onCondition(view: View, call: CallExpr, at: ArgPath, given: Value): Value {
  const { index, rest } = parseArg(at);
  const written = call.a[index];
  if (given.is !== 'unknown' || written === undefined || rest.length > 0) return given;
  for (let ctx = view.summary.contexts[call.ctx]; ctx !== undefined && ctx.kind !== 'fn'; ctx = view.summary.contexts[ctx.up])
    if (ctx.kind === 'if' && ctx.test !== undefined && asks(view, ctx.test, written)) return oneOf([given, absent], 'branch');
  return given;
}

/** Whether a condition is about what another expression names. */
function asks(view: View, test: ExprId, named: ExprId): boolean {
  if (isSame(view, test, named)) return true;
  const e = view.expr(test);
  if (e.k === 'bin') return asks(view, e.l, named) || asks(view, e.r, named);
  if (e.k === 'alt') return e.e.some((one) => asks(view, one, named));
  return e.k === 'un' && asks(view, e.e, named);
}

/** The `setTimeout` beside a call whose callback enters a function, itself or through another one: `setTimeout(() => this.disconnect(), 5000)`. */
function timerInto(evaluator: Evaluator, view: View, beside: ReadonlySet<FnId>, fn: FnId): ExprId | undefined {
  const entered = (from: FnId): readonly FnId[] =>
    view.summary.calls.flatMap((id) => {
      const one = view.call(id);
      if (one === undefined || one.fn !== from || one.how !== 'call') return [];
      return each(evaluator.value(view.file, one.c)).flatMap((v) => (v.is === 'fn' && v.file === view.file ? [v.fn] : []));
    });
  return (view.callsNamed.get('setTimeout') ?? []).find((id) => {
    const timer = view.call(id);
    const run = timer?.a[0] === undefined || !beside.has(timer.fn) ? undefined : view.expr(timer.a[0]);
    if (run?.k !== 'fn') return false;
    const near = entered(run.f);
    return near.includes(fn) || near.some((one) => entered(one).includes(fn));
  });
}

/** A timer that is set when the connection stands, as one that hears no ping, bounds no wait for it: in a listener, or in what only those enter. */
function beginsOpen(view: View, fn: FnId, seen: readonly FnId[] = []): boolean {
  const it = view.summary.functions[fn];
  if (it === undefined || fn === 0 || seen.includes(fn)) return false;
  if (hearsOpen(view, fn) || beginsOpen(view, it.parent, [...seen, fn])) return true;
  const entered = (view.callsNamed.get(it.n) ?? []).flatMap((id) => view.call(id) ?? []);
  return it.n !== '' && entered.length > 0 && entered.every((call) => beginsOpen(view, call.fn, [...seen, fn]));
}

function hearsOpen(view: View, fn: FnId): boolean {
  const it = view.summary.functions[fn];
  // `socket.onopen = () => …`
  if (/^on(?:open|message)$/.test(it?.as ?? '')) return true;
  return handed(view, fn).some((id) => {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    const event = call?.a[0] === undefined ? undefined : view.expr(call.a[0]);
    return callee?.k === 'mem' && /^(?:on|once|add(?:Event)?Listener)$/.test(callee.n) && event?.k === 'lit' && open.test(String(event.v));
  });
}

const open = /^(?:open|message|ping|pong)$/;

/** The calls that a function is handed to behind the name of an event. */
const handed = (view: View, fn: FnId): readonly ExprId[] => takersOf(view, fn).flatMap(({ call, arg }) => (arg === 1 ? [call] : []));

/** The signal whose `abort` listener a function is: what it does to a request, the signal does. */
function abortingSignal(evaluator: Evaluator, view: View, fn: FnId): Value | undefined {
  for (const id of handed(view, fn)) {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (call === undefined || callee?.k !== 'mem' || !/^(?:addEventListener|on|once|addListener)$/.test(callee.n)) continue;
    const event = call.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (event?.k === 'lit' && event.v === 'abort') return evaluator.value(view.file, callee.o);
  }
  return undefined;
}

/** `{ a: { b: value } }` without an object literal in the source. */
function nest(path: readonly string[], value: Value): Value {
  return { is: 'shaped', path, value };
}
