import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { remembered } from './remembered';
import { isOfProgram } from './uncalled';
import type { View } from './view';

/** What a file that loads a module takes of it: members by name, only to hand it on under a name, or all of it in a way that cannot be seen through. */
export type Taking =
  | {
      readonly by: string;
      readonly is: 'members' /** Of what: the module, or its default. */;
      readonly of: '*' | 'default';
      readonly names: readonly string[];
    }
  | { readonly by: string; readonly is: 'listed'; readonly as: string; readonly name: string }
  /** All that has a name is handed on under it. */
  | { readonly by: string; readonly is: 'star' }
  | { readonly by: string; readonly is: 'whole' };

/** What the files of the program that load a module take of it; absent where they are too many to look through. */
export function takingsOf(evaluator: Evaluator, file: string): readonly Taking[] | undefined {
  return remembered(evaluator, `takings:${file}`, () => findTakings(evaluator, file));
}

function findTakings(evaluator: Evaluator, file: string): readonly Taking[] | undefined {
  const importers = evaluator.program.importedBy(file).filter((other) => isOfProgram(evaluator, other));
  if (importers.length > mostImporters) return undefined;
  return importers.flatMap((other) => {
    const view = evaluator.view(other);
    return view === undefined ? [{ by: other, is: 'whole' as const }] : takingsIn(evaluator, view, file);
  });
}

/** More are not looked through. */
const mostImporters = 100;

function takingsIn({ program }: Evaluator, view: View, file: string): readonly Taking[] {
  const { bindings, exports, exprs } = view.summary;
  const by = view.file;
  const leads = (module: string): boolean => program.resolve(module, by) === file;
  const given = givenOut(view);
  const uses = usesOf(view);
  const out: Taking[] = [];
  const members = (names: readonly string[], of: '*' | 'default' = '*'): void => {
    out.push({ by, is: 'members', of, names });
  };
  /** What becomes of all of a module, or of its default, under a name of the file. */
  const named = (b: number, name: '*' | 'default'): void => {
    const as = exports.flatMap((one) => (one.b === b ? [one.n] : []));
    for (const n of as) out.push({ by, is: 'listed', as: n, name });
    const { bare, listed, read } = uses(b);
    for (const e of listed) for (const n of given.get(e) ?? []) out.push({ by, is: 'listed', as: n, name });
    if (bare) out.push({ by, is: 'whole' });
    if (read.length > 0) members(read, name);
  };
  for (const module of view.summary.stars) if (leads(module)) out.push({ by, is: 'star' });
  for (const { from, n } of exports) {
    if (from !== undefined && leads(from[0])) out.push({ by, is: 'listed', as: n, name: from[1] });
  }
  const held = new Map<ExprId, number[]>();
  bindings.forEach((binding, b) => {
    const { im, e } = binding;
    if (im !== undefined && binding.typeOnly !== true && leads(im[0])) {
      if (im[1] === '*' || im[1] === 'default') named(b, im[1]);
      else members([im[1]]);
    }
    if (e !== undefined && exprs[e]?.k === 'mod') held.set(e, [...(held.get(e) ?? []), b]);
  });
  const readOf = new Map<ExprId, string[]>();
  for (const e of exprs) if (e.k === 'mem') readOf.set(e.o, [...(readOf.get(e.o) ?? []), e.n]);
  exprs.forEach((e, id) => {
    if (e.k !== 'mod' || !leads(e.m)) return;
    const names = readOf.get(id) ?? [];
    const owners = held.get(id) ?? [];
    const listed = given.get(id) ?? [];
    for (const b of owners) {
      const { path } = bindings[b]!;
      if (path === undefined) named(b, '*');
      else if (path[0] === undefined || path[0] === '...') out.push({ by, is: 'whole' });
      else members([path[0]]);
    }
    for (const as of listed) out.push({ by, is: 'listed', as, name: '*' });
    if (names.length > 0) members(names);
    if (names.length + owners.length + listed.length === 0) out.push({ by, is: 'whole' });
  });
  return out;
}

interface Uses {
  /** It is read as a whole, and be it to be handed on. */
  readonly bare: boolean;
  /** The places where it is only given out. */
  readonly listed: readonly ExprId[];
  /** Members that are read of it. */
  readonly read: readonly string[];
}

/** How a file uses its names. */
export function usesOf(view: View): (b: number) => Uses {
  const given = givenOut(view);
  return (b) => {
    const read = view.membersOf.get(b) ?? [];
    const members = new Set(
      read.flatMap(({ expr }) => {
        const e = view.expr(expr);
        return e.k === 'mem' ? [e.o] : [];
      }),
    );
    const refs = view.summary.exprs.flatMap((e, id) => (e.k === 'ref' && e.b === b && !members.has(id) ? [id] : []));
    const written = (view.summary.bindings[b]?.w ?? []).length > 0;
    return {
      bare: written || refs.some((id) => !given.has(id)),
      listed: refs.filter((id) => given.has(id)),
      read: read.map(({ name }) => name),
    };
  };
}

const known = new WeakMap<View, ReadonlyMap<ExprId, readonly string[]>>();

/** The expressions that a module gives to whoever loads it, each with the names it has there: `exports.a = a`, `module.exports = { a, b: it }`. */
export function givenOut(view: View): ReadonlyMap<ExprId, readonly string[]> {
  let given = known.get(view);
  if (given === undefined) {
    given = findGiven(view);
    known.set(view, given);
  }
  return given;
}

function findGiven(view: View): ReadonlyMap<ExprId, readonly string[]> {
  const found = new Map<ExprId, string[]>();
  const put = (e: ExprId, n: string): void => {
    const names = found.get(e);
    if (names === undefined) found.set(e, [n]);
    else if (!names.includes(n)) names.push(n);
  };
  for (const { n, e } of view.summary.exports) {
    if (e === undefined) continue;
    const value = view.expr(e);
    if (n !== '=' && n !== 'default') put(e, n);
    else if (value.k === 'obj') for (const one of value.p) if (one.kind === undefined && one.n !== '?') put(one.e, one.n);
  }
  return found;
}
