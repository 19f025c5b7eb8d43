import type { CallSite } from '../model/call';
import type { StatusCheckLayer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { refsIn } from './refs';
import type { Site } from './sites';
import { standsInside, type View } from './view';

const status = /^(ok|status|statusCode|statusText)$/;
const body = /^(json|text|arrayBuffer|blob|formData|bytes|body|data|buffer)$/;

/** What is done with the answer: whether its status is looked at, and its body read. */
export function answerOf(site: Site): NonNullable<CallSite['answer']> {
  const { members, open } = membersRead(site.view, site.id);
  if (bodyJudged(site.view, site)) return { statusChecked: members.some((m) => status.test(m)) || 'unknown', bodyRead: true };
  // What answers by events is looked at by those who listen, wherever they were told to.
  const heard = site.client.model.traits?.includes('emitter') === true && listens(site.view, site.call.fn);
  const truth = (name: RegExp) => members.some((m) => name.test(m)) || (open ? ('unknown' as const) : false);
  const statusChecked = truth(status);
  return { statusChecked: statusChecked === false && heard ? 'unknown' : statusChecked, bodyRead: truth(body) };
}

/** Whether a function that stands inside of another one looks at a status. */
function listens(view: View, home: FnId): boolean {
  const { functions, exprs } = view.summary;
  return functions.some(
    ({ exprs: [from, to] }, fn) =>
      standsInside(view, fn, home) && exprs.slice(from, to).some((e) => e.k === 'mem' && /^status(?:Code)?$/.test(e.n)),
  );
}

/** What the body says is asked, and another than what is wanted is thrown: an error page says nothing of the kind. */
function bodyJudged(view: View, { id, call }: Site): boolean {
  if (view.summary.functions[call.fn]?.throws !== true) return false;
  const answers = view.namesOf.get(id) ?? [];
  const bodies = answers.flatMap((b) =>
    (view.calledOn.get(b) ?? []).flatMap((read) => {
      const callee = view.expr(view.call(read)?.c ?? -1);
      return callee.k === 'mem' && callee.n === 'json' ? (view.namesOf.get(read) ?? []) : [];
    }),
  );
  return (
    bodies.length > 0 &&
    view.summary.contexts.some((it) => it.kind === 'if' && it.test !== undefined && refsIn(view, it.test).some((b) => bodies.includes(b)))
  );
}

/** Members read of the result; `open` when the whole of it also goes somewhere we do not follow. */
function membersRead(view: View, id: ExprId): { members: readonly string[]; open: boolean } {
  const out: string[] = [];
  let followed = false;
  let open = false;
  // The status may lie deeper: `response.message.statusCode`.
  const note = (expr: ExprId, name: string): void => {
    out.push(name);
    for (const e of view.summary.exprs) if (e.k === 'mem' && e.o === expr && status.test(e.n)) out.push(e.n);
  };
  const ids = passedOn(view, id);
  view.summary.exprs.forEach((e, expr) => {
    if (e.k === 'mem' && ids.includes(e.o)) {
      followed = true;
      if (e.n !== 'then' && e.n !== 'catch' && e.n !== 'finally') note(expr, e.n);
    }
  });
  for (const next of ids.flatMap((one) => view.chainedOn.get(one) ?? [])) {
    const call = view.call(next)!;
    const callee = view.expr(call.c);
    // `.eq(…).single()` on a query hands on an answer that is not followed.
    if (callee.k === 'mem' && !/^(then|catch|finally)$/.test(callee.n) && !status.test(callee.n) && !body.test(callee.n)) open = true;
    if (callee.k !== 'mem' || callee.n !== 'then' || call.a[0] === undefined) continue;
    const handler = view.expr(call.a[0]);
    followed = true;
    if (handler.k !== 'fn') {
      open = true;
      continue;
    }
    const param = view.summary.functions[handler.f]?.params[0];
    if (param?.b !== undefined) {
      const read = view.membersOf.get(param.b) ?? [];
      if (read.length === 0 || (view.passedTo.get(param.b)?.length ?? 0) > 0) open = true;
      for (const m of read) note(m.expr, m.name);
    }
  }
  for (const [b, binding] of view.summary.bindings.entries()) {
    if (![binding.e, ...(binding.w ?? [])].some((one) => one !== undefined && ids.includes(one))) continue;
    followed = true;
    if (binding.path !== undefined) {
      out.push(binding.path[0] ?? '');
      continue;
    }
    if ((view.passedTo.get(b)?.length ?? 0) > 0) open = true;
    if (view.summary.functions.some((f) => f.ret.some((r) => view.expr(r).k === 'ref' && (view.expr(r) as { b: number }).b === b)))
      open = true;
    for (const m of view.membersOf.get(b) ?? []) note(m.expr, m.name);
  }
  return { members: out, open: open || !followed };
}

/** The call, and what hands its answer on as it is: `.catch(…)`, `.finally(…)`. */
function passedOn(view: View, id: ExprId): readonly ExprId[] {
  const next = (view.chainedOn.get(id) ?? []).filter((one) => {
    const callee = view.expr(view.call(one)?.c ?? 0);
    return callee.k === 'mem' && (callee.n === 'catch' || callee.n === 'finally');
  });
  return [id, ...next.flatMap((one) => passedOn(view, one))];
}

/** A client that resolves on 503 is made to fail where its status is looked at and something is thrown. */
export function statusCheck(evaluator: Evaluator, site: Site, failure: CallSite['failure']): StatusCheckLayer[] {
  if (failure === 'throws') return [];
  const { statusChecked } = answerOf(site);
  const throws = site.view.summary.functions[site.call.fn]?.throws === true;
  if (statusChecked !== true || !throws) return [];
  return [
    {
      kind: 'status-check',
      because: { from: 'wrapper', says: 'a bad status is turned into a failure', at: evaluator.span(site.view.file, site.call.callee) },
    },
  ];
}
