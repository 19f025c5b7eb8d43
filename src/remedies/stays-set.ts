import type { Draft } from '../model/remedy';
import type { Span } from '../model/span';
import { escaped } from './words';

/** Whether a function switches something before a place and back behind it, where an error that is thrown there does not come: `this.busy = false`. */
export function staysSet(draft: Draft, whole: Span, place: Span): boolean {
  const before = draft.text({ ...whole, end: place.start }) ?? '';
  const behind = draft.text({ ...whole, start: place.end }) ?? '';
  return [...before.matchAll(/(?<![.\w$])((?:this\.)?[A-Za-z_$][\w$.]*)\s*=\s*(true|false)\b/g)].some(([, name = '', was]) => {
    const back = new RegExp(String.raw`(?<![.\w$])${escaped(name)}\s*=\s*${was === 'true' ? 'false' : 'true'}\b`).exec(behind);
    return back !== null && !/\bfinally\s*\{[^}]*$/.test(behind.slice(0, back.index));
  });
}
