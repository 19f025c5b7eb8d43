import type { Evidence } from '../model/catalog';

/** A model that the slow suite has executed says so, with the version it ran. */
export function proven<M extends { readonly id: string; readonly evidence: readonly Evidence[] }>(
  models: readonly M[],
  executed: Readonly<Record<string, string>>,
): readonly M[] {
  return models.map((model) => {
    const versions = executed[model.id];
    return versions === undefined
      ? model
      : { ...model, evidence: [{ url: 'test/evidence', versions, how: 'executed' }, ...model.evidence] };
  });
}
