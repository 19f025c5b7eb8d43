import type { Binding, BindingId, ClassId, ClassShape, ExprId } from '../model/summary';
import { computedName } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isFound } from './found-by-place';
import { remembered } from './remembered';
import { givenOut, takingsOf, usesOf } from './taken';
import { enclosing, type View } from './view';

/**
 * The members that are asked for of a class and of what is made of it; absent where that is not known for certain. It is where the
 * module makes all there is of it (`export default new Service()`), or gives out the class for what is `static`, and whoever has
 * that asks for members by their names.
 */
export function membersAsked(evaluator: Evaluator, view: View, cls: ClassId, of: 'class' | 'made'): ReadonlySet<string> | undefined {
  return remembered(evaluator, `asked:${view.file}&${cls}/${of}`, () => findAsked(evaluator, view, cls, of));
}

function findAsked(evaluator: Evaluator, view: View, cls: ClassId, of: 'class' | 'made'): ReadonlySet<string> | undefined {
  const { program } = evaluator;
  const shape = view.summary.classes[cls];
  if (shape === undefined || shape.iface === true || shape.decorators !== undefined) return undefined;
  if (program.published(view.file) || isFound(program, view.file)) return undefined;
  const held = heldIn(view, cls, shape);
  // What others make of a class is known to them alone.
  if (held === undefined || held[of].length === 0) return undefined;
  const itself = askedOfItself(evaluator, view, cls);
  if (itself === undefined) return undefined;
  const others = [...held.class, ...held.made].map((name) => askedByOthers(evaluator, view.file, name));
  if (others.some((names) => names === undefined)) return undefined;
  return new Set([...itself, ...held.names, ...others.flatMap((names) => names ?? [])]);
}

/** What a class, and those it is built on, ask of `this`. */
function askedOfItself(evaluator: Evaluator, view: View, cls: ClassId): readonly string[] | undefined {
  const { classes, base } = evaluator.lineage(view.file, cls);
  if (base !== undefined) return undefined;
  const names = classes.map(({ file, cls: id }) => {
    const at = evaluator.view(file);
    return at === undefined || at.summary.classes[id]?.decorators !== undefined ? undefined : namesOfThis(at, id);
  });
  return names.some((one) => one === undefined) ? undefined : names.flatMap((one) => one ?? []);
}

function namesOfThis(view: View, cls: ClassId): readonly string[] | undefined {
  const { exprs } = view.summary;
  const named = namedIn(view);
  const isOfIt = (id: ExprId): boolean => {
    const e = exprs[id];
    if (e?.k !== 'this' && e?.k !== 'super') return false;
    return (e.k === 'this' && e.c === cls) || view.classOf(enclosing(view, id)) === cls;
  };
  const own = exprs.flatMap((_, id) => (isOfIt(id) ? [named.get(id)] : []));
  // `super(…)` hands nothing on.
  const calls = new Set(view.summary.calls.flatMap((id) => view.call(id)?.c ?? []));
  const bare = exprs.some((e, id) => isOfIt(id) && named.get(id) === undefined && !(e.k === 'super' && calls.has(id)));
  return bare ? undefined : own.flatMap((names) => names ?? []);
}

/** By which names each expression is asked for a member, or given one. */
function namedIn({ summary }: View): ReadonlyMap<ExprId, readonly string[]> {
  const named = new Map<ExprId, readonly string[]>();
  summary.exprs.forEach((e) => {
    if (e.k === 'mem') named.set(e.o, [e.n]);
  });
  for (const { o, n } of summary.writes) if (n !== computedName) named.set(o, [...(named.get(o) ?? []), n]);
  return named;
}

interface Held {
  /** What the file itself asks for. */
  readonly names: readonly string[];
  /** Under which names the class is given out, and what is made of it. */
  readonly class: readonly string[];
  readonly made: readonly string[];
}

/** What a file does with a class of its own; absent where it hands the class or what is made of it to anybody but who imports the file. */
function heldIn(view: View, cls: ClassId, shape: ClassShape): Held | undefined {
  const { bindings, exports, exprs } = view.summary;
  const named = namedIn(view);
  const isClass = (e: ExprId | undefined): boolean => {
    const value = e === undefined ? undefined : exprs[e];
    return value?.k === 'cls' && value.c === cls;
  };
  const classes = bindings.flatMap((b, id) => ((b.kind === 'class' && b.n === shape.n) || isClass(b.e) ? [id] : []));
  if (classes.length !== 1) return undefined;
  const refsOf = (of: readonly BindingId[]): readonly ExprId[] => exprs.flatMap((e, id) => (e.k === 'ref' && of.includes(e.b) ? [id] : []));
  const ofClass = refsOf(classes);
  const made = exprs.flatMap((e, id) => (e.k === 'call' && e.how === 'new' && ofClass.includes(e.c) ? [id] : []));
  const holders = bindings.flatMap((b, id) =>
    b.kind === 'const' && b.path === undefined && b.e !== undefined && made.includes(b.e) ? [id] : [],
  );
  const ofHolders = refsOf(holders);
  // `module.exports = { pay }`
  const under = givenOut(view);
  const given = new Set([...exports.flatMap(({ e }) => e ?? []), ...under.keys()]);
  const making = new Set(made.flatMap((id) => view.call(id)?.c ?? []));
  const kept = new Set(holders.flatMap((id) => bindings[id]?.e ?? []));
  const isSeen = (id: ExprId): boolean => named.has(id) || given.has(id) || making.has(id) || kept.has(id);
  const all = [...ofClass, ...made, ...ofHolders];
  if (!all.every(isSeen)) return undefined;
  const givenAs = (names: readonly BindingId[], places: readonly ExprId[]): readonly string[] => [
    ...exports.flatMap(({ n, b, e }) => ((b !== undefined && names.includes(b)) || (e !== undefined && places.includes(e)) ? [n] : [])),
    ...places.flatMap((id) => under.get(id) ?? []),
  ];
  return {
    names: all.flatMap((id) => named.get(id) ?? []),
    class: [...givenAs(classes, ofClass), ...exports.flatMap(({ n, e }) => (isClass(e) ? [n] : []))],
    made: givenAs(holders, [...made, ...ofHolders]),
  };
}

/** What those who import a file ask of what it gives out under a name. */
function askedByOthers(evaluator: Evaluator, file: string, name: string): readonly string[] | undefined {
  const takings = takingsOf(evaluator, file) ?? [];
  if (takings.length === 0) return undefined;
  const out: string[] = [];
  for (const one of takings) {
    if (one.is === 'star' && name === 'default') continue;
    if (one.is === 'listed' && name !== '=' && one.name !== '*' && one.name !== name) continue;
    if (one.is !== 'members') return undefined;
    if (name === '=' || (name === 'default' && one.of === 'default')) out.push(...one.names);
    else if (one.of === '*' && one.names.includes(name)) {
      const names = askedUnderName(evaluator, one.by, file, name);
      if (names === undefined) return undefined;
      out.push(...names);
    }
  }
  return out;
}

/** What a file asks of what it imports by a name. */
function askedUnderName(evaluator: Evaluator, by: string, file: string, name: string): readonly string[] | undefined {
  const view = evaluator.view(by);
  if (view === undefined) return undefined;
  const { bindings, exports, exprs } = view.summary;
  const leads = (module: string): boolean => evaluator.program.resolve(module, by) === file;
  // `const { pay } = require('./pay')`
  const taken = new Map<ExprId, string | undefined>();
  for (const { e, path } of bindings) if (e !== undefined && (!taken.has(e) || path === undefined)) taken.set(e, path?.[0]);
  const whole =
    bindings.some(({ im }) => im !== undefined && im[1] === '*' && leads(im[0])) ||
    exprs.some((e, id) => e.k === 'mod' && leads(e.m) && taken.get(id) === undefined);
  const isOwn = ({ im, e, path }: Binding): boolean => {
    const loaded = e === undefined ? undefined : exprs[e];
    if (loaded?.k === 'mod') return path?.[0] === name && leads(loaded.m);
    return im !== undefined && im[1] === name && leads(im[0]);
  };
  const own = bindings.flatMap((b, id) => (isOwn(b) ? [id] : []));
  if (own.some((id) => (bindings[id]?.path ?? []).length > 1) || whole || exports.some(({ b }) => b !== undefined && own.includes(b)))
    return undefined;
  const uses = own.map(usesOf(view));
  return uses.some(({ bare, listed }) => bare || listed.length > 0) ? undefined : uses.flatMap(({ read }) => read);
}
