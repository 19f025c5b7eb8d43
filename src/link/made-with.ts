import { argument, namesOf, optionAt } from './arguments';
import { firstOptions } from './call-options';
import type { Evaluator } from './evaluator';
import type { ClientValue, Value } from './values';

/** Whether an instance, or the one it was made from, was made with this option, and not switched off. */
export function madeWith(evaluator: Evaluator, client: ClientValue, option: string): boolean | 'unknown' {
  const { made, base } = client;
  if (made === undefined && client.typed === true) return 'unknown';
  const options = made === undefined ? undefined : madeOptions(evaluator, made);
  const value = options === undefined ? undefined : optionAt(evaluator, options, namesOf(option));
  if (value !== undefined && !(value.is === 'lit' && value.v === undefined)) return value.is === 'lit' ? Boolean(value.v) : 'unknown';
  return base === undefined ? false : madeWith(evaluator, base, option);
}

/** The options that an instance was made with. */
export function madeOptions(evaluator: Evaluator, made: NonNullable<ClientValue['made']>): Value | undefined {
  const candidates = (made.make.options ?? []).map((at) => argument(evaluator, made, at));
  return firstOptions(evaluator, candidates);
}

/**
 * What is told on behalf of an instance: the instance itself, unless it is only taken out of another and told nothing of its
 * own, as `pool.connect()` and `db.collection('users')` are.
 */
export function toldFor(client: ClientValue): ClientValue {
  const { made, base } = client;
  if (base?.made === undefined || made?.make.inherits !== true || made.make.options !== undefined) return client;
  return toldFor(base);
}
