import type { ClientModel } from '../../src/model/catalog/client';
import type { DefaultModel } from '../../src/model/catalog/default';
import type { OptionModel } from '../../src/model/catalog/option';

/** What a client's model claims, row by row, each by a name that no other of its rows bears. */
export type ClientRow = OptionModel | DefaultModel | HookModel;

/** Functions among the options that may set others just before each request. */
type HookModel = NonNullable<ClientModel['hooks']>[number];

/** Every row, for all versions; what is opaque says nothing that could be run. */
export function rowsOf({ options = [], defaults, hooks = [] }: ClientModel): readonly ClientRow[] {
  return [...options, ...defaults, ...hooks].filter((row) => !('facet' in row) || row.facet !== 'opaque');
}

/** The platform's own bounds are asserted where they are at home, and met again in whatever stands on it. */
export function isPlatform(row: ClientRow): boolean {
  return 'facet' in row && row.facet === 'timeout' && row.platform === true;
}

export function nameOf(row: ClientRow): string {
  if ('param' in row) return `bound set in ${row.option}`;
  const kinds = row.on === undefined ? '' : ` of ${row.on.join(', ')}`;
  const driver = 'facet' in row && row.beside !== undefined ? ` beside ${row.beside.is.join(', ')}` : '';
  const versions = row.versions === undefined ? '' : ` ${row.versions}`;
  if ('facet' in row) return `default ${row.facet}${row.facet === 'timeout' ? ` ${row.covers}` : ''}${kinds}${driver}${versions}`;
  const phase = row.covers === undefined ? '' : ` (${row.covers})`;
  return `${row.option}${phase}${row.at === undefined ? '' : ` at ${row.at}`}${kinds}${versions}`;
}
