import type { Catalog } from '../model/catalog';

/** What Breakwater knows of libraries: the two lists, alphabetical. */
export const catalog: Catalog = { clients: [], guards: [] };
