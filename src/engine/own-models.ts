import type { Catalog } from '../model/catalog';

/** Own clients and guards of the configuration come before the shipped ones. */
export function withOwn(catalog: Catalog, config: { readonly clients: Catalog['clients']; readonly guards: Catalog['guards'] }): Catalog {
  if (config.clients.length === 0 && config.guards.length === 0) return catalog;
  return { ...catalog, clients: [...config.clients, ...catalog.clients], guards: [...config.guards, ...catalog.guards] };
}
