import type { Fn } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isFound } from './found-by-place';
import { isMember, isReferred, passesOn, shortest, usesIn } from './own-names';
import { mentioned, saysInCode } from './said-in-code';
import { takingsOf } from './taken';
import { isOfProgram, isReadOfOwn } from './uncalled';
import type { View } from './view';

/** Whether the program loads a module, and all who do ask it for members by their names. */
export function isTakenByMembers(evaluator: Evaluator, file: string): boolean {
  const takings = takingsOf(evaluator, file) ?? [];
  return takings.length > 0 && takings.every((one) => one.is === 'members' && !(one.of === '*' && one.names.includes('default')));
}

/**
 * Whether the program loads a module without taking its default: an index hands on what else it has, or lists it under a name
 * that nobody asks the index for. Where no index does, the default may be found by its place.
 */
export function isUntaken(evaluator: Evaluator, { file, summary }: View): boolean {
  const { program } = evaluator;
  if (program.published(file) || isFound(program, file)) return false;
  const takings = takingsOf(evaluator, file) ?? [];
  const whole = summary.exports.some(({ n }) => n === '=');
  return (
    takings.some(({ is }) => is === 'star' || is === 'listed') &&
    takings.every((one) => {
      if (one.is === 'members') return !whole && one.of === '*' && !one.names.includes('default');
      const isOther = one.is === 'listed' && !whole && one.name !== 'default' && one.name !== '*';
      return one.is === 'star' || isOther || (one.is === 'listed' && isUnlisted(evaluator, one.by, one.as));
    })
  );
}

/** Whether all who load a module take other members of it by their names; in the file itself nobody reads this one. */
export function isUntakenMember(evaluator: Evaluator, view: View, it: Fn, name: string): boolean {
  const { program } = evaluator;
  if (it.parent !== 0 || it.cls !== undefined || !isExported(view, name) || program.published(view.file) || program.told(view.file, name))
    return false;
  if (isFound(program, view.file) || isReferred(view, name) || isMember(view, name) || isReadOfOwn(evaluator, view, name)) return false;
  const takings = takingsOf(evaluator, view.file) ?? [];
  return takings.length > 0 && takings.every((one) => one.is === 'members' && one.of === '*' && !one.names.includes(name));
}

/** Whether a module gives a declaration of this name under it, by itself or among the members of what it is. */
function isExported({ summary, expr }: View, name: string): boolean {
  return summary.exports.some(({ n, b, e }) => {
    if (n === name) return b === undefined || summary.bindings[b]?.n === name;
    const whole = n === '=' && e !== undefined ? expr(e) : undefined;
    return whole?.k === 'obj' && whole.p.some((p) => p.n === name);
  });
}

/** Whether nobody asks a file for what it lists under a name. */
function isUnlisted(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  if (view === undefined || name.length < shortest || name === 'default' || usesIn(view).members.has(name)) return false;
  const others = mentioned(evaluator, name).filter((other) => other !== file && isOfProgram(evaluator, other));
  return (
    isTakenByMembers(evaluator, file) && others.every((other) => !saysInCode(evaluator, other, name) || passesOn(evaluator, other, name))
  );
}
