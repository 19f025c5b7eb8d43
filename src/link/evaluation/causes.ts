import type { ExprId, FnId } from '../../model/summary';
import type { Caller } from '../callers';
import { leavesBy } from '../framework-names';
import { contextsFrom, isFunction, type View } from '../view';
import type { Evaluation } from './evaluation';

/** What alone makes a place run: the program, or a page, comes to its end, or a person says so. */
type Cause = 'leaving' | 'person';

const deepest = 6;

/** `home`: the function that begins what may be ended; that it makes the call is told by its own text. */
interface Asking extends Pick<Evaluation, 'callers'> {
  readonly home: { readonly file: string; readonly fn: FnId };
}

/** What certainly makes a call, and nothing else does; `undefined` where anything in the program may. */
export function causeOf(ev: Asking, view: View, id: ExprId, met: ReadonlySet<string> = new Set()): Cause | undefined {
  const call = view.call(id);
  if (call === undefined) return undefined;
  if (call.fn === ev.home.fn && view.file === ev.home.file) return 'person';
  const cause = causeOfFunction(ev, view, call.fn, met);
  return cause === 'person' && endsAWait(view, id) ? undefined : cause;
}

function causeOfFunction(ev: Asking, view: View, fn: FnId, met: ReadonlySet<string>): Cause | undefined {
  const it = view.summary.functions[fn];
  const key = `${view.file}#${fn}`;
  if (it === undefined || it.kind === 'module' || met.has(key) || met.size >= deepest) return undefined;
  if (it.into !== undefined) return it.into.path.length === 0 ? causeOfEvent(view, it.into.call, it.into.arg) : undefined;
  const next = new Set([...met, key]);
  const ofCaller = (one: Caller): Cause | undefined =>
    one.handed === undefined ? causeOf(ev, one.view, one.call, next) : causeOfEvent(one.view, one.call, one.handed);
  const causes = [
    ...(leavesBy(it.n) ? (['leaving'] as const) : []),
    ...view.summary.writes.flatMap(({ n, v }) => (isFunction(view, v, fn) ? [n.startsWith('on') ? ofEvent(n.slice(2)) : undefined] : [])),
    ...ev.callers(view.file, fn).map(ofCaller),
  ];
  if (causes.length === 0 || causes.includes(undefined)) return undefined;
  return causes.includes('person') ? 'person' : 'leaving';
}

/** A person who starts what is waited for may be the one who ends it, too, once it took too long. */
function endsAWait(view: View, id: ExprId): boolean {
  const call = view.call(id)!;
  if ([...contextsFrom(view, call.ctx)].some(({ kind }) => kind === 'finally' || kind === 'catch')) return true;
  return view.summary.calls.some((other) => {
    const before = view.call(other)!;
    return before.fn === call.fn && before.used === 'await' && before.at[0] < call.at[0];
  });
}

/** `process.on('SIGTERM', …)`, `button.addEventListener('click', …)`. */
function causeOfEvent(view: View, listener: ExprId, arg: number): Cause | undefined {
  const call = view.call(listener);
  const callee = call === undefined ? undefined : view.expr(call.c);
  const name = callee?.k === 'mem' || callee?.k === 'global' ? callee.n : '';
  if (arg !== 1 || call === undefined || callee === undefined || !/^(?:on|once|(?:prepend|add)(?:Once)?(?:Event)?Listener)$/.test(name))
    return undefined;
  const event = view.expr(call.a[0] ?? -1);
  const said = event.k === 'lit' && typeof event.v === 'string' ? event.v : undefined;
  if (callee.k === 'mem' && isProcess(view, callee.o)) return said === undefined || ofProcess.test(said) ? 'leaving' : undefined;
  return said === undefined ? undefined : ofEvent(said);
}

const ofProcess = /^(?:SIG[A-Z\d]+|exit|beforeExit|disconnect|uncaughtException\w*|unhandledRejection)$/;

function ofEvent(event: string): Cause | undefined {
  if (/^(?:SIG[A-Z\d]+|(?:before)?unload|pagehide|shutdown)$/.test(event)) return 'leaving';
  return /^(?:(?:dbl)?click|submit|reset|input|change|key(?:down|up|press)|pointer(?:down|up)|mouse(?:down|up)|touch(?:start|end))$/.test(
    event,
  )
    ? 'person'
    : undefined;
}

function isProcess(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return (
    (e.k === 'global' && e.n === 'process') || (e.k === 'ref' && /^(?:node:)?process$/.test(view.summary.bindings[e.b]?.im?.[0] ?? ''))
  );
}
