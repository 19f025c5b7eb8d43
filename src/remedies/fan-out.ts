import type { Ailment, CallShape, Draft, FunctionShape, Offer } from '../model/remedy';
import { functionsAround } from './backoff';
import { leadsElsewhere, mayWaitForItself } from './leading';

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

/** How a limit on a fan-out is offered, whoever keeps it. */
export function limitTitle({ project }: Ailment, by: string): string {
  return `Run at most ${project.settings.concurrency} at once, by ${by}`;
}

/** What stays on the machine is not overrun, and a limit on it is for `--fix=all`. */
export function nearBy({ call }: Ailment): Pick<Offer, 'safety'> {
  return call?.site.traits.includes('local') === true ? { safety: 'dangerous' } : {};
}

/** How a library's limiter comes to be, and how it runs something. */
export interface Limiter {
  readonly by: string;
  /** Code that makes one; `undefined` where it cannot be had. */
  readonly make: (draft: Draft, limit: number) => string | undefined;
  /** Behind its name: `.execute`; default nothing, since it is a function. */
  readonly run?: string;
}

/** The offer of a remedy that lets a few elements of a fan-out at a time into a limiter kept at the top of the file. */
export function limiting(ailment: Ailment, { by, make, run = '' }: Limiter): Offer {
  const { concurrency } = ailment.project.settings;
  return {
    title: limitTitle(ailment, by),
    ...nearBy(ailment),
    write(draft) {
      const fan = fanOutAt(draft, ailment);
      const sent = ailment.finding.call?.at;
      if (fan === undefined || sent === undefined || mayWaitForItself(draft, fan.each)) return false;
      const { file } = ailment.finding.at;
      // What leads elsewhere might come back here while it holds its place, so that only the call is given one.
      const only = leadsElsewhere(draft, fan.each, ailment) ? callInside(draft, fan, ailment) : undefined;
      if (only === undefined && leadsElsewhere(draft, fan.each, ailment)) return false;
      const code = make(draft, concurrency);
      if (code === undefined) return false;
      const limit = `${draft.hoist(file, 'limiter', code)}${run}`;
      if (only === undefined) return limitEach(draft, fan, limit);
      draft.wrap(only.whole, `${limit}(() => `, ')');
      return true;
    },
  };
}

/** The call that is sent for each element, when it is awaited or given there as a whole and waits for nothing inside. */
function callInside(draft: Draft, { each }: FanOut, { call }: Ailment): CallShape | undefined {
  if (call === undefined) return undefined;
  const { whole } = call.site;
  if (whole.file !== each.whole.file || whole.start < each.whole.start || whole.end > each.whole.end) return undefined;
  const shape = draft.call(whole);
  const [fn] = functionsAround(draft, whole);
  const code = draft.text(whole) ?? '';
  if (shape === undefined || fn?.whole.start !== each.whole.start || /\b(await|yield)\b/.test(code)) return undefined;
  const given = each.gives?.start === whole.start && each.gives.end === whole.end;
  return shape.awaited !== undefined || given ? shape : undefined;
}

/** Runs what is done for each element through a limiter of that name; order and types stay. */
function limitEach(draft: Draft, { each }: FanOut, limit: string): boolean {
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
