import type { Evaluator } from './evaluator';
import type { Registry } from './registry';
import type { Reading } from './option-reading';
import type { ClientValue } from './values';

/** A program that names the provider in more files than this is not read for it. */
const most = 40;

/**
 * What holds for a client that a container hands out and nobody tells options: the defaults said of the library it shares.
 * `undefined` where some file tells the provider options, or none is seen to ask for it.
 */
export function providedPlain(evaluator: Evaluator, registry: Registry, client: ClientValue): readonly Reading[] | undefined {
  const provider = client.model.makes?.find((make) => make.provider !== undefined && (make.kind ?? 'instance') === client.kind)?.provider;
  if (provider === undefined) return undefined;
  const { reuse, program } = evaluator;
  reuse?.useLeaf('w', provider.path);
  const files = program.mentioning(provider.path);
  let asked = false;
  if (files.length > most) return undefined;
  for (const file of files) {
    const view = evaluator.view(file);
    for (const [b, it] of (view?.summary.bindings ?? []).entries()) {
      if (it.im === undefined || !client.model.modules.includes(it.im[0]) || it.im[1] !== provider.path) continue;
      if (view?.membersOf.get(b)?.some(({ name }) => provider.configured.includes(name)) === true) return undefined;
      asked = true;
    }
  }
  if (!asked) return undefined;
  const shared = provider.shares === undefined ? [] : evaluator.library.clients(provider.shares);
  return shared.flatMap((model) => registry.readings({ is: 'client', model, kind: 'module', path: [] }));
}
