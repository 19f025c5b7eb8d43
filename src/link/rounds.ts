import type { RetryLayer } from '../model/layer';
import type { Span } from '../model/span';
import type { ExprId, Loop, LoopCall } from '../model/summary';
import { boundsIn } from './bounds';
import type { Evaluator } from './evaluator';
import type { Pause } from './backoff';
import { pauseBefore, pauseOf } from './pauses';
import { refsIn } from './refs';
import { isConditional, loopsAround, type View } from './view';

/**
 * A loop whose every round is new work, as a consumer's or a poller's: it should go on after a failure, but not at once.
 * `undefined` where something between the failure and the next round may pause, and where another call begins the round.
 */
export function spinning(evaluator: Evaluator, view: View, loop: Loop, facts: LoopCall): RetryLayer | undefined {
  const call = view.call(facts.call);
  if (call === undefined || facts.onFailure === 'exits' || facts.onRefusal === true) return undefined;
  if (!isConditional(loop)) return undefined;
  if (!loop.endless && (loop.test === undefined || !isSwitch(view, loop.test))) return undefined;
  if (beginsElsewhere(view, loop, facts.call)) return undefined;
  const bounds = [...facts.tests, ...(facts.heads ?? [])].flatMap((test) => boundsIn(evaluator, view, test, loop.changes));
  if (bounds.some(({ by }) => by === 'counter' || by === 'time')) return undefined;
  if (facts.awaits.some((id) => isJoint(view, id))) return undefined;
  const { said: _, ...pause } = pauseBefore(evaluator, view, facts.call, facts.awaits, loop.changes);
  return pause.backoff === 'none' ? atOnce(view, loop, pause) : undefined;
}

/** A loop that begins its next round at once. */
export function atOnce(view: View, loop: Loop, pause: Pause): RetryLayer {
  return goingOn('loop', 'a loop that begins its next round at once when this fails', pause, {
    file: view.file,
    start: loop.at[0],
    end: loop.at[1],
  });
}

/** What goes on after a failure with new work, and so repeats no write: it is only too fast. */
export function goingOn(form: RetryLayer['form'], says: string, pause: Pause, at: Span): RetryLayer {
  return {
    kind: 'retry',
    ...pause,
    attempts: 'unknown',
    writes: false,
    reconnect: true,
    onStatus: false,
    permanent: 'unknown',
    form,
    because: { from: 'loop', says, at },
  };
}

/**
 * Whether a call is made for what its round took, and a round in which there was nothing goes by without it: the next one takes
 * something else. `const job = await take(); if (!job) { await sleep(1000); continue; } return await run(job);`
 */
export function worksOff(view: View, loop: Loop, facts: LoopCall): boolean {
  const args = view.call(facts.call)?.a ?? [];
  const taken = args.map((a) => takenBy(view, loop, a));
  if (!taken.some((one) => one !== undefined && one.onSuccess === 'either' && one.onStatus === undefined)) return false;
  return args.every((a, i) => taken[i] !== undefined || refsIn(view, a).every((b) => view.summary.bindings[b]?.kind === 'import'));
}

/**
 * Whether a call is made for one after the other of what its round took, and a failure goes on with the next of them: no round is
 * there for what failed in the one before. `for (const item of page.items) { try { await save(item); } catch { failed++; } }`
 */
export function worksOffEach(view: View, loop: Loop, facts: LoopCall): boolean {
  for (const inner of loopsAround(view, view.call(facts.call)?.ctx ?? 0)) {
    if (inner === loop) return false;
    const each = inner.kind === 'for-of' ? inner.calls.find(({ call }) => call === facts.call) : undefined;
    if (each?.onFailure !== 'repeats' || each.onSuccess !== 'repeats' || inner.over === undefined) continue;
    if (takenBy(view, loop, inner.over) !== undefined) return true;
  }
  return false;
}

/** The call of this round whose answer an expression is, or is a part of. */
function takenBy(view: View, loop: Loop, id: ExprId, depth = 0): LoopCall | undefined {
  const facts = loop.calls.find((one) => one.call === id);
  if (facts !== undefined || depth > 6) return facts;
  const e = view.expr(id);
  if (e.k === 'mem' || e.k === 'idx') return takenBy(view, loop, e.o, depth + 1);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'const' && b.e !== undefined ? takenBy(view, loop, b.e, depth + 1) : undefined;
}

/** Whether a loop around a call asks again after an answer, with a pause between: what bounds the wait for its end bounds all rounds together. */
export function polls(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const call = view.call(id);
  for (const loop of loopsAround(view, call?.ctx ?? 0)) {
    if (!isConditional(loop)) continue;
    if (loop.calls.find((facts) => facts.call === id)?.onSuccess === 'exits') continue;
    const awaits = view.summary.calls.filter((one) => {
      const other = view.call(one);
      return other?.used === 'await' && one !== id && loop.whole[0] <= other.at[0] && other.at[1] <= loop.whole[1];
    });
    if (!/^(?:none|unknown)$/.test(pauseOf(evaluator, view, awaits, loop.changes).backoff)) return true;
  }
  return false;
}

/** `!this.closing`, `running`, `signal.aborted === false`: it is switched off, and no round brings its end nearer. */
export function isSwitch(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'un') return e.op === '!' && isSwitch(view, e.e);
  if (e.k === 'alt') return e.e.every((part) => isSwitch(view, part));
  if (e.k === 'bin') return /^[!=]==?$/.test(e.op) && isSwitch(view, e.l) && isTruth(view, e.r);
  const name = e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : '';
  return /^_?(?:is|should)?_?(?:clos|stop|runn|abort|activ|aliv|shut|quit|exit|cancel|destroy|dispos|terminat|kill|pollin|listen|enabled|consum)/i.test(
    name,
  );
}

function isTruth(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'lit' && typeof e.v === 'boolean';
}

/** Another call is waited for first: what fails then is the work on what it brought. */
function beginsElsewhere(view: View, loop: Loop, call: ExprId): boolean {
  const own = view.call(call);
  if (own === undefined) return true;
  return view.summary.calls.some((id) => {
    const it = view.call(id);
    if (it === undefined || it.used !== 'await' || it.fn !== own.fn || it.at[0] < loop.whole[0] || it.at[0] >= own.at[0]) return false;
    return it.at[1] <= own.at[0];
  });
}

/** `Promise.race([pause(), woken])`: a pause may be among what it joins. */
function isJoint(view: View, id: ExprId): boolean {
  const callee = view.expr(view.call(id)?.c ?? 0);
  const of = callee.k === 'mem' ? view.expr(callee.o) : undefined;
  return of?.k === 'global' && of.n === 'Promise';
}
