import type { FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isFound } from './found-by-place';
import { remembered } from './remembered';
import { mentioned, naming, saysAsPath, saysInCode, textsOf } from './said-in-code';
import { isOfProgram, isOwn } from './uncalled';
import type { View } from './view';

/**
 * Whether a function without a caller stands in a module that nobody loads, as far as can be seen, and that others cannot load either: no file imports
 * it but those of which the same holds, none names it or what it exports, and the files beside it are imported by name, so that nothing reads the whole
 * folder. What a framework finds by its place or by its name is left out.
 */
export function isForgotten(evaluator: Evaluator, view: View, fn: FnId): boolean {
  const it = view.summary.functions[fn];
  if (it === undefined || it.kind === 'module' || it.decorators !== undefined) return false;
  const cls = it.cls === undefined ? undefined : view.summary.classes[it.cls];
  if (cls !== undefined && (cls.decorators !== undefined || (cls.ext !== undefined && !isOwn(evaluator, view, it.cls)))) return false;
  return remembered(evaluator, `forgotten:${view.file}`, () => isLeft(evaluator, view.file));
}

/** Whether a file, and all that import it, are loaded by nobody. */
function isLeft(evaluator: Evaluator, file: string): boolean {
  const { program } = evaluator;
  const importers = program.isImported(file) ? program.importers(file).filter((one) => isOfProgram(evaluator, one)) : [];
  if (importers.length > mostImporters) return false;
  const left = new Set([file, ...importers]);
  return [...left].every((one) => isUnloaded(evaluator, one, left));
}

/** Chains of more files that nobody loads are not followed. */
const mostImporters = 12;

/** Whether nothing outside of some files names or finds one of them. */
function isUnloaded(evaluator: Evaluator, file: string, left: ReadonlySet<string>): boolean {
  const { program } = evaluator;
  const view = evaluator.view(file);
  if (view === undefined || isFound(program, file) || begins(view)) return false;
  if (program.published(file) && !program.sealed(file)) return false;
  if (!program.neighbours(file).some((one) => !left.has(one) && isLoaded(evaluator, one))) return false;
  // A path in a text names a file as well.
  const stem = (file.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
  const words = stem.split(/[^\w$]+/).filter((word) => word !== '');
  const names = view.summary.exports.map(({ n }) => n).filter((n) => n !== 'default' && n !== '=');
  if (words.length === 0 || names.some((name) => name.length < shortest)) return false;
  if ([stem, ...names].some((name) => program.told(file, name))) return false;
  const isOther = (one: string): boolean => !left.has(one) && isOfProgram(evaluator, one);
  if (isInPattern(evaluator, stem, isOther)) return false;
  const telling = naming(evaluator, stem, isOther);
  // What is no identifier, as `user-list`, is named in a text alone.
  const told =
    words.length === 1
      ? telling.some((one) => saysAsPath(evaluator, one, stem))
      : telling.some((one) => holdsText(evaluator, one, (text) => text.includes(stem)));
  // The first that says one is enough, so that no more are read.
  return !told && !names.some((name) => mentioned(evaluator, name).some((one) => isOther(one) && saysInCode(evaluator, one, name)));
}

/** Whether a module begins something when it is loaded, so that it may be what somebody starts: `app.listen(3000)`, `await bot.launch()`. */
export function begins({ summary, call, expr }: View): boolean {
  return summary.calls.some((id) => {
    const it = call(id);
    if (it?.fn !== 0 || it.used === 'value' || it.used === 'return') return false;
    const callee = expr(it.c);
    return callee.k === 'mem' && beginning.test(callee.n);
  });
}

const beginning = /^(?:listen|start\w*|run|launch|login|connect|serve|init\w*|bootstrap|schedule\w*|consume|subscribe|main)$/;

/** Whether any file of the program itself imports one. */
function isLoaded(evaluator: Evaluator, file: string): boolean {
  const { program } = evaluator;
  return program.isImported(file) && program.importers(file).some((one) => isOfProgram(evaluator, one));
}

/** Whether a text of one of some files finds a file by a part of its name: `'*.resolvers.*'`. */
export function isInPattern(evaluator: Evaluator, name: string, of: (file: string) => boolean): boolean {
  const words = name.split(/[^\w$]+/).filter((word) => word !== '');
  const holds = (file: string, word: string): boolean =>
    holdsText(
      evaluator,
      file,
      (text) => text.includes('*') && text.split('/').some((step) => isPattern(step) && step.split(/[^\w$]+/).includes(word)),
    );
  return words.some((word) => naming(evaluator, word, of).some((file) => holds(file, word)));
}

/** A step of a path that stands for several names; what has blanks, as a statement of SQL, is none. */
const isPattern = (step: string): boolean => step.includes('*') && !/\s/.test(step);

export function holdsText(evaluator: Evaluator, file: string, is: (text: string) => boolean): boolean {
  const view = evaluator.view(file);
  return view?.summary.exprs.some((e) => textsOf(e).some(is)) === true;
}

/** Shorter names are met by chance. */
const shortest = 5;
