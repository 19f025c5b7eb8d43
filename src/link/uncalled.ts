import { isAside } from '../model/call';
import type { ClassId, Fn, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { remembered } from './remembered';
import { mentioned, readsInCode, saysInCode } from './said-in-code';
import type { View } from './view';

/** Shorter names are met by chance, and the longer a name, the surer it is that nobody else means it. */
const shortest = 6;

/**
 * Whether nothing in the program names the function that something stands in, or one around it: as far as can be seen nobody
 * calls it. What a framework may call is left out: what is handed over, decorated, a default, part of a class that is built
 * on another, or named as frameworks name what they call. Where nobody imports the file either, only a name that is
 * its own tells.
 */
export function isUncalled(evaluator: Evaluator, view: View, from: FnId): boolean {
  const offered = evaluator.program.context(view.file) === 'library';
  for (let fn = from; fn !== 0; ) {
    const it = view.summary.functions[fn];
    if (it === undefined || it.kind === 'module' || it.into !== undefined) return false;
    if (isLeftOver(view, it, fn) || (!offered && (isUnnamed(evaluator, view, it, fn) || isUnmade(evaluator, view, it)))) return true;
    fn = it.parent;
  }
  return false;
}

function isUnnamed(evaluator: Evaluator, view: View, it: Fn, fn: FnId): boolean {
  const name = it.as ?? it.n;
  if (it.decorators !== undefined || !/^(?:fn|arrow|method)$/.test(it.kind)) return false;
  if (it.own !== true) {
    if (name.length < shortest) return false;
    const shape = it.cls === undefined ? undefined : view.summary.classes[it.cls];
    if (shape !== undefined && !isOwn(evaluator, view, it.cls)) return false;
    if (shape?.decorators !== undefined && !isPlain(name)) return false;
    if (!evaluator.program.isImported(view.file) && !(isPlain(name) && it.cls === undefined && takesNoEvent(view, it))) return false;
    // Who tries it out calls it for nobody, unless it is offered to others as well.
    const offered = evaluator.program.published(view.file);
    if (it.cls !== undefined && !offered)
      return !mentioned(evaluator, name).some((file) => isOfProgram(evaluator, file) && readsInCode(evaluator, file, name));
    const named = mentioned(evaluator, name).filter((file) => offered || file === view.file || isOfProgram(evaluator, file));
    // A function of a module is had by those who import the module; others mean one of their own by its name.
    const mine =
      it.parent === 0 && it.cls === undefined && remembered(evaluator, `names:${view.file}`, () => isTakenByName(evaluator, view.file));
    const users = mine ? evaluator.program.importing(view.file, named) : named;
    const uses = (file: string): boolean => saysInCode(evaluator, file, name) && (offered || !passesOn(evaluator, file, name));
    if (!named.includes(view.file) || !saysInCode(evaluator, view.file, name)) return false;
    if (users.some((file) => file !== view.file && uses(file))) return false;
  }
  return isUnused(view, name, fn);
}

/** Whether a file is imported, and by names alone: a module that is had as a whole may be handed on, and be asked for any of its members. */
function isTakenByName({ program, view }: Evaluator, file: string): boolean {
  const importers = program.importers(file);
  if (!program.isImported(file) || importers.length > mostImporters) return false;
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
function isOwn(evaluator: Evaluator, view: View, cls: ClassId | undefined): boolean {
  const shape = cls === undefined ? undefined : view.summary.classes[cls];
  if (cls === undefined || shape === undefined) return false;
  if (shape.ext === undefined && shape.exts === undefined) return true;
  const { classes, base } = evaluator.lineage(view.file, cls);
  if (base !== undefined) return false;
  return classes.every(({ file, cls: id }) => {
    const at = evaluator.view(file)?.summary.classes[id];
    return (
      at !== undefined &&
      at.decorators === undefined &&
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
  const own = view.summary.bindings.flatMap((b, id) => (b.n === shape.n ? [id] : []));
  if (isRead(view, shape.n, own)) return false;
  const gives = view.summary.exports.filter(({ e, b }) => e !== undefined || (b !== undefined && own.includes(b)));
  if (gives.some(({ n }) => n !== shape.n)) return false;
  const others = mentioned(evaluator, shape.n).filter((file) => file !== view.file && isOfProgram(evaluator, file));
  return others.every((file) => !saysInCode(evaluator, file, shape.n) || passesOn(evaluator, file, shape.n));
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

/** Whether the file itself neither reads a name nor gives it away as what it is. */
function isUnused(view: View, name: string, fn: FnId): boolean {
  const own = view.summary.bindings.flatMap((b, id) => (b.n === name && b.kind !== 'import' ? [id] : []));
  return !isRead(view, name, own) && !isDefault(view, fn);
}

/** Whether a file reads a member of a name, or one of these bindings, or exports one without a name. */
function isRead(view: View, name: string, bindings: readonly number[]): boolean {
  const { members, refs, defaults } = usesIn(view);
  return members.has(name) || bindings.some((b) => refs.has(b) || defaults.has(b));
}

/** Whether a file names something only to export it again, whoever wants it naming it in turn. */
function passesOn(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  if (view === undefined) return false;
  const { bindings, exports } = view.summary;
  const imported = bindings.flatMap((b, id) => (b.n === name ? [id] : []));
  const given = exports.some(({ n, b, from }) => n === name && (from !== undefined || (b !== undefined && imported.includes(b))));
  const { members, refs } = usesIn(view);
  return given && !members.has(name) && imported.every((b) => bindings[b]?.kind === 'import' && !refs.has(b));
}

/** Several words that none of the frameworks has for what it calls: `getFolderSize`, and neither `onModuleInit` nor `generateMetadata`. */
function isPlain(name: string): boolean {
  return /^_?[a-z]+\d*[A-Z]/.test(name) && !hooks.test(name);
}

const hooks =
  /^(?:on|after|before|can|did|will|should|handle|ng|intercept|transform|validate|configure|catch|create|provide|register|generate|client|server|use|run|setup)(?=[A-Z\d])|^get(?:ServerSide|Static|Initial)(?:Props|Paths)$|Handler$/;

/** Platforms hand what happened to functions of any name, which only their configuration tells. */
function takesNoEvent(view: View, it: Fn): boolean {
  const first = it.params[0]?.b;
  return (
    first === undefined ||
    !/^_?(?:e|ev|evt|event|events|req|request|ctx|context|c|message|msg|job|payload|input|data|app|server|fastify|bot|client|interaction)$/i.test(
      view.summary.bindings[first]?.n ?? '',
    )
  );
}

function isDefault(view: View, fn: FnId): boolean {
  return view.summary.exports.some(({ n, e }) => {
    const given = e === undefined ? undefined : view.expr(e);
    return (n === 'default' || n === '=') && given?.k === 'fn' && given.f === fn;
  });
}

interface Uses {
  readonly members: ReadonlySet<string>;
  readonly refs: ReadonlySet<number>;
  /** What a file exports without a name. */
  readonly defaults: ReadonlySet<number>;
}

const known = new WeakMap<View, Uses>();

/** What a file names: members it reads, and declarations of its own. */
function usesIn(view: View): Uses {
  let uses = known.get(view);
  if (uses === undefined) {
    const [members, refs] = [new Set<string>(), new Set<number>()];
    for (const e of view.summary.exprs) {
      if (e.k === 'mem') members.add(e.n);
      else if (e.k === 'ref') refs.add(e.b);
    }
    for (const b of view.summary.bindings) for (const name of b.path ?? []) members.add(name);
    const defaults = new Set(view.summary.exports.flatMap(({ n, b }) => ((n === 'default' || n === '=') && b !== undefined ? [b] : [])));
    uses = { members, refs, defaults };
    known.set(view, uses);
  }
  return uses;
}
