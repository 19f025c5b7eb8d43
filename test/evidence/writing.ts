import type { ClientModel } from '../../src/model/catalog/client';
import type { OptionModel } from '../../src/model/catalog/option';
import type { Literal } from '../../src/model/catalog/paths';
import { optionsOf } from './models';
import { both, set } from './running';
import type { Manner, Options, Site, Table } from './table';

/** How the value of a row is written where a person would write it. */

export function manner(table: Table, row: string): Manner {
  return table.how?.[row] ?? {};
}

/** The sites where this table's driver can put what this row may be put at. */
export function sitesOf(table: Table, row: OptionModel, how: Manner): readonly Site[] {
  const [, call, made] = parametersOf(table.get);
  const able: Site[] = [...(used(call) ? (['call'] as const) : []), ...(used(made) ? (['instance'] as const) : [])];
  return able.filter((site) => (row.at === undefined || row.at === site) && (how.at === undefined || how.at.includes(site)));
}

const used = (parameter: string | undefined): boolean => parameter !== undefined && !parameter.startsWith('_');

/** A driver says by its parameters what it makes use of. */
function parametersOf(driver: Table['get']): readonly string[] {
  const inside = /^(?:async\s*)?(?:function\s*\w*\s*)?\(([^)]*)\)/.exec(driver.toString())?.[1] ?? '';
  return inside.split(',').map((parameter) => parameter.trim());
}

/** The literal itself: JSON has no word for two of them. */
export function literalOf(literal: Literal): unknown {
  if (literal === 'Infinity') return Number.POSITIVE_INFINITY;
  return literal === 'undefined' ? undefined : literal;
}

/** A value that bounds, made anew at each call, and after how many milliseconds it should. */
export function written(row: OptionModel, how: Manner): readonly [value: () => unknown, ms: number] {
  if ('value' in how) {
    const { value } = how;
    return [typeof value === 'function' ? () => value() : () => value, how.ms ?? 400];
  }
  // Where a `fetch` of one's own may stand, it brings the signal.
  if (row.unit === 'fetch') return [() => signalled, how.ms ?? 400];
  if (row.unit === 'signal' || row.sets === 'cancellation') return [() => AbortSignal.timeout(400), 400];
  if (row.unit === 'deadline') return [() => Date.now() + 400, 400];
  return row.unit === 's' ? [() => 1, 1000] : [() => 400, 400];
}

/** A `fetch` of one's own that brings its bound. */
export const signalled: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(400) });

/** What a person writes for this "off": where a function decides, a number is its answer. */
export function offOf(row: OptionModel, literal: Literal): unknown {
  return row.strategy === true && typeof literal === 'number' ? () => literal : literalOf(literal);
}

/** What switches the client's own repeats off: by the table's word, or by a row of the model. */
export function calmOf(table: Table, model: ClientModel, version: string): { readonly with: Options; readonly made: Options } {
  if (table.calm !== undefined) return { with: table.calm.with ?? {}, made: table.calm.made ?? {} };
  let calm: { readonly with: Options; readonly made: Options } = { with: {}, made: {} };
  const parents = new Set<string>();
  for (const row of optionsOf(model, version)) {
    const off = row.off?.[0];
    const quiets = row.sets === 'retry' && off !== undefined && row.needs === undefined && (row.field === undefined || row.field === 'all');
    const fits = row.on === undefined || row.on.some((kind) => (table.on ?? ['instance']).includes(kind));
    if (!quiets || !fits || [...parents].some((parent) => row.option.startsWith(`${parent}.`))) continue;
    parents.add(row.option);
    const one = set({}, row.option, offOf(row, off));
    const sites = sitesOf(table, row, {});
    calm = {
      with: sites.includes('call') ? both(calm.with, one) : calm.with,
      made: sites.includes('instance') ? both(calm.made, one) : calm.made,
    };
  }
  return calm;
}
