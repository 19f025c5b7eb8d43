import { catalog } from '../../src/catalog';
import type { Sample } from './samples';

/** Options that the catalogue calls proved, as `client option`, each once. */
export const provedOptions: readonly string[] = [
  ...new Set(
    catalog.clients.flatMap(({ id, options = [] }) => options.flatMap((row) => (row.proved === true ? [`${id} ${row.option}`] : []))),
  ),
].sort();

/** Id of the model that a sample is about. */
export const clientOf = ({ code, id, client }: Sample): string => {
  if (client !== undefined) return client;
  const from = /from '([^']+)'/.exec(code)?.[1];
  if (from?.startsWith('@aws-sdk/client-') === true) return '@aws-sdk/client-*';
  return from ?? /^[^,]+/.exec(id)?.[0] ?? id;
};
