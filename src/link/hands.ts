import type { HandModel } from '../model/catalog/instance';
import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import type { ClientValue, Value } from './values';
import type { View } from './view';

/** What a client hands to a function that stands among the arguments of a call of it: the context of an update, a transaction, a connection. */
export function handedByClient(evaluator: Evaluator, view: View, id: ExprId, index: number): Value | undefined {
  const found = handsAt(evaluator, view, id).find(({ row }) => (row.param ?? 0) === index);
  if (found === undefined) return undefined;
  const { client, row } = found;
  if (row.kind === undefined) return evaluator.result(view.file, id);
  return { is: 'client', model: client.model, kind: row.kind, path: [], base: { ...client, path: [] } };
}

/** Whether a call is one of a client that hands something to the function it is given. */
export function handsSomething(evaluator: Evaluator, view: View, id: ExprId): boolean {
  return handsAt(evaluator, view, id).length > 0;
}

function handsAt(evaluator: Evaluator, view: View, id: ExprId): readonly { readonly client: ClientValue; readonly row: HandModel }[] {
  const call = view.call(id);
  if (call === undefined) return [];
  return evaluator
    .clients(evaluator.value(view.file, call.c))
    .flatMap((client) =>
      (client.model.hands ?? [])
        .filter(({ paths, on = ['instance'] }) => on.includes(client.kind) && paths.some((path) => fits(client.path, path)))
        .map((row) => ({ client, row })),
    );
}
