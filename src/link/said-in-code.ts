import type { Expr } from '../model/summary';
import type { Evaluator } from './evaluator';
import type { View } from './view';

/** The files whose text holds a word, be it in a comment alone. */
export function mentioned(evaluator: Evaluator, name: string): readonly string[] {
  evaluator.reuse?.useLeaf('w', name);
  return evaluator.program.mentioning(name);
}

/**
 * Whether a file holds a word in its code: a comment calls nobody, be it a line of code that was commented out. What is
 * written in a text counts, since a name may be put together from it. Only a file that is read can tell, so it is asked last.
 */
export function saysInCode(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  return view === undefined || wordsIn(view).has(name);
}

/** The same where a member of that name is read, or it stands in a text: who calls a method does. A function imported under the same name is none. */
export function readsInCode(evaluator: Evaluator, file: string, name: string): boolean {
  const view = evaluator.view(file);
  return view === undefined || readIn(view).has(name);
}

/** The texts that an expression holds, whole or in part. */
export function textsOf(e: Expr): readonly string[] {
  if (e.k === 'lit') return typeof e.v === 'string' ? [e.v] : [];
  return e.k === 'tpl' ? e.p.filter((part) => typeof part === 'string') : [];
}

const read = new WeakMap<View, ReadonlySet<string>>();

function readIn(view: View): ReadonlySet<string> {
  let words = read.get(view);
  if (words === undefined) {
    words = new Set(membersReadIn(view).flatMap((text) => text.split(/[^\w$]+/)));
    read.set(view, words);
  }
  return words;
}

const known = new WeakMap<View, ReadonlySet<string>>();

/** The words of a file's code. */
function wordsIn(view: View): ReadonlySet<string> {
  let words = known.get(view);
  if (words === undefined) {
    words = new Set(namesIn(view).flatMap((text) => text.split(/[^\w$]+/)));
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

/** What a file takes from somewhere by its name, or writes to, or has in a text. */
function readsIn(view: View): readonly string[] {
  const { bindings, exports, stars } = view.summary;
  return [
    ...stars,
    ...bindings.flatMap(({ n, im = [] }) => [n, ...im]),
    ...exports.flatMap(({ from = [] }) => from),
    ...membersReadIn(view),
  ];
}

/** The members that a file asks for or writes to, and its texts. */
function membersReadIn({ summary }: View): readonly string[] {
  const { bindings, exprs, writes } = summary;
  return [
    ...bindings.flatMap(({ path = [], not = [] }) => [...path, ...not]),
    ...writes.map(({ n }) => n),
    ...exprs.flatMap((e): readonly string[] => {
      if (e.k === 'mem' || e.k === 'global') return [e.n];
      return e.k === 'mod' ? [e.m] : textsOf(e);
    }),
  ];
}
