import type { ArgPath } from '../model/catalog/paths';
import type { CtxId, ExprId } from '../model/summary';
import { isSame } from './alike';
import { parseArg } from './arguments';
import { leftBefore } from './bad-answer';
import { choicesOn } from './choices';
import { leaves } from './conditions';
import type { Site } from './sites';
import type { Value } from './values';
import type { View } from './view';

/** An argument that is known to be a text by what is asked of it before the call, and so is no options: `if (typeof target === 'string') http.get(target)`. */
export function askedText({ view, id, call, shift }: Site, at: ArgPath): Value | undefined {
  const { index, rest } = parseArg(at);
  const a = rest.length > 0 ? undefined : call.a[index + shift];
  if (a === undefined || !/^(?:ref|mem)$/.test(view.expr(a).k)) return undefined;
  const asked = conditionsAt(view, id).some(({ test, holds }) => saysText(view, test, holds, a)) || usedAsText(view, id, a);
  return asked ? text : undefined;
}

const text: Value = { is: 'unknown', why: 'a text that comes in', plain: true };

/** The conditions in a call's own function of which it is known whether they hold where it is made. */
function conditionsAt(view: View, id: ExprId): { readonly test: ExprId; readonly holds: boolean }[] {
  const out = [...choicesOn(view, id)];
  const from = view.call(id)?.ctx ?? 0;
  for (let it = view.summary.contexts[from]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up])
    if (it.test !== undefined && (it.kind === 'if' || it.kind === 'else')) out.push({ test: it.test, holds: it.kind === 'if' });
  return [...out, ...leftBefore(view, id, from).map((test) => ({ test, holds: false }))];
}

/** Whether a condition holds, or does not, for nothing but a text: it says so, or asks what only a text can be asked. */
function saysText(view: View, test: ExprId, holds: boolean, named: ExprId): boolean {
  return leaves(view, test, holds, (e, so) => {
    if (e.k === 'bin') {
      if (!(so ? /^===?$/ : /^!==?$/).test(e.op)) return false;
      const [type, word] = [view.expr(e.l), view.expr(e.r)];
      return type.k === 'un' && type.op === 'typeof' && isSame(view, type.e, named) && word.k === 'lit' && word.v === 'string';
    }
    const asked = e.k === 'call' && (so || e.optional !== true) ? view.expr(e.c) : undefined;
    return asked?.k === 'mem' && ofTexts.test(asked.n) && isSame(view, asked.o, named);
  });
}

/** Whether what only a text has was called on it in front of the call, under no other condition: `(url.startsWith('https:') ? https : http).get(url)`. */
function usedAsText(view: View, id: ExprId, named: ExprId): boolean {
  const call = view.call(id);
  const around = new Set<CtxId>();
  for (let ctx = call?.ctx; ctx !== undefined && !around.has(ctx); ctx = view.summary.contexts[ctx]?.up) {
    around.add(ctx);
    if (view.summary.contexts[ctx]?.kind === 'fn') break;
  }
  const before = call?.callee[1] ?? 0;
  return view.summary.calls.some((other) => {
    const it = view.call(other);
    if (it === undefined || it.at[1] > before || it.optional === true || !around.has(it.ctx)) return false;
    const callee = view.expr(it.c);
    return callee.k === 'mem' && ofTexts.test(callee.n) && isSame(view, callee.o, named) && choicesOn(view, other).length === 0;
  });
}

/** Methods that texts have, and lists or objects with options do not. */
const ofTexts = /^(?:startsWith|endsWith|charAt|charCodeAt|codePointAt|toLowerCase|toUpperCase|trim|substring|matchAll)$/;
