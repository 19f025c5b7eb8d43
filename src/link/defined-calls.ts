import type { CallModel, ClientModel } from '../model/catalog/client';
import type { CallExpr } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { type ClientValue, each } from './values';

/** More files than these are not asked which members they define. */
const most = 200;

/** A member that the program itself gave to the instances of a client, and that sends: `redis.take(key)` after `redis.defineCommand('take', …)`. */
export function definedCall(evaluator: Evaluator, { model, kind, path }: ClientValue, how: CallExpr['how']): CallModel | undefined {
  const [name, ...more] = path;
  if (model.defines === undefined || kind !== 'instance' || how !== 'call' || name === undefined || more.length > 0) return undefined;
  return model.defines.some((row) => isDefined(evaluator, model, row, name)) ? { paths: [name], on: [kind], effect: 'unknown' } : undefined;
}

function isDefined(evaluator: Evaluator, model: ClientModel, row: NonNullable<ClientModel['defines']>[number], member: string): boolean {
  if (row.not.includes(member)) return false;
  const word = row.path.split('.').at(-1) ?? '';
  evaluator.reuse?.useLeaf('w', word);
  const files = evaluator.program.mentioning(word);
  if (files.length > most) return false;
  return files.some((file) => {
    const view = evaluator.view(file);
    return (view?.callsNamed.get(word) ?? []).some((id) => {
      const call = view?.call(id);
      const callee = call === undefined ? undefined : view?.expr(call.c);
      if (view === undefined || call === undefined || callee?.k !== 'mem') return false;
      const names = each(argument(evaluator, { file, expr: id, frame: undefined, call }, row.name));
      // A name that is worked out may be any.
      const isNamed = names.some((one) => (one.is === 'lit' ? one.v === member : one.is === 'unknown'));
      if (!isNamed) return false;
      // What is handed in need not be known.
      const owner = evaluator.value(file, callee.o);
      return each(owner).some(({ is }) => is === 'unknown') || evaluator.clients(owner).some((one) => one.model === model);
    });
  });
}
