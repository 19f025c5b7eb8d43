import type { RetryLayer } from '../model/layer';
import type { CtxId, ExprId, FnId } from '../model/summary';
import { boundsIn } from './bounds';
import { choicesOn } from './choices';
import { saysConflict } from './conflicts';
import type { Evaluator } from './evaluator';
import { awaitsIn, standsIn, testsBefore } from './between';
import { saysRefused } from './conditions';
import { pauseOf } from './pauses';
import { refsIn } from './refs';
import { keyOf } from './registry';
import type { ClientValue } from './values';
import { calleeName, callsWithin, type View } from './view';

/**
 * What hears of each failure of a client and sends the same request once more:
 * `interceptors.response.use(undefined, (error) => instance(error.config))`. It hears of the failure of that one, too.
 */
export function resends(evaluator: Evaluator, view: View, fn: FnId, client: ClientValue, config: string): RetryLayer | undefined {
  const error = view.summary.functions[fn]?.params[0]?.b;
  const fields = view.summary.bindings.flatMap((b, i) =>
    b.kind === 'param' && b.fn === fn && b.i === 0 && b.path?.[0] === config ? [i] : [],
  );
  const isConfig = (id: ExprId, depth = 0): boolean => {
    const e = view.expr(id);
    if (depth > 6) return false;
    if (e.k === 'mem') return e.n === config && view.expr(e.o).k === 'ref' && (view.expr(e.o) as { b: number }).b === error;
    if (e.k === 'obj') return e.p.some((p) => p.kind === 'spread' && isConfig(p.e, depth + 1));
    if (e.k === 'alt') return e.e.some((one) => isConfig(one, depth + 1));
    const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
    if (e.k !== 'ref' || b === undefined) return false;
    if (fields.includes(e.b)) return true;
    const from = b.e === undefined ? undefined : view.expr(b.e);
    return b.path === undefined
      ? b.e !== undefined && isConfig(b.e, depth + 1)
      : b.path[0] === config && from?.k === 'ref' && from.b === error;
  };
  for (const id of callsWithin(view, fn)) {
    const call = view.call(id);
    const first = call?.a[0];
    if (call === undefined || first === undefined || call.how !== 'call' || !isConfig(first)) continue;
    const same = evaluator.clients(evaluator.value(view.file, call.c)).some((one) => keyOf(one) === keyOf(client));
    const way = same ? wayTo(view, id, fn) : undefined;
    if (way === undefined) continue;
    const conflicts = way.given.some(({ test, holds }) => saysConflict(evaluator, view, test, holds));
    // With new credentials, or when told to wait, it is another request.
    if (conflicts || way.given.some(({ test, holds }) => saysRefused(view, test, holds))) continue;
    const tests = way.given.map(({ test }) => test);
    // What is not told of the failure may be another the next time, as somebody else may count.
    const besides = (test: ExprId): readonly number[] => refsIn(view, test).filter((b) => !derives(view, b, error));
    const bounds = tests.flatMap((test) => boundsIn(evaluator, view, test, besides(test)));
    const numbers = bounds.flatMap(({ attempts, raised, late }) =>
      typeof attempts === 'number' ? [raised === true || late === true ? attempts : attempts + 1] : [],
    );
    // A request that is marked may know that it was sent before.
    const marked = tests.some((test) => asks(view, test, isConfig));
    const ends = marked || bounds.some(({ by }) => by !== 'error' && by !== 'state');
    return {
      kind: 'retry',
      attempts: numbers.length > 0 ? Math.max(2, Math.min(...numbers)) : ends ? 'unknown' : 'unbounded',
      ...pauseOf(evaluator, view, way.timer === undefined ? way.awaits : [way.timer], []),
      writes: tests.some((test) => namesMethod(view, test)) ? 'unknown' : true,
      permanent: tests.length === 0 ? true : 'unknown',
      form: 'policy',
      because: {
        from: 'plugin',
        says: 'an interceptor that sends again what failed',
        at: evaluator.span(view.file, call.callee),
      },
    };
  }
  return undefined;
}

interface FoundWay {
  readonly given: readonly { readonly test: ExprId; readonly holds: boolean }[];
  readonly awaits: readonly ExprId[];
  readonly timer?: ExprId;
}

/** What lies between the start of a handler and a call in it. */
function wayTo(view: View, id: ExprId, fn: FnId): FoundWay | undefined {
  const given: { test: ExprId; holds: boolean }[] = [];
  const awaits: ExprId[] = [];
  let timer: ExprId | undefined;
  let here = id;
  for (let at = view.call(id), hops = 0; at !== undefined && hops < 6; hops++) {
    const home = at.fn;
    given.push(...choicesOn(view, here));
    for (let ctx: CtxId = at.ctx; ; ) {
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') break;
      if (it.kind === 'loop' || it.kind === 'catch') return undefined;
      if (it.test !== undefined) given.push({ test: it.test, holds: it.kind === 'if' });
      ctx = it.up;
    }
    const known = new Set(given.map(({ test }) => test));
    const before = testsBefore(view, id, (it) => it.kind === 'fn' && it.id === home).filter((test) => !known.has(test));
    given.push(...before.map((test) => ({ test, holds: false })));
    awaits.push(...awaitsIn(view, (ctx) => standsIn(view, ctx, home), id).filter((one) => one < id));
    if (home === fn) return { given, awaits, ...(timer === undefined ? {} : { timer }) };
    const into = view.summary.functions[home]?.into;
    const outer = into === undefined ? undefined : view.call(into.call);
    const name = outer === undefined ? '' : calleeName(view, outer.c);
    if (into === undefined || into.path.length > 0 || into.arg > 0) return undefined;
    if (name === 'setTimeout') timer = into.call;
    else if (name === 'then') awaits.push(...chainedBehind(view, into.call));
    else if (name !== 'Promise') return undefined;
    at = outer;
    here = into.call;
  }
  return undefined;
}

/** What has to be done before a handler of its promise is run: `sleep(1000).then(…)`, also where the promise has a name. */
function chainedBehind(view: View, id: ExprId): readonly ExprId[] {
  const callee = view.expr(view.call(id)?.c ?? 0);
  if (callee.k !== 'mem') return [];
  const e = view.expr(callee.o);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  const made = b !== undefined && b.path === undefined && (b.w ?? []).length === 0 ? b.e : callee.o;
  return made !== undefined && view.call(made) !== undefined ? [made] : [];
}

function asks(view: View, id: ExprId, isConfig: (id: ExprId) => boolean, depth = 0): boolean {
  const e = view.expr(id);
  const go = (one: ExprId): boolean => asks(view, one, isConfig, depth + 1);
  if (depth > 8) return false;
  if (e.k === 'mem') return isConfig(e.o) ? !/^(?:method|url|baseURL)$/.test(e.n) : go(e.o);
  if (e.k === 'idx') return isConfig(e.o) || go(e.o);
  if (e.k === 'un') return go(e.e);
  if (e.k === 'bin') return go(e.l) || go(e.r);
  if (e.k === 'alt') return e.e.some(go);
  if (e.k === 'call') return [e.c, ...e.a].some((one) => isConfig(one) || go(one));
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (b?.path !== undefined && b.e !== undefined && isConfig(b.e)) return true;
  return b?.e !== undefined && b.path === undefined && !isConfig(id) && go(b.e);
}

/** Whether a name is what was told of the failure, or a part of it. */
function derives(view: View, b: number, error: number | undefined, depth = 0): boolean {
  const it = view.summary.bindings[b];
  if (b === error || it?.kind === 'import' || it?.kind === 'fn' || it?.kind === 'class') return true;
  if (it === undefined || depth > 5) return false;
  const param = error === undefined ? undefined : view.summary.bindings[error];
  if (it.kind === 'param') return it.i === 0 && it.fn === param?.fn;
  return it.kind === 'const' && it.e !== undefined && refsIn(view, it.e).every((one) => derives(view, one, error, depth + 1));
}

function namesMethod(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  const go = (one: ExprId): boolean => namesMethod(view, one, depth + 1);
  if (depth > 8) return false;
  if (e.k === 'mem') return e.n === 'method' || go(e.o);
  if (e.k === 'un') return go(e.e);
  if (e.k === 'bin') return go(e.l) || go(e.r);
  if (e.k === 'alt') return e.e.some(go);
  return e.k === 'call' && [e.c, ...e.a].some(go);
}
