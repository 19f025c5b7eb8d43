import type { OptionModel } from '../model/catalog/option';
import type { Means } from '../model/remedy';

/** The rules that a bound on the whole call mends. */
export const mended: readonly string[] = [
  'missing-timeout',
  'disabled-timeout',
  'partial-timeout',
  'ineffective-timeout',
  'retry-without-timeout',
  'breaker-without-timeout',
];

/** Options that bound a whole attempt by a number; one that only ends the wait where there is no better. */
export function bounding({ options }: Pick<Means, 'options'>): readonly OptionModel[] {
  const rows = options.filter(
    ({ sets, covers = 'attempt', unit = 'ms', needs, ignored, mends }) =>
      sets === 'timeout' &&
      (covers === 'attempt' || covers === 'total') &&
      unit !== 'signal' &&
      unit !== 'fetch' &&
      needs === undefined &&
      ignored === undefined &&
      mends !== false,
  );
  const stopping = rows.filter(({ cancels }) => cancels !== false);
  return stopping.length > 0 ? stopping : rows;
}

/** Options that the types take where they are not written yet. */
export function writable(rows: readonly OptionModel[]): readonly OptionModel[] {
  return rows.filter(({ untyped }) => untyped !== true);
}

/** The member that is chained to the pending call in the place of an option. */
export function chainFor({ chains }: Means, row: OptionModel): Means['chains'][number] | undefined {
  return chains.find(({ as, arg, when }) => as === row.option && when === undefined && (arg === undefined || arg === 'arg[0]'));
}
