import type { Evaluator } from './evaluator';
import type { View } from './view';

/**
 * Of the files whose text holds a word those that hold it in their code: a comment calls nobody, be it a line of code that was
 * commented out. What is written in a text counts, since a name may be put together from it.
 */
export function sayingInCode(evaluator: Evaluator, name: string): readonly string[] {
  evaluator.reuse?.useLeaf('w', name);
  return evaluator.program.mentioning(name).filter((file) => {
    const view = evaluator.view(file);
    return view === undefined || wordsIn(view).has(name);
  });
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

function namesIn({ summary }: View): readonly string[] {
  const { bindings, exports, stars, exprs, functions, classes, writes } = summary;
  return [
    ...stars,
    ...bindings.flatMap(({ n, path = [], not = [], im = [] }) => [n, ...path, ...not, ...im]),
    ...exports.flatMap(({ n, from = [] }) => [n, ...from]),
    ...functions.flatMap(({ n, as = '' }) => [n, as]),
    ...classes.flatMap(({ n, members }) => [n, ...members.map((member) => member.n)]),
    ...writes.map(({ n }) => n),
    ...exprs.flatMap((e): readonly string[] => {
      if (e.k === 'mem' || e.k === 'global') return [e.n];
      if (e.k === 'lit') return typeof e.v === 'string' ? [e.v] : [];
      if (e.k === 'tpl') return e.p.filter((part) => typeof part === 'string');
      if (e.k === 'obj') return e.p.map(({ n }) => n);
      return e.k === 'mod' ? [e.m] : [];
    }),
  ];
}
