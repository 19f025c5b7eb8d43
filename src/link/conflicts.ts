import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { leaves } from './conditions';
import { classNamed } from './known-failures';
import { tellsAnswer } from './own-answers';
import { calleeName, type View } from './view';

/**
 * Whether a condition that holds, or does not, leaves only failures which say that somebody else was first, or that what was asked
 * for cannot be done before something is put right: nothing is down, and what is tried next is not the same once more.
 */
export function saysConflict(evaluator: Evaluator, view: View, test: ExprId, holds: boolean): boolean {
  const { conflicts } = evaluator.library;
  const codes = (id: ExprId): boolean => {
    const e = view.expr(id);
    const v = e.k === 'lit' ? e : evaluator.value(view.file, id);
    const code = 'v' in v ? String(v.v) : undefined;
    if ((code !== undefined && (conflicts.has(code) || standard.test(code))) || named.test(nameOf(view, id))) return true;
    return typeof code === 'string' && tellsAnswer(evaluator, view, id);
  };
  return leaves(view, test, holds, (e, so) => {
    if (e.k === 'call')
      return so && (named.test(nameOf(view, e.c)) || e.a.some((a) => told(view, a) !== undefined && named.test(told(view, a)!)));
    if (e.k !== 'bin') return so && named.test(e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : '');
    if (so && e.op === 'instanceof') return named.test(nameOf(view, e.r)) || tellsAnswer(evaluator, view, e.r);
    if (!(so ? /^===?$/ : /^!==?$/).test(e.op)) return false;
    // `error.name === ConflictError.name`
    const cls = classNamed(view, e.r);
    if (cls !== undefined) return named.test(cls) || tellsAnswer(evaluator, view, e.r);
    const asked = [nameOf(view, e.l), nameOf(view, e.r)];
    return asked.some((name) => /(?:code|status|state|name|errno|type|kind|number)$/i.test(name)) && (codes(e.l) || codes(e.r));
  });
}

function told(view: View, id: ExprId): string | undefined {
  const e = view.expr(id);
  return e.k === 'lit' && typeof e.v === 'string' ? e.v : undefined;
}

/** What an expression is called, or says: the last name of a member, a text. */
function nameOf(view: View, id: ExprId): string {
  return calleeName(view, id) || (told(view, id) ?? '');
}

/** Names and texts that say a write lost a race, or that something is there already. */
const named =
  /conflict|duplicate|already[\s_]?exists|unique[\s_]?(?:key|index|constraint|violation)|stale[\s_]?(?:object|state|version|write)|optimistic[\s_]?lock|version[\s_]?mismatch|precondition[\s_]?failed|conditional[\s_]?check|serialization[\s_]?failure|concurren(?:t[\s_]?(?:update|modification|write)|cy[\s_]?(?:error|exception|violation))|write[\s_]?skew/i;

/** HTTP's 409 and 412; SQLSTATEs for violated constraints (23), transactions that must start over (40), names that are not there (42, 3D, 3F). */
const standard = /^(?:409|412|(?:23|40|42)[0-9A-Z]{3}|3[DF]000)$/;
