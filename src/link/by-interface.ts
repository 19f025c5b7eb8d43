import { isAside } from '../model/call';
import type { ExprId, FnId, TypeRef } from '../model/summary';
import type { Evaluator } from './evaluator';
import { type ClassPlace, same } from './heirs';
import { each, type Value } from './values';
import { enclosing, type View } from './view';

/** A place where a member is called of which only the interface is known. */
export interface InterfaceCall {
  readonly view: View;
  readonly call: ExprId;
}

const mostFiles = 200;
const mostCalls = 40;

/**
 * Calls of a method through an interface that its class implements: `provider.verify()` where `provider` is a `Provider`, whichever.
 * None where anything of that name is called of which it cannot be seen whose it is: it might be this one as well.
 */
export function byInterface(evaluator: Evaluator, view: View, fn: FnId): readonly InterfaceCall[] {
  const it = view.summary.functions[fn];
  if (it?.kind !== 'method' || it.cls === undefined || it.own === true) return [];
  const contracts = contractsOf(evaluator, { file: view.file, cls: it.cls }, it.n);
  if (contracts.length === 0) return [];
  evaluator.reuse?.useLeaf('w', it.n);
  const files = evaluator.program.mentioning(it.n).filter((file) => !isAside(evaluator.program.context(file)));
  if (files.length > mostFiles) return [];
  const found: InterfaceCall[] = [];
  for (const file of [...files].sort()) {
    const other = evaluator.view(file);
    for (const call of other?.callsNamed.get(it.n) ?? []) {
      const whose = other === undefined ? 'other' : calledOn(evaluator, other, call, contracts);
      if (whose === 'unknown' || found.length > mostCalls) return [];
      if (other !== undefined && whose === 'contract') found.push({ view: other, call });
    }
  }
  return found;
}

/** Whether the program calls something of a name of which it cannot be seen what it is. */
export function mayBeCalled(evaluator: Evaluator, name: string): boolean {
  evaluator.reuse?.useLeaf('w', name);
  const files = evaluator.program.mentioning(name).filter((file) => !isAside(evaluator.program.context(file)));
  if (files.length > mostFiles) return true;
  return files.some((file) => {
    const view = evaluator.view(file);
    return view?.callsNamed.get(name)?.some((call) => calledOn(evaluator, view, call, []) === 'unknown') === true;
  });
}

/** The interfaces that a class, or one of its bases, implements and that name a member. */
function contractsOf(evaluator: Evaluator, of: ClassPlace, name: string): readonly ClassPlace[] {
  const classes = evaluator.lineage(of.file, of.cls).classes;
  const shapeOf = ({ file, cls }: ClassPlace) => evaluator.view(file)?.summary.classes[cls];
  const own = classes.flatMap((one) => (shapeOf(one)?.exts ?? []).flatMap((t) => interfaceOf(evaluator.typed(one.file, t))));
  return own
    .flatMap((one) => evaluator.lineage(one.file, one.cls).classes)
    .filter((one) => shapeOf(one)?.members.some(({ n }) => n === name) === true);
}

function interfaceOf(value: Value | undefined): readonly ClassPlace[] {
  return value?.is === 'inst' ? [{ file: value.file, cls: value.cls }] : [];
}

/** Whether a call is of a member of one of these interfaces, of something else, or of what is not known. */
function calledOn(evaluator: Evaluator, view: View, call: ExprId, contracts: readonly ClassPlace[]): 'contract' | 'other' | 'unknown' {
  const callee = view.expr(view.call(call)?.c ?? 0);
  // What is called by a bare name was taken out of something, or is a function of its own.
  if (callee.k !== 'mem') return callee.k === 'ref' && isNamed(evaluator, view, call) ? 'other' : 'unknown';
  if (callee.o !== undefined && /^(?:this|super)$/.test(view.expr(callee.o).k)) return 'other';
  const values = each(evaluator.value(view.file, callee.o));
  const holders = values.every(isKnown) ? values : [elementOf(evaluator, view, callee.o)].filter((one) => one !== undefined);
  if (holders.length === 0) return 'unknown';
  return holders.some((one) => interfaceOf(one).some((place) => isAmong(evaluator, place, contracts))) ? 'contract' : 'other';
}

function isNamed(evaluator: Evaluator, view: View, call: ExprId): boolean {
  return each(evaluator.value(view.file, view.call(call)?.c ?? 0)).every((value) => isKnown(value) || isPlain(value));
}

/** What the platform hands in under that name: `new Promise((resolve) => …)`. */
const isPlain = (value: Value): boolean => value.is === 'unknown' && value.plain === true;

const isKnown = (value: Value): boolean => value.is !== 'unknown' && value.is !== 'made' && value.is !== 'merged';

/** An interface itself, or one that is built on it. */
function isAmong(evaluator: Evaluator, { file, cls }: ClassPlace, contracts: readonly ClassPlace[]): boolean {
  if (evaluator.view(file)?.summary.classes[cls]?.iface !== true) return false;
  return evaluator.lineage(file, cls).classes.some((one) => contracts.some((contract) => same(one, contract)));
}

/** What is taken out of a table under any key, by the type that is written for what it holds. */
function elementOf(evaluator: Evaluator, view: View, id: ExprId): Value | undefined {
  const e = view.expr(id);
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    return b?.kind === 'const' && b.e !== undefined && b.path === undefined ? elementOf(evaluator, view, b.e) : undefined;
  }
  if (e.k === 'idx') return evaluator.typed(view.file, indexOf(view, e.o));
  const callee = e.k === 'call' ? view.expr(e.c) : undefined;
  return callee?.k === 'mem' && callee.n === 'get' ? evaluator.typed(view.file, indexOf(view, callee.o)) : undefined;
}

/** The type that is written for what a name or a field holds under any key. */
function indexOf(view: View, id: ExprId): TypeRef | undefined {
  const e = view.expr(id);
  if (e.k === 'ref') return view.summary.bindings[e.b]?.t?.index;
  if (e.k !== 'mem' || view.expr(e.o).k !== 'this') return undefined;
  const cls = view.classOf(enclosing(view, id));
  return cls === undefined ? undefined : view.summary.classes[cls]?.members.find(({ n }) => n === e.n)?.t?.index;
}
