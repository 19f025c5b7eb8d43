import { isAside } from '../model/call';
import type { Provenance } from '../model/provenance';
import type { BindingId, ClassId, ClassShape, ExprId, Fn, FnId } from '../model/summary';
import { membersAsked } from './asked-members';
import type { Evaluator } from './evaluator';
import { mentioned, readsBut, readsInCode, readsOutside, saysInCode } from './said-in-code';
import { type ClassPlace, same } from './heirs';
import { isHook, isPlain, takesNoEvent } from './framework-names';
import { isDefault, isMember, isUnread, isUnused, passesOn, shortest } from './own-names';
import { isTakenByMembers, isUntaken, isUntakenMember } from './untaken';
import { remembered } from './remembered';
import { whyUnasked } from './unasked-arms';
import { each, type Value } from './values';
import { enclosing, type View } from './view';

/**
 * Why it is that nothing in the program comes to the function that something stands in, as far as can be seen: nobody names it, or
 * one around it, or it is an arm of a table that nobody asks for. What a framework may call is left out: what is handed over,
 * decorated, a default that others take, part of a class that is built on another, or named as frameworks name what they call.
 * Where nobody imports the file either, only a name that is its own tells.
 */
export function whyUncalled(evaluator: Evaluator, view: View, from: FnId, depth = 0): Provenance | undefined {
  return remembered(evaluator, `uncalled:${view.file}&${from}/${depth}`, () => findWhy(evaluator, view, from, depth));
}

function findWhy(evaluator: Evaluator, view: View, from: FnId, depth: number): Provenance | undefined {
  // The answer says where it stands, so that it rests on the text itself.
  evaluator.view(view.file);
  // What is known to begin somewhere is a program, of which nobody else has a part, whatever its folders are called.
  const offered = evaluator.program.context(view.file) === 'library' && !isPartOfProgram(evaluator, view.file);
  for (let fn = from; fn !== 0; ) {
    const it = view.summary.functions[fn];
    if (it === undefined || it.kind === 'module' || it.into !== undefined) return undefined;
    const unasked = whyUnasked(evaluator, view, fn);
    if (unasked !== undefined) return unasked;
    if (isLeftOver(view, it, fn) || (!offered && (isUnnamed(evaluator, view, it, fn, depth) || isUnasked(evaluator, view, it))))
      return uncalled(evaluator, view, it);
    if (!offered && isUnmade(evaluator, view, it)) {
      const name = view.summary.classes[it.cls ?? -1]?.n ?? '';
      return { ...uncalled(evaluator, view, it), says: `nothing outside of tests makes a \`${name}\`` };
    }
    fn = it.parent;
  }
  return undefined;
}

/** Whether a file belongs to a package that is known to begin somewhere, and that offers nothing to others. */
function isPartOfProgram({ program, reuse }: Evaluator, file: string): boolean {
  reuse?.useLeaf('f', file);
  return program.starts(file) !== undefined && !program.published(file);
}

function uncalled(evaluator: Evaluator, view: View, it: Fn): Provenance {
  const name = it.n === '' ? (it.as ?? '') : it.n;
  const says =
    name === ''
      ? 'nothing outside of tests calls it'
      : `${isForScripts(evaluator, view, it, name) ? 'only scripts call' : 'nothing outside of tests calls'} \`${name}\``;
  return { from: 'caller', says, at: evaluator.span(view.file, it.head) };
}

/** Whether a script that has the file asks for a name of it. */
function isForScripts(evaluator: Evaluator, view: View, it: Fn, name: string): boolean {
  const { program } = evaluator;
  const says = it.cls === undefined ? saysInCode : readsInCode;
  const scripts = mentioned(evaluator, name).filter((file) => file !== view.file && program.context(file) === 'script');
  return program.importing(view.file, scripts).some((file) => says(evaluator, file, name));
}

/** Whether a method is one that nobody asks for of all there is of its class. */
function isUnasked(evaluator: Evaluator, view: View, { cls, kind, decorators, as, n }: Fn): boolean {
  if (cls === undefined || decorators !== undefined || !/^(?:arrow|method|static)$/.test(kind)) return false;
  return membersAsked(evaluator, view, cls, kind === 'static' ? 'class' : 'made')?.has(as ?? n) === false;
}

function isUnnamed(evaluator: Evaluator, view: View, it: Fn, fn: FnId, depth: number): boolean {
  const name = it.as ?? it.n;
  if (it.decorators !== undefined || !/^(?:fn|arrow|method|static)$/.test(it.kind)) return false;
  // Whoever takes a default may call it anything.
  if (isDefault(view, fn)) return isUntaken(evaluator, view) && isUnread(view, name);
  if (it.own !== true) {
    if (name.length < shortest) return isUntakenMember(evaluator, view, it, name);
    const shape = it.cls === undefined ? undefined : view.summary.classes[it.cls];
    if (shape !== undefined && !isOwn(evaluator, view, it.cls)) return false;
    if (shape?.decorators !== undefined && !isPlain(name)) return false;
    if (!isLoadedFor(evaluator, view, it) && !(isPlain(name) && it.cls === undefined && takesNoEvent(view, it))) return false;
    if (it.cls === undefined && evaluator.program.told(view.file, name)) return false;
    // Who tries it out calls it for nobody, unless it is offered to others as well.
    const offered = evaluator.program.published(view.file);
    if (it.cls !== undefined && !offered)
      return !mentioned(evaluator, name).some(
        (file) => isOfProgram(evaluator, file) && readsOf(evaluator, file, name, { view, it, depth }),
      );
    const named = mentioned(evaluator, name).filter((file) => offered || file === view.file || isOfProgram(evaluator, file));
    // A function of a module is had by those who import the module; others mean one of their own by its name.
    const mine =
      it.parent === 0 && it.cls === undefined && remembered(evaluator, `names:${view.file}`, () => isTakenByName(evaluator, view.file));
    const users = mine ? evaluator.program.importing(view.file, named) : named;
    const uses = (file: string): boolean => saysInCode(evaluator, file, name) && (offered || !passesOn(evaluator, file, name));
    if (!named.includes(view.file) || !saysInCode(evaluator, view.file, name)) return false;
    if (users.some((file) => file !== view.file && uses(file))) return false;
  }
  if (isUnread(view, name) && (!isMember(view, name) || isTakenByMembers(evaluator, view.file))) return true;
  return isKeyOnly(view, it, fn) && isTakenByMembers(evaluator, view.file) && !isReadOfOwn(evaluator, view, name);
}

/** Whether a function is had as a member of an object alone: `module.exports = { load: (id) => load(client, id) }`. */
function isKeyOnly(view: View, { kind, cls, as, n }: Fn, fn: FnId): boolean {
  if (cls !== undefined || !/^(?:fn|arrow)$/.test(kind) || as === undefined || (n !== '' && n !== as)) return false;
  return !view.summary.bindings.some(({ e }) => {
    const given = e === undefined ? undefined : view.expr(e);
    return given?.k === 'fn' && given.f === fn;
  });
}

/** Whether a file asks for a member of a name that may be its own, rather than one of a library or a client. */
export function isReadOfOwn(evaluator: Evaluator, view: View, name: string): boolean {
  return readsBut(view, name, (id) => {
    const e = view.expr(id);
    return e.k === 'mem' && e.n === name && each(evaluator.value(view.file, e.o)).every(({ is }) => is === 'client' || is === 'lib');
  });
}

/** Whether somebody loads the file of a function. A platform loads what it runs as well, be it that only a test imports it. */
function isLoadedFor(evaluator: Evaluator, { file }: View, { cls }: Fn): boolean {
  const { program } = evaluator;
  return cls === undefined ? program.importedBy(file).some((other) => isOfProgram(evaluator, other)) : program.isImported(file);
}

/** A method that is looked for, and how many callers deep. */
interface Sought {
  readonly view: View;
  readonly it: Fn;
  readonly depth: number;
}

/**
 * Whether a file asks for a member of this name; what a method says of itself, as in its logs, asks nobody for it. Neither does
 * who asks something else for what it has under the name, or is itself a function that nobody calls.
 */
function readsOf(evaluator: Evaluator, file: string, name: string, { view, it, depth }: Sought): boolean {
  const [from, to] = file === view.file ? it.exprs : [0, 0];
  const inside = (id: ExprId): boolean => from <= id && id < to;
  if (!(file === view.file ? readsOutside(view, name, it.exprs) : readsInCode(evaluator, file, name))) return false;
  const at = evaluator.view(file);
  // What a script calls may be a program after all, so the rest is not looked through for it.
  if (at === undefined || it.cls === undefined || isForScripts(evaluator, view, it, name)) return true;
  const cls = { file: view.file, cls: it.cls };
  return readsBut(at, name, (id) => {
    const e = at.expr(id);
    if (e.k !== 'mem' || e.n !== name) return inside(id);
    return inside(id) || isAnothers(evaluator, at, e.o, cls) || isInUncalled(evaluator, at, id, depth);
  });
}

/** Whether an expression stands in a function that nobody calls; callers are not followed far. */
function isInUncalled(evaluator: Evaluator, view: View, id: ExprId, depth: number): boolean {
  return depth < deepest && whyUncalled(evaluator, view, enclosing(view, id), depth + 1) !== undefined;
}

/** Chains of callers are followed so far. */
const deepest = 3;

/**
 * Whether what a member is asked of certainly holds no instance of a class: another that is made, an object, or what a package has.
 * Of what is `null` alone the rest is not seen, as of a field that is injected.
 */
function isAnothers(evaluator: Evaluator, view: View, of: ExprId, cls: ClassPlace): boolean {
  const isThis = view.expr(of).k === 'this';
  const values = each(evaluator.value(view.file, of));
  const isOther = (value: Value): boolean => {
    if (value.is === 'inst') return (isThis || value.made !== undefined) && !isAkin(evaluator, value, cls);
    if (value.is === 'client') return value.typed !== true;
    return /^(?:obj|mod|lib)$/.test(value.is);
  };
  return values.some(isOther) && values.every((value) => value.is === 'lit' || isOther(value));
}

/** Whether one of two classes is built on the other. */
function isAkin(evaluator: Evaluator, a: ClassPlace, b: ClassPlace): boolean {
  const isOn = (of: ClassPlace, base: ClassPlace): boolean => evaluator.lineage(of.file, of.cls).classes.some((one) => same(one, base));
  return isOn(a, b) || isOn(b, a);
}

/** Whether a file is imported, and by names alone: a module that is had as a whole may be handed on, and be asked for any of its members. */
function isTakenByName({ program, view }: Evaluator, file: string): boolean {
  const importers = program.importedBy(file);
  if (importers.length === 0 || importers.length > mostImporters) return false;
  return importers.every((other) => {
    const summary = view(other)?.summary;
    if (summary === undefined) return false;
    const leads = (module: string): boolean => program.resolve(module, other) === file;
    return (
      !summary.bindings.some(({ im }) => im !== undefined && im[1] === '*' && leads(im[0])) &&
      !summary.exprs.some((e) => e.k === 'mod' && leads(e.m))
    );
  });
}

/** More are not looked through. */
const mostImporters = 400;

/** Whether a class is built on nothing, or on what the project itself declares: nobody else has a contract with it. */
export function isOwn(evaluator: Evaluator, view: View, cls: ClassId | undefined): boolean {
  const shape = cls === undefined ? undefined : view.summary.classes[cls];
  if (cls === undefined || shape === undefined) return false;
  if (isPlainClass(view, shape)) return true;
  const { classes, base } = evaluator.lineage(view.file, cls);
  if (base !== undefined) return false;
  return classes.every(({ file, cls: id }) => {
    const at = evaluator.view(file)?.summary.classes[id];
    return (
      at !== undefined &&
      // What a decorator of its own says is asked of it by its members' names.
      (at.decorators === undefined || (file === view.file && id === cls)) &&
      (at.exts ?? []).every((t) => {
        const type = evaluator.typed(file, t);
        const home = type?.is === 'inst' ? evaluator.view(type.file)?.summary.classes[type.cls] : undefined;
        return home !== undefined && (home.exts ?? []).length === 0;
      })
    );
  });
}

/**
 * Whether a method belongs to a class that nothing names but what passes it on, so that nobody makes one: a table of classes
 * in which its line was commented out. A file that nobody imports may be found by its place, and a decorated class by its decorator.
 */
function isUnmade(evaluator: Evaluator, view: View, it: Fn): boolean {
  const shape = it.cls === undefined ? undefined : view.summary.classes[it.cls];
  if (shape === undefined || shape.iface === true || shape.decorators !== undefined || shape.n.length < shortest) return false;
  const { program } = evaluator;
  if (!program.isImported(view.file) || program.published(view.file)) return false;
  if (!isUnread(view, shape.n) || (isMember(view, shape.n) && !isTakenByMembers(evaluator, view.file))) return false;
  const own = view.summary.bindings.flatMap((b, id) => (b.n === shape.n ? [id] : []));
  const gives = view.summary.exports.filter(({ e, b }) => own.includes(b ?? -1) || (e !== undefined && isClass(view, e, it.cls!, own)));
  const ofDefault = gives.some(({ n }) => n === 'default' || n === '=');
  if (
    gives.some(({ n }) => n !== shape.n && n !== 'default' && n !== '=') ||
    (ofDefault && !(isPlainClass(view, shape) && isUntaken(evaluator, view)))
  )
    return false;
  const others = mentioned(evaluator, shape.n).filter((file) => file !== view.file && isOfProgram(evaluator, file));
  return others.every((file) => !saysInCode(evaluator, file, shape.n) || passesOn(evaluator, file, shape.n));
}

/** Whether a class is built on nothing and stands under no contract. */
function isPlainClass({ summary }: View, { ext, exts = [] }: ClassShape): boolean {
  return ext === undefined && exts.every(({ b, n }) => n.length === 1 && isHook(b === undefined ? undefined : summary.bindings[b]?.im));
}

/** Whether a file is part of the program, rather than what tries it out or builds it. */
export function isOfProgram({ program, reuse }: Evaluator, file: string): boolean {
  reuse?.useLeaf('f', file);
  return !isAside(program.context(file));
}

/** Whether a module keeps a function to itself that it does not use. */
function isLeftOver(view: View, it: Fn, fn: FnId): boolean {
  const { bindings, exports } = view.summary;
  const name = it.as ?? it.n;
  const named = bindings.some(({ n, kind, fn: home, e }) => {
    const given = e === undefined ? undefined : view.expr(e);
    return n === name && home === 0 && (kind === 'fn' || (given?.k === 'fn' && given.f === fn));
  });
  const kept = !exports.some(({ n, b }) => n === name || (b !== undefined && bindings[b]?.n === name));
  // A file that neither imports nor exports may be a script, whose functions others see.
  const isModule = exports.length > 0 || bindings.some(({ im }) => im !== undefined) || view.summary.exprs.some(({ k }) => k === 'mod');
  return named && kept && isModule && it.parent === 0 && it.cls === undefined && name.length >= shortest && isUnused(view, name, fn);
}

/** Whether an expression is a class or one of its names. */
function isClass(view: View, id: ExprId, cls: ClassId, own: readonly BindingId[]): boolean {
  const e = view.expr(id);
  return (e.k === 'cls' && e.c === cls) || (e.k === 'ref' && own.includes(e.b));
}
