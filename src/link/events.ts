import type { ExprId, FnId } from '../model/summary';
import { isSame } from './alike';
import { each } from './values';
import type { Evaluator } from './evaluator';
import { calleeName, type View } from './view';

const listening = ['on', 'once', 'addListener'] as const;

/** The functions of this file that hear of an event which a call tells of on the same object: `this.emit('gone')`, `this.on('gone', …)`. */
export function heardBy(evaluator: Evaluator, view: View, id: ExprId): readonly FnId[] {
  const told = eventOf(view, id);
  if (told === undefined || calleeName(view, view.call(id)?.c ?? 0) !== 'emit') return [];
  return listening.flatMap((name) =>
    (view.callsNamed.get(name) ?? []).flatMap((one) => {
      const heard = eventOf(view, one);
      const listener = view.call(one)?.a[1];
      if (heard === undefined || listener === undefined || heard.event !== told.event || !isSame(view, heard.of, told.of)) return [];
      return each(evaluator.value(view.file, listener)).flatMap((v) => (v.is === 'fn' && v.file === view.file ? [v.fn] : []));
    }),
  );
}

/** The calls of this file that tell a listener of its event. */
export function tellersOf(view: View, fn: FnId): readonly ExprId[] {
  const into = view.summary.functions[fn]?.into;
  const heard = into?.arg !== 1 || into.path.length > 0 ? undefined : eventOf(view, into.call);
  if (into === undefined || heard === undefined || !listening.some((name) => name === calleeName(view, view.call(into.call)?.c ?? 0)))
    return [];
  return (view.callsNamed.get('emit') ?? []).filter((id) => {
    const told = eventOf(view, id);
    return told !== undefined && told.event === heard.event && isSame(view, told.of, heard.of);
  });
}

function eventOf(view: View, id: ExprId): { readonly event: string; readonly of: ExprId } | undefined {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  const event = call?.a[0] === undefined ? undefined : view.expr(call.a[0]);
  if (callee?.k !== 'mem' || event?.k !== 'lit' || typeof event.v !== 'string') return undefined;
  return { event: event.v, of: callee.o };
}
