import type { CallExpr } from '../model/summary';
import { absent, type Frame, type Value } from './values';
import { calleeName, type View } from './view';

interface Reads {
  view(file: string): View | undefined;
  value(file: string, expr: number, frame?: Frame): Value;
  parameters(file: string, fn: number, index: number): Value | undefined;
}

/**
 * What stands in the place of an argument that a spread gives: `send(...args)` hands on what its function was handed, and
 * what a list holds that is written out. What is not known may as well be left out.
 */
export function spreadArgument(ev: Reads, file: string, call: CallExpr, index: number, frame: Frame | undefined): Value {
  const open: Value = { is: 'unknown', why: 'an argument behind a spread', param: true };
  const view = ev.view(file);
  const from = call.spread ?? 0;
  const list = call.a[from];
  const e = list === undefined || call.a.length !== from + 1 ? undefined : view?.expr(list);
  if (view === undefined || list === undefined || e?.k !== 'ref') return open;
  const it = view.summary.bindings[e.b];
  const changed =
    it?.w !== undefined || (view.calledOn.get(e.b) ?? []).some((id) => changesList.test(calleeName(view, view.call(id)?.c ?? -1)));
  if (it === undefined || changed) return open;
  if (it.kind === 'const') {
    const value = ev.value(file, list, frame);
    return value.is === 'arr' && !value.open ? (value.items[index - from] ?? absent) : open;
  }
  if (it.kind !== 'param' || it.rest !== true || it.path !== undefined) return open;
  const at = (it.i ?? 0) + index - from;
  let owner = frame;
  while (owner !== undefined && !(owner.file === file && owner.fn === it.fn)) owner = owner.up;
  if (owner !== undefined) return owner.arg(at) ?? absent;
  return ev.parameters(file, it.fn, at) ?? open;
}

/** Members by which a list becomes another one. */
export const changesList = /^(?:push|pop|shift|unshift|splice|fill|reverse|sort)$/;
