import type { Evaluator } from './evaluator';
import type { Kept } from './reuse';

const answers = new WeakMap<Evaluator, Map<string, { readonly found: unknown; readonly kept: Kept | undefined }>>();

/** What is found out once for all, as long as nothing that it rests on has changed. */
export function remembered<T>(evaluator: Evaluator, key: string, find: () => T): T {
  const { reuse } = evaluator;
  const known = answers.get(evaluator) ?? new Map<string, { readonly found: unknown; readonly kept: Kept | undefined }>();
  answers.set(evaluator, known);
  const have = known.get(key);
  reuse?.use(have?.kept);
  if (have !== undefined) return have.found as T;
  const kept = reuse?.kept(() => known.delete(key));
  const found = reuse === undefined || kept === undefined ? find() : reuse.within(kept, find);
  known.set(key, { found, kept });
  reuse?.use(kept);
  return found;
}
