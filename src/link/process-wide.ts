import type { DefaultModel } from '../model/catalog/default';
import { isAside } from '../model/call';
import { namesOf, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import type { Reading } from './option-reading';
import { packageOf, type Program } from './program';
import type { Registry } from './registry';
import type { Site } from './sites';
import { isAbsent, type Value } from './values';

/**
 * What is said for all calls of the process that rest on a floor: `setGlobalDispatcher(new Agent({ headersTimeout }))` holds
 * for Node's `fetch` and whatever sends by it, unless the call has one of its own.
 */
export function processWide(
  evaluator: Evaluator,
  registry: Registry,
  { client, view }: Site,
  defaults: readonly DefaultModel[],
  given: Value | undefined,
): readonly Reading[] {
  const { program } = evaluator;
  const governors = new Set(defaults.flatMap((d) => (d.facet === 'timeout' ? (d.governed ?? []) : [])));
  if (governors.has(client.model.id) && client.kind !== 'module') return [];
  const own = (option: string | undefined): boolean =>
    option !== undefined && given !== undefined && !isAbsent(optionAt(evaluator, given, namesOf(option)));
  return [...governors]
    .flatMap((governor) => registry.processWide(governor))
    .filter(
      ({ by, replacedBy }) =>
        !own(replacedBy) && packageOf(program, by) === packageOf(program, view.file) && speaksFor(program, by, view.file),
    );
}

/** Tests and scripts set up a process of their own. */
function speaksFor(program: Program, by: string, file: string): boolean {
  return by === file || !isAside(program.context(by));
}
