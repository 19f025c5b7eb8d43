import type { DefaultModel } from '../model/catalog/default';
import { isAside } from '../model/call';
import type { Reading } from './option-reading';
import type { Program } from './program';
import type { Registry } from './registry';
import type { Site } from './sites';

/**
 * What is said for all calls of the process that rest on a floor: `setGlobalDispatcher(new Agent({ headersTimeout }))` holds
 * for Node's `fetch` and whatever sends by it, unless the call or its instance names a dispatcher of its own.
 */
export function processWide(
  program: Program,
  registry: Registry,
  { client, view }: Site,
  defaults: readonly DefaultModel[],
  ownDispatcher: boolean,
): readonly Reading[] {
  const governors = new Set(defaults.flatMap((d) => (d.facet === 'timeout' && d.governed !== undefined ? [d.governed] : [])));
  if (ownDispatcher || (governors.has(client.model.id) && client.kind !== 'module')) return [];
  return [...governors].flatMap((module) => {
    const said = registry.processWide(module);
    return said.filter(({ by }) => packageOf(program, by) === packageOf(program, view.file) && speaksFor(program, by, view.file));
  });
}

/** Tests and scripts set up a process of their own. */
function speaksFor(program: Program, by: string, file: string): boolean {
  return by === file || !isAside(program.context(by));
}

/** The folder of a file's package. */
function packageOf(program: Program, file: string): string {
  const within = program.within(file);
  return file.endsWith(within) ? file.slice(0, file.length - within.length) : '';
}
