import type { Literal } from '../../src/model/catalog/paths';
import type { GuardClaim, Work } from './guarding';
import { guards } from './models';
import { provisionsOf, type Sets } from './provisions';

/** Claims about one loop, a line for each: what is written into its options, how often it sends then, and the pauses. */
export type Row = readonly [
  says: string,
  options: Readonly<Record<string, unknown>>,
  sends: number | 'unbounded',
  more?: Partial<GuardClaim>,
];

export interface Loop {
  readonly id: string;
  readonly path: string;
  readonly of?: string;
  /** Where its options stand. */
  readonly at: string;
  readonly run: (work: Work, options: Record<string, unknown>) => unknown;
}

/** Options that the model does not know are none of its rows: they only make the run shorter. */
export function looped(loop: Loop, rows: readonly Row[]): GuardClaim[] {
  const model = guards.get(loop.id);
  const meant = (model === undefined ? [] : provisionsOf(model)).filter(
    ({ path, of, provision }) => path === loop.path && provision.facet === 'retry' && (loop.of === undefined || loop.of === of),
  );
  const known = new Set(meant.flatMap(({ options }) => options));
  return rows.map(([says, options, sends, more = {}]): GuardClaim => {
    const all = Object.entries(flat(loop.at, options)).filter(([path]) => known.has(path));
    const of = loop.of === undefined ? {} : { of: loop.of };
    const sets = { ...Object.fromEntries(all), ...more.sets };
    const run = more.run ?? ((work: Work) => loop.run(work, { ...options }));
    return { says: `${loop.path} ${says}`.trim(), path: loop.path, facet: 'retry', sends, ...of, ...more, sets, run };
  });
}

/** By path; a function, a class or a list stands there by a name. */
function flat(at: string, options: object): Sets {
  return Object.assign(
    {},
    ...Object.entries(options).map(([name, value]): Sets => {
      const path = `${at}.${name}`;
      if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return flat(path, value);
      return { [path]: literal(value) };
    }),
  );
}

function literal(value: unknown): Literal {
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'function') return value.name === '' ? 'function' : value.name;
  return value?.constructor?.name ?? 'undefined';
}
