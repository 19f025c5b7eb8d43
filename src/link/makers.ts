import type { CallExpr } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each } from './values';
import type { View } from './view';

/**
 * Whether a call may make a client or a policy itself, rather than pass on one that is made elsewhere: it goes into a package,
 * or into what a package made. What a function of the project gives is made inside of it.
 */
export function mayMake(near: Evaluator, view: View, call: CallExpr): boolean {
  return each(near.value(view.file, call.c)).some(({ is }) => is === 'lib' || is === 'client' || is === 'policy' || is === 'inst');
}
