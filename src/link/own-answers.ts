import type { Expr, ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { refsIn } from './refs';
import { remembered } from './remembered';
import { isOfProgram } from './uncalled';
import { calleeName, type View } from './view';

/** Shorter names are met by chance. */
const shortest = 6;

/**
 * Whether a code or a class of errors is the program's own word for an answer that arrived: wherever it is thrown, a client that
 * throws when it fails has answered, and it is the answer that was asked (`if (!modifiedCount) throw new AppError(CLAIM_FAILED)`).
 */
export function tellsAnswer(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const name = nameOf(view.expr(id), view);
  if (name === undefined || name.length < shortest || !/^[\w$]+$/.test(name)) return false;
  return remembered(evaluator, `answer:${name}`, () => isThrownForAnswer(evaluator, name));
}

function isThrownForAnswer(evaluator: Evaluator, name: string): boolean {
  evaluator.reuse?.useLeaf('w', name);
  let thrown = 0;
  for (const file of evaluator.program.mentioning(name)) {
    if (!isOfProgram(evaluator, file)) continue;
    const holder = evaluator.view(file);
    const uses = holder === undefined ? undefined : throwsIn(evaluator, holder, name);
    if (uses === undefined) return false;
    thrown += uses;
  }
  return thrown > 0;
}

/** How often a file throws it for an answer; `undefined` where it does anything else with it than compare it. */
function throwsIn(evaluator: Evaluator, view: View, name: string): number | undefined {
  const { exprs, bindings } = view.summary;
  const is = (id: ExprId): boolean => nameOf(view.expr(id), view) === name;
  const open = new Set<ExprId>(exprs.flatMap((e, id) => (nameOf(e, view) === name ? [id] : [])));
  for (const b of bindings) if (b.n === name && b.e !== undefined && b.path === undefined) open.delete(b.e);
  let thrown = 0;
  for (const [id, e] of exprs.entries()) {
    if (e.k === 'bin' && /^(?:[=!]==?|instanceof)$/.test(e.op)) for (const side of [e.l, e.r]) open.delete(side);
    // `{ CLAIM_FAILED: 'CLAIM_FAILED' }` declares it.
    if (e.k === 'obj') for (const { n, e: given } of e.p) if (n === name) open.delete(given);
    if (e.k !== 'call' || e.how !== 'new') continue;
    const parts = [e.c, ...e.a].filter(is);
    if (parts.length === 0) continue;
    if (!isOfAnswer(evaluator, view, id)) return undefined;
    thrown++;
    for (const part of parts) open.delete(part);
  }
  return open.size === 0 ? thrown : undefined;
}

function nameOf(e: Expr, view: View): string | undefined {
  if (e.k === 'lit') return typeof e.v === 'string' ? e.v : undefined;
  if (e.k === 'mem') return e.n;
  return e.k === 'ref' ? view.summary.bindings[e.b]?.n : undefined;
}

/** Whether something stands in no handler, and on a branch that only asks what a client answered which throws when it fails. */
function isOfAnswer(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const { contexts } = view.summary;
  let asked = false;
  for (let at = contexts[view.call(id)?.ctx ?? 0]; at !== undefined && at.kind !== 'fn'; at = contexts[at.up]) {
    if (at.kind === 'catch') return false;
    if ((at.kind !== 'if' && at.kind !== 'else') || at.test === undefined) continue;
    const refs = refsIn(view, at.test);
    if (refs.length === 0 || !refs.every((b) => isAnswer(evaluator, view, b))) return false;
    asked = true;
  }
  return asked;
}

function isAnswer(evaluator: Evaluator, view: View, b: number): boolean {
  const binding = view.summary.bindings[b];
  const call = binding?.e === undefined || binding.w !== undefined ? undefined : view.call(binding.e);
  if (call === undefined) return false;
  const clients = evaluator.clients(evaluator.value(view.file, call.c));
  const name = calleeName(view, call.c);
  return clients.length > 0 && clients.every(({ model }) => throwsAlways(model.calls, model.failure, name));
}

function throwsAlways(
  calls: readonly { readonly paths: readonly string[]; readonly failure?: string }[],
  otherwise: string | undefined,
  name: string,
): boolean {
  const rows = calls.filter(({ paths }) => paths.some((path) => path.split('.').at(-1) === name));
  return rows.length > 0 && rows.every((row) => (row.failure ?? otherwise) === 'throws');
}
