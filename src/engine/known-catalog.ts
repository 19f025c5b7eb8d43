import { catalog } from '../catalog';
import type { Catalog } from '../model/catalog';

/** What is known of libraries, before a configuration adds to it; apart from the rules, since few commands ask. */
export const knownCatalog: Catalog = catalog;
