import type { Ailment, Draft, FunctionShape, Reach } from '../model/remedy';
import type { Span } from '../model/span';
import { functionsAround } from './backoff';

/**
 * Whoever holds a place in a limiter and waits for another one of it may wait for ever: whether what is run for each
 * element may come back to its own fan-out, asks for a place itself, or is run by someone who holds one.
 */
export function mayWaitForItself(draft: Draft, each: FunctionShape): boolean {
  const around = functionsAround(draft, each.whole).map(({ whole }) => whole);
  const inside = reached(draft, each.whole);
  if (inside.bodies.some((body) => around.some((fn) => holds(body, fn)))) return true;
  const text = draft.text({ ...each.whole, start: 0, end: Number.MAX_SAFE_INTEGER }) ?? '';
  const limiters = [...text.matchAll(/\bconst (limiter\d*) =/g)].flatMap(([, name]) => name ?? []);
  if (limiters.length === 0) return false;
  const asks = ({ callee }: Reach): boolean => limiters.includes((draft.text(callee) ?? '').replace(/\.execute$/, ''));
  if (inside.calls.some(asks)) return true;
  const all = draft.reaches({ ...each.whole, start: 0, end: text.length });
  return all.filter(asks).some(({ callee }) => {
    const held = draft.call(callee)?.whole;
    return held !== undefined && [held, ...reached(draft, held).bodies].some((body) => holds(body, each.whole));
  });
}

/** Whether what is run may come to code that is not in sight: another file of the project, an injected service, a callback. */
export function leadsElsewhere(draft: Draft, each: FunctionShape, { finding, project }: Ailment): boolean {
  const sent = finding.call?.at;
  return reached(draft, each.whole).calls.some(({ callee, runs, module = '' }) => {
    if (callee.start === sent?.start && callee.end === sent.end) return false;
    if (runs !== 'module') return runs === 'unknown';
    const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(module)?.[1] ?? '';
    return module.startsWith('.') || !(module.startsWith('node:') || project.depends(name));
  });
}

/** The calls that running a place may come to, through the functions and methods of its file, and those bodies. */
function reached(draft: Draft, from: Span): { readonly calls: readonly Reach[]; readonly bodies: readonly Span[] } {
  const calls: Reach[] = [];
  const bodies: Span[] = [];
  const queue = [from];
  for (const place of queue) {
    for (const one of draft.reaches(place)) {
      calls.push(one);
      const { body } = one;
      if (body === undefined || holds(from, body) || bodies.some(({ start, end }) => start === body.start && end === body.end)) continue;
      bodies.push(body);
      queue.push(body);
    }
  }
  return { calls, bodies };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
