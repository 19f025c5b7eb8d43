import type { Kept, Reuse } from './reuse';

/** What is to be worked out, and known by its name whoever asks. */
export interface Question<T> {
  /** The same in every run over the same sources, and no other's. */
  readonly name: () => string;
  readonly work: () => T;
  /** The answer where too many ask for each other. */
  readonly otherwise: T;
  /** What the answer rests on has changed. */
  readonly forget: () => void;
}

/** A question, with its answer once that is known. */
export interface Asked<T> {
  value: T | undefined;
  /** What it rests on, as long as that may change. */
  kept: Kept | undefined;
  /** Its place among those that are being worked out; -1 when it is not. */
  at: number;
  /** When it was begun; present while it, or what it asks for, is being worked out. */
  begun: number;
  /** Its answer stands for as long as those that it asks for are being worked out. */
  meanwhile: T | undefined;
}

/** Something that is being worked out, or waits for those that it asks for. */
interface Open {
  readonly asked: Asked<unknown>;
  readonly question: Question<unknown>;
  readonly kept: Kept | undefined;
  /** The earliest that was begun of those it relied on; its own beginning while it relies on nothing unfinished. */
  earliest: number;
}

/**
 * Works things out that may ask for themselves through others. Whoever meets something unfinished is told a stand-in for
 * it. All that ask for each other are finished together, worked out from the one whose name comes first: so what is found
 * does not depend on which of them was asked for, and takes twice as long as the asking at most.
 */
export interface Cycles {
  /** The answer, if it need not be worked out; `inItself` when it is being worked out. */
  known<T>(asked: Asked<T>, inItself: T): T | undefined;
  /** Works out what is not known. */
  find<T>(asked: Asked<T>, question: Question<T>): T;
  /** Nothing is being worked out, nor waits for anything that is. */
  isIdle(): boolean;
}

/** A question to which nothing is known. */
export function ask<T>(): Asked<T> {
  return { value: undefined, kept: undefined, at: -1, begun: -1, meanwhile: undefined };
}

/** Whether a question has its answer, and nothing that it rests on may change. */
export function isFinal({ value, kept, at, begun, meanwhile }: Asked<unknown>): boolean {
  return value !== undefined && kept === undefined && at < 0 && begun < 0 && meanwhile === undefined;
}

/** So many may wait for each other's answers; what is further down is worked out first. A stack of Node's holds thrice as many. */
const deepest = 300;

/** So many stretches of a chain may be worked out one before the other. */
const mostAhead = 60;

/** So often they are begun anew from another one of them; then they stand as they were found. */
const mostTurns = 20;

/** Thrown to whoever asked first: this is to be worked out before. */
class Before {
  constructor(
    readonly asked: Asked<unknown>,
    readonly question: Question<unknown>,
  ) {}
}

export function cyclesOf(reuse: Reuse | undefined): Cycles {
  const stack: Open[] = [];
  /** Worked out, and asking for something that is not. */
  const waiting: Open[] = [];
  let begun = 0;
  let turns = 0;
  /** What is worked out before what was asked for, as it is too far down. */
  const ahead = new Set<Asked<unknown>>();

  function rely(on: number): void {
    const top = stack[stack.length - 1];
    if (top !== undefined && on < top.earliest) top.earliest = on;
  }

  function known<T>(asked: Asked<T>, inItself: T): T | undefined {
    if (asked.at >= 0) {
      reuse?.use(stack[asked.at]?.kept);
      rely(asked.begun);
      return inItself;
    }
    if (asked.meanwhile !== undefined) {
      reuse?.use(asked.kept);
      rely(asked.begun);
      return asked.meanwhile;
    }
    if (asked.value !== undefined) reuse?.use(asked.kept);
    return asked.value;
  }

  function find<T>(asked: Asked<T>, question: Question<T>): T {
    if (stack.length > 0) {
      // Those who ask for each other in so long a ring ask for nothing that could be worked out before.
      if (stack.length > 2 * deepest) return question.otherwise;
      if (stack.length > deepest && ahead.size < mostAhead && !ahead.has(asked)) throw new Before(asked, question);
      return together(asked, question);
    }
    for (;;) {
      begun = 0;
      try {
        return together(asked, question);
      } catch (thrown) {
        if (!(thrown instanceof Before)) throw thrown;
        ahead.add(thrown.asked);
        find(thrown.asked, thrown.question);
        ahead.delete(thrown.asked);
      } finally {
        turns = 0;
      }
    }
  }

  function together<T>(asked: Asked<T>, question: Question<T>): T {
    for (;;) {
      const before = waiting.length;
      const { open, value } = workOut(asked, question);
      if (open.earliest < asked.begun) {
        wait(open, value);
        return value;
      }
      const first = firstOf(open, before);
      if (first === open || turns >= mostTurns) {
        settle(open, value, before);
        return value;
      }
      letGo(open, before);
      turns++;
      together(first.asked, first.question);
      turns--;
      const found = known(asked, undefined as T);
      if (found !== undefined) return found;
    }
  }

  function workOut<T>(asked: Asked<T>, question: Question<T>): { open: Open; value: T } {
    const kept = reuse === undefined ? undefined : keptFor(reuse, asked, question.forget);
    const before = waiting.length;
    asked.at = stack.length;
    asked.begun = begun++;
    const open: Open = { asked, question, kept, earliest: asked.begun };
    stack.push(open);
    let value: T | undefined;
    try {
      value = reuse === undefined || kept === undefined ? question.work() : reuse.within(kept, question.work);
      return { open, value };
    } finally {
      stack.length = asked.at;
      asked.at = -1;
      if (value === undefined) letGo(open, before);
    }
  }

  /** It asked for something unfinished: so does whoever asked for it. */
  function wait<T>(open: Open, value: T): void {
    open.asked.meanwhile = value;
    open.asked.kept = open.kept;
    waiting.push(open);
    rely(open.earliest);
    reuse?.use(open.kept);
  }

  /** Of those that ask for each other, the one whose name comes first. */
  function firstOf(open: Open, before: number): Open {
    if (waiting.length === before) return open;
    let first = open;
    let name = open.question.name();
    for (let i = before; i < waiting.length; i++) {
      const other = waiting[i]!;
      const its = other.question.name();
      if (its < name) [first, name] = [other, its];
    }
    return first;
  }

  /** Nothing that they asked for is unfinished. */
  function settle<T>(open: Open, value: T, before: number): void {
    for (const { asked, kept } of waiting.splice(before)) {
      asked.value = asked.meanwhile;
      asked.meanwhile = undefined;
      asked.begun = -1;
      // What changes one of them changes them all.
      if (kept !== undefined && open.kept !== undefined) reuse?.rests(kept, open.kept);
    }
    const { asked, kept } = open;
    asked.value = value;
    asked.begun = -1;
    asked.kept = kept?.final === true ? undefined : kept;
    if (kept?.final !== true) reuse?.use(kept);
  }

  /** They are to be worked out anew. */
  function letGo(open: Open, before: number): void {
    for (const { asked } of [...waiting.splice(before), open]) {
      asked.meanwhile = undefined;
      asked.kept = undefined;
      asked.begun = -1;
    }
  }

  return { known, find, isIdle: () => stack.length === 0 && waiting.length === 0 };
}

/** Forgets the answer it was made for, and no other that was found since. The work itself, and all that it was handed, is let go of. */
function keptFor<T>(reuse: Reuse, asked: Asked<T>, forget: () => void): Kept {
  const kept = reuse.kept(() => {
    if (asked.kept !== kept) return;
    asked.value = undefined;
    asked.kept = undefined;
    if (asked.begun < 0) forget();
  });
  return kept;
}
