import type { Ailment, CallShape, Draft, FunctionShape } from '../model/remedy';
import { functionsAround } from './backoff';

/** One call per element: the function that `map` runs, and the calls around it. */
export interface FanOut {
  /** What is handed to `map`. */
  readonly each: FunctionShape;
  readonly map: CallShape;
  /** The collection, as it is written. */
  readonly list: string;
  /** `Promise.all(…)` around the `map`, when nothing stands between. */
  readonly all?: CallShape;
}

/** Finds the `map` around a call, or above it in a wrapper that is called there. */
export function fanOutAt(draft: Draft, { finding }: Ailment): FanOut | undefined {
  const places = [finding.at, ...(finding.call === undefined ? [] : [finding.call.at])];
  for (const place of places) {
    const own = draft.call(place);
    const candidates = [
      ...functionsAround(draft, place),
      // The finding may stand at `Promise.all` or `map` itself: then the function is an argument of it.
      ...(own === undefined ? [] : inside(draft, own)),
    ];
    for (const each of candidates) {
      const around = draft.around(each.whole, 'call');
      const map = around === undefined ? undefined : draft.call(around);
      const callee = map === undefined ? '' : (draft.text(map.callee) ?? '');
      if (map === undefined || !callee.endsWith('.map') || map.arguments.length !== 1) continue;
      if (map.arguments[0]?.start !== each.whole.start || !/^(async\s*)?[\w(]/.test(draft.text(each.whole) ?? '')) continue;
      if (/^(async\s+)?function\b/.test(draft.text(each.whole) ?? '')) continue;
      const outer = draft.around(map.whole, 'call');
      const all = outer === undefined ? undefined : draft.call(outer);
      const direct = all?.arguments.length === 1 && all.arguments[0]?.start === map.whole.start && all.arguments[0].end === map.whole.end;
      return { each, map, list: callee.slice(0, -'.map'.length).trim(), ...(direct && all !== undefined ? { all } : {}) };
    }
  }
  return undefined;
}

/** Functions among the arguments of a call, and of the calls that are its arguments. */
function inside(draft: Draft, call: CallShape, depth = 0): readonly FunctionShape[] {
  return call.arguments.flatMap((argument) => {
    const text = draft.text(argument) ?? '';
    const fn = /^(async\b|\(|[\w$]+\s*=>)/.test(text) ? draft.fn(argument) : undefined;
    if (fn !== undefined && fn.whole.start === argument.start && fn.whole.end === argument.end) return [fn];
    const inner = draft.call(argument);
    return inner === undefined || inner.whole.start !== argument.start || depth > 2 ? [] : inside(draft, inner, depth + 1);
  });
}

/**
 * Whether a limiter that all share is sure not to wait for itself: the call stands in what is run for each element, and
 * not somewhere behind it, from where the way might lead back here.
 */
export function mayShare(draft: Draft, { each }: FanOut, { finding }: Ailment): boolean {
  const sent = finding.call?.at;
  if (sent === undefined || sent.file !== each.whole.file || sent.start < each.whole.start || sent.end > each.whole.end) return false;
  const text = draft.text(each.whole) ?? '';
  return functionsAround(draft, each.whole).every(
    ({ name }) => name === undefined || !new RegExp(`\\b${name.replaceAll('$', '\\$')}\\(`).test(text),
  );
}

/** Runs what is done for each element through a limiter of that name; order and types stay. */
export function limitEach(draft: Draft, { each }: FanOut, limit: string): boolean {
  if (each.gives !== undefined) {
    const head = /^async\s*/.exec(draft.text(each.whole) ?? '')?.[0] ?? '';
    if (head !== '') draft.replace({ ...each.whole, end: each.whole.start + head.length }, '');
    draft.wrap(each.gives, `${limit}(${head === '' ? '' : 'async '}() => `, ')');
    return true;
  }
  const { block } = each;
  if (block === undefined) return false;
  const head = /^async\s*/.exec(draft.text(each.whole) ?? '')?.[0] ?? '';
  if (head !== '') draft.replace({ ...each.whole, end: each.whole.start + head.length }, '');
  const { start, end } = block.inside;
  draft.replace({ ...block.inside, start: start - 1, end: start - 1 }, `${limit}(${head === '' ? '' : 'async '}() => `);
  draft.replace({ ...block.inside, start: end + 1, end: end + 1 }, ')');
  return true;
}
