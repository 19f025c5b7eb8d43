import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { type Use, usageIn } from './uses';
import { each } from './values';
import type { View } from './view';

/** What is followed: the answer, or what lies at a path in it. */
interface Thing {
  readonly view: View;
  readonly path: readonly string[];
}

/**
 * Whether nobody reads the body of an answer for certain: it goes nowhere that cannot be followed, and of what it holds only that
 * is asked which comes with its head.
 */
export function leavesBody(evaluator: Evaluator, { view, id, call, model }: Site): boolean {
  const { head } = model;
  if (head === undefined || call.how !== 'call') return false;
  const met = new Set<string>();

  /** Whether what lies at a path is of the head, or may be followed to see what of it is. */
  const at = (path: readonly string[]): 'head' | 'further' | 'body' => {
    const name = path.join('.');
    if (head.includes(name)) return 'head';
    return name === '' || head.some((one) => one.startsWith(`${name}.`)) ? 'further' : 'body';
  };

  function isLeft(thing: Thing, expr: ExprId): boolean {
    const uses = usageIn(thing.view).of.get(expr);
    if (uses !== undefined) return uses.every((use) => isHarmless(thing, use));
    const it = thing.view.call(expr);
    return it !== undefined && (it.used === 'statement' || it.used === 'void' || it.dropped === true);
  }

  function isHarmless(thing: Thing, use: Use): boolean {
    if (use.is === 'asked') return true;
    if (use.is === 'passed') return isLeft(thing, use.on);
    if (use.is === 'named') return isNamedOnly(thing, use.as);
    if (use.is === 'argument') return isHandedOn(thing, use.call, use.arg);
    if (use.is !== 'member') return false;
    if (thing.path.length === 0 && chained.test(use.name)) return isChained(thing, use.of, use.name);
    const path = [...thing.path, use.name];
    const where = at(path);
    return where === 'head' || (where === 'further' && isLeft({ ...thing, path }, use.of));
  }

  /** The name that it, or a part of it, is given. */
  function isNamedOnly({ view, path: from }: Thing, b: number): boolean {
    const { summary } = view;
    const path = [...from, ...(summary.bindings[b]?.path ?? [])];
    const where = at(path);
    if (where !== 'further') return where === 'head';
    const key = `${view.file}#${b}`;
    if (met.has(key)) return true;
    met.add(key);
    if (summary.exports.some((one) => one.b === b)) return false;
    return (usageIn(view).reads.get(b) ?? []).every((read) => isLeft({ view, path }, read));
  }

  /** `.then(handler)`, and what hands the answer on as it is: `.catch(handler)`. */
  function isChained(thing: Thing, member: ExprId, name: string): boolean {
    return (usageIn(thing.view).of.get(member) ?? []).every((use) => {
      const next = use.is === 'called' ? thing.view.call(use.by) : undefined;
      if (use.is !== 'called' || next === undefined) return false;
      const handler = name === 'then' ? next.a[0] : undefined;
      return handler === undefined ? isLeft(thing, use.by) : isTaken(thing, handler, 0);
    });
  }

  /** What is only written to the console is not read; a function of the project may be looked into. */
  function isHandedOn(thing: Thing, to: ExprId, arg: number): boolean {
    const taker = thing.view.call(to);
    const callee = thing.view.expr(taker?.c ?? -1);
    const on = callee.k === 'mem' ? thing.view.expr(callee.o) : undefined;
    if (on?.k === 'global' && on.n === 'console') return true;
    return taker?.how === 'call' && isTaken(thing, taker.c, arg);
  }

  function isTaken({ view, path }: Thing, taker: ExprId, arg: number): boolean {
    return each(evaluator.value(view.file, taker)).every((value) => {
      const home = value.is === 'fn' ? evaluator.view(value.file) : undefined;
      return home !== undefined && value.is === 'fn' && isLeftBy({ view: home, path }, value.fn, arg);
    });
  }

  /** Whether a function leaves the body of what it is handed. */
  function isLeftBy(thing: Thing, fn: FnId, arg: number): boolean {
    const { exprs, bindings, functions } = thing.view.summary;
    const it = functions[fn];
    if (it === undefined || it.params.some((param, i) => param.rest === true && i <= arg)) return false;
    if (exprs.slice(...it.exprs).some((e) => e.k === 'global' && e.n === 'arguments')) return false;
    return bindings.every((b, id) => b.kind !== 'param' || b.fn !== fn || b.i !== arg || isNamedOnly(thing, id));
  }

  return isLeft({ view, path: [] }, id);
}

const chained = /^(?:then|catch|finally)$/;
