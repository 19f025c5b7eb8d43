import type { CtxId, ExprId } from '../../model/summary';
import { compared, decides } from '../connectives';
import type { Frame, Value } from '../values';
import type { View } from '../view';
import type { Evaluation } from './evaluation';

/** Whether nothing comes to a place under a frame: a condition around it does not hold for what the caller hands in. */
export function isBarred(ev: Pick<Evaluation, 'value' | 'view'>, file: string, from: CtxId, frame: Frame | undefined): boolean {
  const view = frame?.file === file ? ev.view(file) : undefined;
  if (frame === undefined || view === undefined) return false;
  const { contexts, functions } = view.summary;
  for (let ctx = from; ; ) {
    const it = contexts[ctx];
    if (it === undefined || (it.kind === 'fn' && (it.id === frame.fn || it.id === 0))) return false;
    if (it.kind === 'fn') {
      ctx = functions[it.id]?.ctx ?? 0;
      continue;
    }
    if (it.test !== undefined && (it.kind === 'if' || it.kind === 'else')) {
      if (holds(ev, view, it.test, frame) === (it.kind === 'else')) return true;
    }
    ctx = it.up;
  }
}

/** What a condition comes to under a frame, as far as it is known. */
function holds(ev: Pick<Evaluation, 'value'>, view: View, test: ExprId, frame: Frame): boolean | undefined {
  const asked = (id: ExprId): Value => ev.value(view.file, id, frame);
  return decides(view, test, (question) => {
    const e = view.expr(question);
    if (e.k !== 'bin') return isTrue(asked(question));
    const [left, right] = [asked(e.l), asked(e.r)].map((one) => (one.is === 'lit' ? one : undefined));
    return compared(e.op, left, right);
  });
}

function isTrue(value: Value): boolean | undefined {
  if (value.is === 'lit') return Boolean(value.v);
  return value.is === 'obj' || value.is === 'arr' || value.is === 'fn' || value.is === 'signal' ? true : undefined;
}
