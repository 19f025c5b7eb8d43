import { catalog } from '../../src/catalog';

/** Options that the catalogue calls proved, as `client option`, each once. */
export const provedOptions: readonly string[] = [
  ...new Set(
    catalog.clients.flatMap(({ id, options = [] }) => options.flatMap((row) => (row.proved === true ? [`${id} ${row.option}`] : []))),
  ),
].sort();
