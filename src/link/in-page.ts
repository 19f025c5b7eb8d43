import type { Expr, ExprId } from '../model/summary';
import { isOnBranch } from './development';
import type { View } from './view';

/** Whether a call stands on a branch that only a page takes: `if (typeof window !== 'undefined')`, `if (isBrowser && url)`. */
export function isInPage(view: View, id: ExprId): boolean {
  return isOnBranch(view, id, saysSo);
}

function saysSo(view: View, e: Expr, holds: boolean): boolean {
  if (e.k === 'call') return saysSo(view, view.expr(e.c), holds);
  // `process.browser`, `import.meta.client`
  if (e.k === 'mem')
    return /^(?:process|import\.meta)$/.test(pathOf(view, e.o)) ? holds && /^(?:browser|client)$/.test(e.n) : asked(e.n, holds);
  if (e.k === 'global') return asked(e.n, holds);
  if (e.k === 'ref') {
    const it = view.summary.bindings[e.b];
    if (it?.im?.[0] === '$app/environment') return holds && it.im[1] === 'browser';
    if (it === undefined || it.kind === 'param') return false;
    const tests = it.kind === 'const' && it.e !== undefined && it.path === undefined ? view.expr(it.e) : undefined;
    return asked(it.n, holds) || (tests?.k === 'bin' && saysSo(view, tests, holds));
  }
  if (e.k !== 'bin' || !/^[!=]==?$/.test(e.op)) return false;
  const [left, right] = [view.expr(e.l), view.expr(e.r)];
  const [kind, word] = left.k === 'un' ? [left, right] : [right, left];
  if (kind.k !== 'un' || kind.op !== 'typeof' || word.k !== 'lit' || typeof word.v !== 'string') return false;
  if (!/^(?:window|document)$/.test(pathOf(view, kind.e))) return false;
  const equal = holds === e.op.startsWith('=');
  return equal ? word.v === 'object' : word.v === 'undefined';
}

/** Names for the question, and for its opposite. */
function asked(name: string, holds: boolean): boolean {
  return (holds ? inPage : onServer).test(name);
}

const inPage = /^(?:get)?(?:is|in)_?(?:browser|client_?side)(?:_?env(?:ironment)?)?$/i;
const onServer = /^(?:get)?(?:is|on)_?(?:server|server_?side|ssr)(?:_?env(?:ironment)?)?$/i;

function pathOf(view: View, id: ExprId): string {
  const e = view.expr(id);
  if (e.k === 'mem') return `${pathOf(view, e.o)}.${e.n}`;
  return e.k === 'global' ? e.n : '';
}
