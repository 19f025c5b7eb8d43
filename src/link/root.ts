import type { Root } from '../model/call';
import type { OptionModel } from '../model/catalog/option';
import { namesOf, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import { lifetimeOf } from './lifetimes';
import { madeOptions, toldFor } from './made-with';
import type { ClientValue } from './values';

/**
 * Where an instance was made: the nearest that takes a bound, as a part has it from the whole, else the nearest. What a shared
 * part was taken out of is shared as well; what one function takes out of a shared client has its root there, unless it is told
 * a bound of its own.
 */
export function rootOf(evaluator: Evaluator, client: ClientValue, isShared = false): Root | undefined {
  const { made, model, base } = client;
  const view = made === undefined ? undefined : evaluator.view(made.file);
  const shared = isShared || (made !== undefined && lifetimeOf(evaluator, made) !== 'call');
  const further = base === undefined ? undefined : rootOf(evaluator, base, shared);
  if (made === undefined || view === undefined) return further;
  const inVersion = ({ versions }: OptionModel) =>
    versions === undefined || evaluator.program.satisfies(made.file, model.package ?? model.modules[0] ?? model.id, versions);
  const rows = (model.options ?? []).filter(
    (row) => row.ignored === undefined && (row.unit === 'signal' || row.unit === 'fetch' || isWhole(row)) && inVersion(row) !== false,
  );
  // A remedy, too, writes there only what the version is known to take.
  const taken = rows.filter(
    (row) => (row.unit === 'signal' || row.unit === 'fetch' ? row.at === 'instance' : row.at !== 'call') && inVersion(row) === true,
  );
  const bounds = toldFor(client) === client && taken.length > 0;
  if (!bounds && further?.bounds === true) return further;
  if (!shared && further !== undefined && further.local !== true && !isTold(evaluator, made, taken)) return further;
  // A client that makes its driver itself is told what the driver takes.
  return {
    at: evaluator.span(made.file, made.call.callee),
    scope: view.scopeOf(made.call.fn),
    bounds: bounds || made.make.dials !== undefined,
    ...(rows.length === 0 ? { boundless: true as const } : {}),
    ...(shared ? {} : { local: true as const }),
  };
}

const isWhole = ({ sets, covers = 'attempt' }: OptionModel): boolean => sets === 'timeout' && (covers === 'attempt' || covers === 'total');

/** Whether an instance is told one of these where it is made. */
function isTold(evaluator: Evaluator, made: NonNullable<ClientValue['made']>, rows: readonly OptionModel[]): boolean {
  const options = rows.length === 0 ? undefined : madeOptions(evaluator, made);
  if (options === undefined) return false;
  return rows.some(({ option }) => {
    const value = optionAt(evaluator, options, namesOf(option));
    return value.is === 'lit' && value.v !== undefined;
  });
}
