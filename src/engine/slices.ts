/** An answer that is worked out in slices, so that whoever must not be held up can do something else between them. */
export interface Sliced<T> {
  /** Works towards the answer for about so many milliseconds, and gives it when it is there. */
  work(milliseconds: number): T | undefined;
  /** The answer, however long it takes; worked out once until it is forgotten. */
  whole(): T;
  /** It rests on what is no more: it is begun anew. */
  forget(): void;
}

/** Opens an answer that is worked out step by step; between two steps it can be left. */
export function makeSliced<T>(begin: () => Generator<undefined, T>, now: () => number): Sliced<T> {
  let answer: { readonly is: T } | undefined;
  let working: Generator<undefined, T> | undefined;

  const work = (milliseconds: number): { readonly is: T } | undefined => {
    const until = now() + milliseconds;
    while (answer === undefined && now() < until) {
      const begun = working ?? begin();
      // What failed is begun anew when it is asked for again.
      working = undefined;
      const step = begun.next();
      if (step.done === true) answer = { is: step.value };
      else working = begun;
    }
    return answer;
  };

  return {
    work: (milliseconds) => work(milliseconds)?.is,
    whole() {
      for (;;) {
        const made = work(Number.POSITIVE_INFINITY);
        if (made !== undefined) return made.is;
      }
    },
    forget() {
      answer = undefined;
      working = undefined;
    },
  };
}
