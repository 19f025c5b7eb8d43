import { ask, type Asked, type Cycles, cyclesOf, isFinal } from '../cycles';
import type { Reuse } from '../reuse';
import { type Frame, unknown, type Value } from '../values';

export interface Memory {
  /**
   * Works a value out once; whoever asks for it meanwhile is told `inItself`. Keys are apart within one file; a number, of an
   * expression or below zero of a binding, is apart within one frame as well.
   */
  once(file: string, frame: FramePart | undefined, key: number | string, work: () => Value, inItself?: Value): Value;
  /** Keys of frames hold the keys of frames: each gets a sum of its own, so that they stay short and are the same in every run. */
  short(key: string): string;
  /** For whatever else asks for values, and is asked for by them. */
  readonly cycles: Cycles;
}

/** The part of a frame that answers are kept by. */
type FramePart = Pick<Frame, 'files'> & Partial<Pick<Frame, 'key'>>;

/** The answers for one file, or the questions as long as they are not answered for good: those of a frame lie apart, so that no key need be made of two for each question. */
interface Answers {
  readonly own: Map<number | string, Asked<Value> | Value>;
  readonly framed: Map<string, Answers['own']>;
}

const itself = unknown('it depends on itself');
const tooLong = unknown('the chain of values is too long');

/**
 * So many answers within calls are remembered by a single run. What one function gives for one call is seldom asked again once
 * that call is judged, while the answers of all calls of a large program together would fill the memory.
 */
export const mostWithinCalls = 400_000;

/**
 * Remembers what was worked out, and with `reuse` what it rests on. Answers within calls are let go of when there are
 * more than `most`: what is asked again is worked out again, and is the same.
 */
export function memoryOf(reuse: Reuse | undefined, most: number): Memory {
  const memo = new Map<string, Answers>();
  const numbers = new Map<string, string>();
  const taken = new Set<string>();
  const cycles = cyclesOf(reuse);
  let withinCalls = 0;

  const short = (key: string): string => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    let made = `=${sumOf(key)}`;
    while (taken.has(made)) made += "'";
    numbers.set(key, made);
    taken.add(made);
    return made;
  };

  function answersOf(file: string, under: string | undefined): Answers['own'] {
    let all = memo.get(file);
    if (all === undefined) {
      all = { own: new Map(), framed: new Map() };
      memo.set(file, all);
    }
    if (under === undefined) return all.own;
    let framed = all.framed.get(under);
    if (framed === undefined) {
      framed = new Map();
      all.framed.set(under, framed);
    }
    return framed;
  }

  /** Forgets what was found within calls: of frames, and of calls, whose keys are texts. */
  function letGo(): void {
    withinCalls = 0;
    for (const all of memo.values()) {
      all.framed.clear();
      for (const key of all.own.keys()) if (typeof key === 'string') all.own.delete(key);
    }
  }

  function once(file: string, frame: FramePart | undefined, key: number | string, work: () => Value, inItself: Value = itself): Value {
    const under = typeof key === 'number' ? frame?.key : undefined;
    let answers = answersOf(file, under);
    const have = answers.get(key);
    if (have !== undefined && 'is' in have) return have;
    const known = have === undefined ? undefined : cycles.known(have, inItself);
    if (known !== undefined) return known;
    const asked = have ?? ask<Value>();
    if (have === undefined) {
      if (under !== undefined || typeof key === 'string') withinCalls++;
      if (withinCalls > most && cycles.isIdle()) {
        letGo();
        answers = answersOf(file, under);
      }
      answers.set(key, asked);
    }
    const held = answers;
    const value = cycles.find(asked, {
      name: () => `${file}\0${under === undefined ? key : framedName(key, under)}`,
      forget: () => {
        if (held.get(key) === asked) held.delete(key);
      },
      work: reuse === undefined ? work : resting(reuse, file, frame, work),
      otherwise: tooLong,
    });
    // An answer that nothing changes any more needs nothing beside it, which is half of what it takes.
    if (isFinal(asked) && held.get(key) === asked) held.set(key, asked.value!);
    return value;
  }

  return { once, short, cycles };
}

/** Work that rests on a file, and on those that what it was handed stands in. */
function resting(reuse: Reuse, file: string, frame: FramePart | undefined, work: () => Value): () => Value {
  return () => {
    reuse.useLeaf('f', file);
    if (frame !== undefined) reuse.useFiles(frame.files);
    return work();
  };
}

/** What a question within a frame is known by. */
function framedName(key: number | string, under: string): string {
  return typeof key === 'number' && key < 0 ? `$${-1 - key}@${under}` : `${key}@${under}`;
}

/** 53 bits of a text, written short. */
function sumOf(text: string): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    one = Math.imul(one ^ c, 2654435761);
    two = Math.imul(two ^ c, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}
