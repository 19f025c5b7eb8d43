import type { DefaultModel } from '../../model/catalog/default';
import { noTimeout } from './floor';

/** What is sent through @google-cloud/common: a bound of 60 s that node-fetch kept up to its second major, and does not know from its third on. */
export function commonBound(title: string, of: { readonly from: string; readonly on?: readonly string[] }): readonly DefaultModel[] {
  const on = of.on === undefined ? {} : { on: of.on };
  return [
    { ...noTimeout(`${title} waits for an answer without end`), ...on, versions: `>=${of.from}` },
    { facet: 'timeout', covers: 'attempt', ms: 60_000, ...on, versions: `<${of.from}`, says: `${title} gives up a request after 60 s` },
  ];
}
