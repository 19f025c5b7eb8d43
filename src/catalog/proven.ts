import type { Evidence } from '../model/catalog/evidence';

/** A model that the slow suite has executed says so, with the version it ran. */
export function proven<M extends { readonly id: string; readonly evidence: readonly Evidence[] }>(
  models: readonly M[],
  executed: Readonly<Record<string, string>>,
  except: Readonly<Record<string, readonly string[]>> = {},
): readonly M[] {
  return models.map((model) => {
    const versions = executed[model.id];
    if (versions === undefined) return model;
    const rows = except[model.id];
    const ran: Evidence = { url: 'test/evidence', versions, how: 'executed', ...(rows === undefined ? {} : { except: rows }) };
    return { ...model, evidence: [ran, ...model.evidence] };
  });
}
