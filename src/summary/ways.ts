import type { ts } from 'ts-morph';

/** One way to reach an end: the conditions met on it and the awaited work. */
export interface Way {
  readonly conditions: ReadonlySet<ts.Expression>;
  readonly awaits: ReadonlySet<ts.Node>;
  /** It runs through a handler: something was thrown on it. */
  readonly caught?: true;
  /** Only an answer with a bad status takes it. */
  readonly bad?: true;
  /** Conditions that certainly hold on it (`true`), or certainly do not. */
  readonly given?: ReadonlyMap<ts.Expression, boolean>;
  /** Only a request that the other side refused to do anything for takes it: not let in, or too many of them. */
  readonly refused?: true;
}

/** How a piece of code may end. */
export type End = 'normal' | 'break' | 'continue' | 'return' | 'throw';

/** The ways to each end; an end without a way is never reached. */
export type Flow = { readonly [E in End]?: Way };

/** A way on which nothing was met yet. */
export const start: Way = { conditions: new Set(), awaits: new Set() };

/** All ends. */
export const ends = ['normal', 'break', 'continue', 'return', 'throw'] as const;

/** Either of two ways to the same end. */
export function join(a: Way | undefined, b: Way | undefined): Way | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    ...both(a, b),
    ...(a.caught === true && b.caught === true ? { caught: true as const } : {}),
    ...(a.bad === true && b.bad === true ? { bad: true as const } : {}),
    ...(a.refused === true && b.refused === true ? { refused: true as const } : {}),
    ...onEach(a.given, b.given),
  };
}

/** What is certain on both of two ways. */
function onEach(a: Way['given'], b: Way['given']): Pick<Way, 'given'> {
  if (a === undefined || b === undefined) return {};
  const given = a === b ? a : new Map([...a].filter(([condition, holds]) => b.get(condition) === holds));
  return given.size === 0 ? {} : { given };
}

/** One way behind another. */
export function follow(a: Way, b: Way): Way {
  return {
    ...both(a, b),
    ...(a.caught === true || b.caught === true ? { caught: true as const } : {}),
    ...(a.bad === true || b.bad === true ? { bad: true as const } : {}),
    ...(a.refused === true || b.refused === true ? { refused: true as const } : {}),
    ...(a.given === undefined
      ? b.given === undefined
        ? {}
        : { given: b.given }
      : { given: b.given === undefined ? a.given : new Map([...a.given, ...b.given]) }),
  };
}

function both(a: Way, b: Way): Pick<Way, 'conditions' | 'awaits'> {
  return { conditions: union(a.conditions, b.conditions), awaits: union(a.awaits, b.awaits) };
}

/** Most ways have nothing to add: a function of many statements would copy what it met for each of them. */
function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  if (a === b || b.size === 0) return a;
  return a.size === 0 ? b : new Set([...a, ...b]);
}

/** Either of two flows. */
export function either(a: Flow, b: Flow): Flow {
  const out: { [E in End]?: Way } = {};
  for (const end of ends) {
    const way = join(a[end], b[end]);
    if (way !== undefined) out[end] = way;
  }
  return out;
}

/** `b` after the normal end of `a`. */
export function andThen(a: Flow, b: () => Flow): Flow {
  const { normal, ...rest } = a;
  if (normal === undefined) return a;
  const next = b();
  const reached: { [E in End]?: Way } = {};
  for (const end of ends) {
    const way = next[end];
    if (way !== undefined) reached[end] = follow(normal, way);
  }
  return either(rest, reached);
}
