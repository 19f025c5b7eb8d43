import { isAside } from '../model/call';
import { ask, type Asked } from './cycles';
import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { byInterface, mayBeCalled } from './by-interface';
import { classNames, namesOf } from './function-names';
import { type ClassPlace, heirsOf, same } from './heirs';
import { each, type Value } from './values';
import { calleeName, isFunction, type View } from './view';

/** One place from which a function is entered. */
export interface Caller {
  readonly view: View;
  readonly call: ExprId;
  /** The function is handed over as this argument instead of being called. */
  readonly handed?: number;
}

/** More files than this are not asked: what a function means is clear long before. */
const mostFiles = 60;
const mostCallers = 40;

const nobody: readonly Caller[] = [];

export interface Callers {
  of(file: string, fn: FnId): readonly Caller[];
  /** Only chores call it, as far as can be seen, although the program has its file. */
  onlyInScripts(file: string, fn: FnId): boolean;
  /** Those inside the function itself. */
  inside(view: View, fn: FnId): readonly Caller[];
}

/** Finds who calls a function, by name first and then by what the callee evaluates to. */
export function callersOf(evaluator: Evaluator): Callers {
  const memo = new Map<string, Asked<readonly Caller[]>>();
  const handed = new WeakMap<View, Map<string, { call: ExprId; arg: number; expr: ExprId }[]>>();
  const { program, reuse, cycles } = evaluator;

  function find(file: string, fn: FnId): readonly Caller[] {
    const view = evaluator.view(file);
    const it = view?.summary.functions[fn];
    if (view === undefined || it === undefined || it.kind === 'module') return [];
    const names = namesOf(view, fn);
    const out: Caller[] = [];
    inFile(view, names, file, fn, out);
    const cls = it.kind === 'ctor' ? view.classOf(fn) : undefined;
    if (cls !== undefined) byClass({ file, cls }, names, fn, out);
    if (it.kind === 'method' && it.cls !== undefined) byBase({ file, cls: it.cls }, it.n, out);
    const local =
      it.parent !== 0 &&
      it.cls === undefined &&
      it.kind !== 'method' &&
      !isGivenBack(view, fn) &&
      !(it.as !== undefined && it.kind === 'arrow' && view.classOf(fn) !== undefined);
    if (!local && !isFull(out)) {
      for (const f of filesNaming(file, names).slice(0, mostFiles)) {
        const other = evaluator.view(f);
        if (other !== undefined) inFile(other, withAliases(other, names), file, fn, out);
        if (out.length >= mostCallers) break;
      }
    }
    if (!isFull(out)) out.push(...byInterface(evaluator, view, fn));
    return once(out).slice(0, mostCallers);
  }

  /** `super(…)` of subclasses enters a constructor, and so does `new Sub(…)` where `Sub` inherits it. */
  function byClass(of: ClassPlace, names: ReadonlySet<string>, fn: FnId, out: Caller[], base: ClassPlace = of): void {
    const files = [base.file, ...filesNaming(base.file, names).slice(0, mostFiles)];
    for (const f of files) bySuper(f, base, out);
    if (isFull(out)) return;
    for (const heir of heirsOf(evaluator, base, files)) {
      const called = classNames(evaluator.view(heir.file), heir.cls);
      for (const f of [heir.file, ...filesNaming(heir.file, called).slice(0, mostFiles)]) {
        const view = evaluator.view(f);
        if (view !== undefined) inFile(view, f === heir.file ? called : withAliases(view, called), of.file, fn, out);
        if (isFull(out)) return;
      }
      byClass(of, called, fn, out, heir);
      if (isFull(out)) return;
    }
  }

  /** What a base calls on `this` enters the method of an heir: `abstract handle(): Promise<void>; run() { return this.handle(); }`. */
  function byBase(of: ClassPlace, name: string, out: Caller[]): void {
    for (const base of evaluator.lineage(of.file, of.cls).classes.slice(1)) {
      const view = evaluator.view(base.file);
      for (const id of view?.callsNamed.get(name) ?? []) {
        const call = view?.call(id);
        const callee = call === undefined ? undefined : view?.expr(call.c);
        if (view === undefined || call === undefined || callee?.k !== 'mem' || view.expr(callee.o).k !== 'this') continue;
        if (view.classOf(call.fn) === base.cls) out.push({ view, call: id });
      }
    }
  }

  function bySuper(file: string, base: ClassPlace, out: Caller[]): void {
    const view = evaluator.view(file);
    for (const id of view?.callsNamed.get('super') ?? []) {
      const call = view?.call(id);
      const own = call === undefined ? undefined : view?.classOf(call.fn);
      if (view === undefined || own === undefined) continue;
      const up = evaluator.lineage(file, own).classes[1];
      if (up !== undefined && same(up, base)) out.push({ view, call: id });
    }
  }

  /** Importers that hold one of the names, nearest first; whoever imports a default may call it anything. */
  function filesNaming(file: string, names: ReadonlySet<string>): readonly string[] {
    if (names.has('default')) return program.importers(file);
    const holding = [...names].map((name) => {
      reuse?.useLeaf('w', name);
      return program.mentioning(name);
    });
    return program.importing(file, holding.length === 1 ? holding[0]! : new Set(holding.flat()));
  }

  function inFile(
    view: View,
    names: ReadonlySet<string>,
    file: string,
    fn: FnId,
    out: Caller[],
    wanted: (call: ExprId) => boolean = () => true,
  ): void {
    for (const name of names) {
      for (const id of view.callsNamed.get(name) ?? []) {
        const call = view.call(id);
        if (call === undefined || !wanted(id) || (view.file === file && ownParameter(view, call.c, fn))) continue;
        if (leadsTo(evaluator.value(view.file, call.c), file, fn)) out.push({ view, call: id });
      }
      for (const { call, arg, expr } of handedIn(view).get(name) ?? []) {
        if (wanted(call) && isFn(evaluator.value(view.file, expr), file, fn)) out.push({ view, call, handed: arg });
      }
    }
  }

  /** `const run = (it) => it.run()` does not call itself; to ask what its parameter holds would ask who calls it again. */
  function ownParameter(view: View, callee: ExprId, fn: FnId): boolean {
    let e = view.expr(callee);
    if (e.k !== 'mem') return false;
    while (e.k === 'mem') e = view.expr(e.o);
    const root = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
    return root?.kind === 'param' && root.fn === fn;
  }

  function leadsTo(value: Value, file: string, fn: FnId): boolean {
    return each(value).some((v) =>
      v.is === 'cls' ? constructorOf(v.file, v.cls, file, fn) : v.is === 'fn' && v.file === file && v.fn === fn,
    );
  }

  /** The constructor that `new` enters: the class's own, or the nearest inherited one. */
  function constructorOf(classFile: string, cls: number, file: string, fn: FnId): boolean {
    for (const c of evaluator.lineage(classFile, cls).classes) {
      const ctor = evaluator.view(c.file)?.summary.classes[c.cls]?.ctor;
      if (ctor !== undefined) return c.file === file && ctor === fn;
    }
    return false;
  }

  /** Functions that stand among the arguments of calls, by their last name. */
  function handedIn(view: View): Map<string, { call: ExprId; arg: number; expr: ExprId }[]> {
    let index = handed.get(view);
    if (index !== undefined) return index;
    index = new Map();
    for (const id of view.summary.calls) {
      const call = view.call(id);
      if (call === undefined || letsGo.test(calleeName(view, call.c))) continue;
      call.a.forEach((a, arg) => {
        let e = view.expr(a);
        let expr = a;
        if (e.k === 'call') {
          const callee = view.expr(e.c);
          if (callee.k !== 'mem' || callee.n !== 'bind') return;
          expr = callee.o;
          e = view.expr(expr);
        }
        const name = e.k === 'ref' ? view.summary.bindings[e.b]?.n : e.k === 'mem' ? e.n : undefined;
        if (name === undefined) return;
        const list = index!.get(name) ?? [];
        list.push({ call: id, arg, expr });
        index!.set(name, list);
      });
    }
    handed.set(view, index);
    return index;
  }

  const isOfProgram = ({ view }: Caller): boolean => !isAside(program.context(view.file));

  /** All that call it, tests and chores among them. */
  function all(file: string, fn: FnId): readonly Caller[] {
    const key = `${file}&${fn}`;
    let asked = memo.get(key);
    if (asked === undefined) {
      asked = ask();
      memo.set(key, asked);
    }
    return (
      cycles.known(asked, nobody) ??
      cycles.find(asked, { name: () => key, otherwise: nobody, forget: () => memo.delete(key), work: () => find(file, fn) })
    );
  }

  return {
    inside(view, fn) {
      const out: Caller[] = [];
      const [from, to] = view.summary.functions[fn]?.exprs ?? [0, 0];
      inFile(view, namesOf(view, fn), view.file, fn, out, (call) => from <= call && call < to);
      return out;
    },
    of(file, fn) {
      // How a test or an example calls a function says nothing of how the program does.
      return isAside(program.context(file)) ? all(file, fn) : all(file, fn).filter(isOfProgram);
    },
    onlyInScripts(file, fn) {
      const name = evaluator.view(file)?.summary.functions[fn]?.n ?? '';
      if (name === '' || isAside(program.context(file)) || program.published(file)) return false;
      const found = all(file, fn);
      if (found.some(isOfProgram) || !found.some(({ view }) => program.context(view.file) === 'script')) return false;
      return program.importers(file).some((one) => !isAside(program.context(one))) && !mayBeCalled(evaluator, name);
    },
  };
}

/** What is told not to run a function any more: `socket.off('message', onMessage)`. */
const letsGo = /^(?:off|un(?:bind|listen|subscribe|watch)|remove(?:Event)?Listener)$/;

/** Whether the function around gives it back among others: `const api = () => ({ load: async () => … })`. */
function isGivenBack(view: View, fn: FnId): boolean {
  const around = view.summary.functions[view.summary.functions[fn]?.parent ?? 0];
  const named = (id: ExprId | undefined): ExprId | undefined => {
    const e = id === undefined ? undefined : view.expr(id);
    return e?.k === 'ref' ? view.summary.bindings[e.b]?.e : id;
  };
  return (around?.ret ?? []).some((ret) => {
    const e = view.expr(named(ret) ?? ret);
    return e.k === 'obj' && e.p.some((p) => isFunction(view, named(p.e), fn));
  });
}

/** Names that some files give to different things may lead to one call twice. */
function once(callers: readonly Caller[]): readonly Caller[] {
  const met = new Set<string>();
  return callers.filter((c) => {
    const key = `${c.view.file}#${c.call}/${c.handed ?? ''}`;
    return !met.has(key) && met.add(key);
  });
}

/** Whether whoever is found besides would be left out. */
function isFull(callers: readonly Caller[]): boolean {
  return callers.length >= mostCallers && once(callers).length >= mostCallers;
}

function isFn(value: Value, file: string, fn: FnId): boolean {
  return each(value).some((v) => v.is === 'fn' && v.file === file && v.fn === fn);
}

/** Names of a file that stand for something else's: for what, and whether that is how it is imported. */
interface Alias {
  readonly name: string;
  readonly at: number;
}

const aliases = new WeakMap<
  View,
  { readonly imported: ReadonlyMap<string, readonly Alias[]>; readonly taken: ReadonlyMap<string, readonly Alias[]> }
>();

function aliasesIn(view: View): NonNullable<ReturnType<typeof aliases.get>> {
  const have = aliases.get(view);
  if (have !== undefined) return have;
  const imported = new Map<string, Alias[]>();
  const taken = new Map<string, Alias[]>();
  const put = (map: Map<string, Alias[]>, of: string, alias: Alias): void => {
    const list = map.get(of);
    if (list === undefined) map.set(of, [alias]);
    else list.push(alias);
  };
  view.summary.bindings.forEach(({ n: name, im, e, path }, at) => {
    if (im !== undefined) put(imported, im[1], { name, at });
    else if (path === undefined && e !== undefined && view.expr(e).k === 'mod') put(imported, 'default', { name, at });
    const last = path?.[path.length - 1];
    if (last !== undefined) put(taken, last, { name, at });
  });
  const made = { imported, taken };
  aliases.set(view, made);
  return made;
}

/** Adds the local names under which a file imports one of the names, or takes it out of something. */
function withAliases(view: View, names: ReadonlySet<string>): Set<string> {
  const { imported, taken } = aliasesIn(view);
  const out = new Set(names);
  const add = (of: ReadonlyMap<string, readonly Alias[]>, wanted: Iterable<string>): void => {
    const found = [...wanted].flatMap((name) => of.get(name) ?? []);
    for (const { name } of found.sort((a, b) => a.at - b.at)) out.add(name);
  };
  add(imported, new Set([...names, 'default']));
  add(taken, names);
  return out;
}
