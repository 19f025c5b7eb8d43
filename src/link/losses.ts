import type { ExprId } from '../model/summary';
import { leaves } from './conditions';
import { saysConflict } from './conflicts';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import type { View } from './view';

/** Events by which a call tells that it failed; for a connection, that it is gone. */
export interface Losses {
  readonly events: RegExp;
  readonly connection: boolean;
  /** A condition under which the call cannot have been what failed. */
  readonly excludes: (test: ExprId, holds: boolean) => boolean;
}

export function lossesOf(evaluator: Evaluator, view: View, call: ExprId): Losses {
  const callee = view.call(call)?.c;
  const clients = callee === undefined ? [] : evaluator.clients(evaluator.value(view.file, callee));
  const connection = clients.some(
    ({ model, path }) =>
      model.traits?.includes('connection') === true ||
      model.calls.some(({ traits, paths }) => traits?.includes('connection') === true && paths.some((one) => fits(path, one))),
  );
  const excludes = (test: ExprId, holds: boolean): boolean =>
    (clients.length > 0 && saysOwn(evaluator, view, test, holds)) || saysConflict(evaluator, view, test, holds);
  return { connection, excludes, events: connection ? /^(close|closed|end|error|disconnect|timeout)$/ : /^(error|timeout|abort|aborted)$/ };
}

/** Errors of the project's own classes, which no library throws: `error instanceof TokenExpired`. */
function saysOwn(evaluator: Evaluator, view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    const type = so && e.k === 'bin' && e.op === 'instanceof' ? evaluator.value(view.file, e.r) : undefined;
    return type?.is === 'cls' && evaluator.lineage(type.file, type.cls).base?.is !== 'client';
  });
}

/** What answers by a callback or by events throws nothing that a handler around it could hear. */
export function isTold(evaluator: Evaluator, view: View, call: ExprId): boolean {
  const callee = view.call(call)?.c;
  const clients = callee === undefined ? [] : evaluator.clients(evaluator.value(view.file, callee));
  return clients.some(({ model, path }) =>
    model.calls.some((row) => row.paths.some((p) => fits(path, p)) && (row.traits ?? model.traits ?? []).includes('emitter')),
  );
}
