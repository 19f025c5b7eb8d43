import type { BindingId, ExprId, FnId, TypeRef } from '../model/summary';
import type { Evaluator } from './evaluator';
import { givenOut } from './taken';
import { perView } from './per-view';
import { textsOf } from './said-in-code';
import type { View } from './view';

/** Shorter names are met by chance, and the longer a name, the surer it is that nobody else means it. */
export const shortest = 6;

/** Whether the file itself neither reads a name nor gives it away in any way. */
export function isUnused(view: View, name: string, fn: FnId): boolean {
  const own = ownOf(view, name);
  const { given, defaults } = usesIn(view);
  return isUnread(view, name) && !own.some((b) => given.has(b) || defaults.has(b)) && !isDefault(view, fn);
}

/** Whether a file reads neither a member of a name nor its own declarations of it, but to give them out under that name. */
export function isUnread(view: View, name: string): boolean {
  return !usesIn(view).members.has(name) && !isReferred(view, name);
}

/** Whether a file reads its own declarations of a name. */
export function isReferred(view: View, name: string): boolean {
  const { refs } = usesIn(view);
  return ownOf(view, name).some((b) => refs.has(b));
}

/** Whether a file gives out its declarations of a name as members of an object. */
export function isMember(view: View, name: string): boolean {
  const { given } = usesIn(view);
  return ownOf(view, name).some((b) => given.has(b));
}

function ownOf({ summary }: View, name: string): readonly BindingId[] {
  return summary.bindings.flatMap((b, id) => (b.n === name && b.kind !== 'import' ? [id] : []));
}

/** Whether a file names something only to export it again, whoever wants it naming it in turn, or imports it and does nothing with it. */
export function passesOn(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  if (view === undefined) return false;
  const { bindings, exports } = view.summary;
  const imported = bindings.flatMap((b, id) => (b.n === name ? [id] : []));
  const given = exports.some(({ n, b, from }) => n === name && (from !== undefined || (b !== undefined && imported.includes(b))));
  const { members, refs } = usesIn(view);
  if (members.has(name) || !imported.every((b) => bindings[b]?.kind === 'import' && !refs.has(b))) return false;
  return given || (imported.length > 0 && !exports.some(({ n }) => n === name) && isIdle(view, name, imported));
}

/** Whether what is imported stands in no type, which may ask a container for it, and in no text either. */
function isIdle(view: View, name: string, imported: readonly BindingId[]): boolean {
  const { bindings, functions, classes, exprs } = view.summary;
  const types = [
    ...bindings.map(({ t }) => t),
    ...functions.flatMap(({ params, rt }) => [rt, ...params.map(({ t }) => t)]),
    ...classes.flatMap(({ members, exts = [], alias, calls }) => [alias, calls, ...exts, ...members.map(({ t }) => t)]),
  ];
  const isNamed = (t: TypeRef): boolean =>
    (t.b !== undefined && imported.includes(t.b)) ||
    [...(t.args ?? []), ...(t.members ?? []).map((member) => member.t), t.index, t.fn?.r, ...(t.fn?.p ?? [])].some(
      (part) => part !== undefined && part !== null && isNamed(part),
    );
  if (types.some((t) => t !== undefined && isNamed(t))) return false;
  return !exprs.some((e) => textsOf(e).some((text) => text.split(/[^\w$]+/).includes(name)));
}

/** Whether a function, or the declaration it is the value of, is what a module gives as its default. */
export function isDefault(view: View, fn: FnId): boolean {
  const { bindings, exports } = view.summary;
  const isIt = (e: ExprId | undefined): boolean => {
    const value = e === undefined ? undefined : view.expr(e);
    return value?.k === 'fn' && value.f === fn;
  };
  return (
    exports.some(({ n, e }) => (n === 'default' || n === '=') && isIt(e)) ||
    [...usesIn(view).defaults].some((b) => bindings[b]?.kind !== 'import' && isIt(bindings[b]?.e))
  );
}

interface Uses {
  readonly members: ReadonlySet<string>;
  /** What is read, be it to be given out under another name. */
  readonly refs: ReadonlySet<BindingId>;
  /** What a file gives out under its own name, as a member of what it exports. */
  readonly given: ReadonlySet<BindingId>;
  /** What a file exports without a name. */
  readonly defaults: ReadonlySet<BindingId>;
}

/** What a file names: members it reads, and declarations of its own. */
export const usesIn = perView(findUses);

function findUses(view: View): Uses {
  const { exprs, bindings, exports } = view.summary;
  const [members, refs, given, defaults] = [new Set<string>(), new Set<BindingId>(), new Set<BindingId>(), new Set<BindingId>()];
  const out = givenOut(view);
  const whole = new Set(exports.flatMap(({ n, e }) => (e !== undefined && (n === 'default' || n === '=') ? [e] : [])));
  exprs.forEach((e, id) => {
    if (e.k === 'mem') members.add(e.n);
    if (e.k !== 'ref') return;
    const names = out.get(id);
    if (whole.has(id)) defaults.add(e.b);
    else if (names?.every((n) => n === bindings[e.b]?.n) === true) given.add(e.b);
    else refs.add(e.b);
  });
  for (const b of bindings) for (const name of b.path ?? []) members.add(name);
  for (const { n, b } of exports) {
    if (b === undefined) continue;
    if (n === 'default' || n === '=') defaults.add(b);
    else if (n !== bindings[b]?.n) refs.add(b);
  }
  return { members, refs, given, defaults };
}
