import type { Expr, ExprId, Range, Write } from '../model/summary';
import type { Evaluator } from './evaluator';
import { perView } from './per-view';
import type { View } from './view';

/** The files whose text holds a word, be it in a comment alone. */
export function mentioned(evaluator: Evaluator, name: string): readonly string[] {
  evaluator.reuse?.useLeaf('w', name);
  return evaluator.program.mentioning(name);
}

/**
 * Whether a file holds a word in its code: a comment calls nobody, be it a line of code that was commented out. What is
 * written in a text counts, since a name may be put together from it. The path of a file that is imported is seen through: it
 * often has the name of what the file is for, and names it for nobody. Only a file that is read can tell, so it is asked last.
 */
export function saysInCode(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  if (view === undefined || wordsIn(view).has(name)) return true;
  return modulesIn(view).some((path) => wordsOf(path).includes(name) && evaluator.program.resolve(path, file) === undefined);
}

/** The files, of some, that hold a name in their code, word for word where it has several: `user-list`. */
export function naming(evaluator: Evaluator, name: string, of: (file: string) => boolean): readonly string[] {
  const words = wordsOf(name).filter((word) => word !== '');
  const [first = [], ...rest] = words.map((word) =>
    mentioned(evaluator, word).filter((file) => of(file) && saysInCode(evaluator, file, word)),
  );
  return first.filter((file) => rest.every((files) => files.includes(file)));
}

/** The same where a member of that name is read, or it stands in a text: who calls a method does. A function imported under the same name is none. */
export function readsInCode(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  return view === undefined || readsBut(view, name, () => false);
}

/** The same for one file, but for the texts in a function of it. */
export function readsOutside(view: View, name: string, [from, to]: Range): boolean {
  return readsBut(view, name, (id) => from <= id && id < to && textsOf(view.expr(id)).length > 0);
}

/** The same for one file, but for some of its expressions. */
export function readsBut(view: View, name: string, mute: (id: ExprId) => boolean): boolean {
  const { plain, at } = readsOf(view);
  return plain.has(name) || at.get(name)?.some((id) => !mute(id)) === true;
}

/** Whether a file holds a name in its code as it is, or as a step of a path: `repos/certificate.js`, and not `first-certificate`. */
export function saysAsPath(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  const steps = (text: string): readonly string[] => text.split(/[^\w$.-]+/).map((step) => step.replace(/\.\w+$/, ''));
  return view === undefined || [...modulesIn(view), ...namesIn(view)].some((text) => text.includes(name) && steps(text).includes(name));
}

/** The texts that an expression holds, whole or in part. */
export function textsOf(e: Expr): readonly string[] {
  if (e.k === 'lit') return typeof e.v === 'string' ? [e.v] : [];
  return e.k === 'tpl' ? e.p.filter((part) => typeof part === 'string') : [];
}

const known = new WeakMap<View, ReadonlySet<string>>();

/** The words of a file's code. */
function wordsIn(view: View): ReadonlySet<string> {
  let words = known.get(view);
  if (words === undefined) {
    words = new Set(namesIn(view).flatMap(wordsOf));
    known.set(view, words);
  }
  return words;
}

function namesIn(view: View): readonly string[] {
  const { exports, exprs, functions, classes } = view.summary;
  return [
    ...readsIn(view),
    ...exports.map(({ n }) => n),
    ...functions.flatMap(({ n, as = '' }) => [n, as]),
    ...classes.flatMap(({ n, members }) => [n, ...members.map((member) => member.n)]),
    ...exprs.flatMap((e) => (e.k === 'obj' ? e.p.map(({ n }) => n) : [])),
  ];
}

/** The paths that a file imports from. */
const modulesIn = perView(({ summary: { bindings, exports, exprs, stars } }): readonly string[] => [
  ...stars,
  ...bindings.flatMap(({ im }) => (im === undefined ? [] : [im[0]])),
  ...exports.flatMap(({ from }) => (from === undefined ? [] : [from[0]])),
  ...exprs.flatMap((e) => (e.k === 'mod' ? [e.m] : [])),
]);

/** What a file takes from somewhere by its name, or writes to, or has in a text. */
function readsIn(view: View): readonly string[] {
  const { bindings, exports, exprs } = view.summary;
  return [
    ...bindings.flatMap(({ n, im }) => (im === undefined ? [n] : [n, im[1]])),
    ...exports.flatMap(({ from }) => (from === undefined ? [] : [from[1]])),
    ...membersIn(view),
    ...exprs.flatMap(readIn),
  ];
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\w$]+/);

/** The words of the members that a file asks for or writes to, and of its texts: those of its expressions with where they stand. */
const readsOf = perView((view): { readonly plain: ReadonlySet<string>; readonly at: ReadonlyMap<string, readonly ExprId[]> } => {
  const at = new Map<string, ExprId[]>();
  view.summary.exprs.forEach((e, id) => {
    for (const word of new Set(readIn(e).flatMap(wordsOf))) {
      const have = at.get(word);
      if (have === undefined) at.set(word, [id]);
      else have.push(id);
    }
  });
  return { plain: new Set(membersIn(view).flatMap(wordsOf)), at };
});

/** The members that a file takes apart or writes to. */
function membersIn(view: View): readonly string[] {
  const { bindings, writes } = view.summary;
  return [
    ...bindings.flatMap(({ path = [], not = [] }) => [...path, ...not]),
    ...writes.flatMap((write) => (declaresMethod(view, write) ? [] : [write.n])),
  ];
}

/** The member that an expression asks for, or what it says in a text. */
function readIn(e: Expr): readonly string[] {
  return e.k === 'mem' || e.k === 'global' ? [e.n] : textsOf(e).filter((text) => !isSentence(text));
}

/** `Client.prototype.send = function () {…}`: a method is declared as it is in a class, and nobody asks for it. */
function declaresMethod(view: View, { o, v }: Write): boolean {
  const of = view.expr(o);
  const named = of.k === 'ref' ? view.summary.bindings[of.b]?.e : undefined;
  const at = named === undefined ? of : view.expr(named);
  return at.k === 'mem' && at.n === 'prototype' && view.expr(v).k === 'fn';
}

/** Whether a text is written for people, as what goes into a log: it calls nobody. What holds code or a path is none. */
function isSentence(text: string): boolean {
  return text.trim().split(/\s+/).length >= 3 && !/[<>(){}=;|&$`*]|\.\/|\w\/[\w.-]+\/\w|\.[cm]?[jt]sx?\b/.test(text);
}
