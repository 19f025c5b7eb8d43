import type { ExprId } from '../model/summary';
import type { View } from './view';

/**
 * Whether who asked has their answer before a call is made: `res.sendStatus(200); await update();`. The answer stands in front of the
 * call, under no condition and in no handler that does not stand around the call as well, so that every way to the call comes by it.
 */
export function isAnswered(view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined) return false;
  return answersIn(view).some((answer) => {
    const it = view.call(answer);
    return it !== undefined && it.fn === call.fn && it.at[1] <= call.at[0] && standsAround(view, it.ctx, call.ctx);
  });
}

const known = new WeakMap<View, readonly ExprId[]>();

/** The calls of a file that end an answer. */
function answersIn(view: View): readonly ExprId[] {
  const have = known.get(view);
  if (have !== undefined) return have;
  const found = [...ends].flatMap(([name, least]) =>
    (view.callsNamed.get(name) ?? []).filter((id) => {
      const call = view.call(id);
      return call?.used === 'statement' && call.a.length >= least && isOnAnswer(view, call.c);
    }),
  );
  known.set(view, found);
  return found;
}

/** Members that end an answer, with how many arguments at least: `response.json()` of a client reads one. */
const ends: ReadonlyMap<string, number> = new Map([
  ['end', 0],
  ['send', 0],
  ['sendStatus', 1],
  ['json', 1],
  ['redirect', 1],
]);

/** `res.status(202)` and the like on a parameter that is named as an answer is. */
function isOnAnswer(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'call') return isOnAnswer(view, e.c);
  if (e.k === 'mem') return isOnAnswer(view, e.o);
  const it = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return it?.kind === 'param' && answers.test(it.n);
}

const answers = /^_?(?:a?[rR]es|a?[rR]esponse|a?[rR]eply)$/;

/** Whether one place in a function is reached whenever another behind it is. */
function standsAround(view: View, outer: number, inner: number): boolean {
  for (let ctx = inner; ; ) {
    if (ctx === outer) return true;
    const it = view.summary.contexts[ctx];
    if (it === undefined || it.kind === 'fn') return false;
    ctx = it.up;
  }
}
