import { ask, type Asked, type Cycles, cyclesOf } from '../cycles';
import type { Reuse } from '../reuse';
import { type Frame, unknown, type Value } from '../values';

export interface Memory {
  /** Works a value out once; whoever asks for it meanwhile is told `inItself`. Keys are apart within one file. */
  once(file: string, frame: Pick<Frame, 'files'> | undefined, key: number | string, work: () => Value, inItself?: Value): Value;
  /** Keys of frames hold the keys of frames: each gets a sum of its own, so that they stay short and are the same in every run. */
  short(key: string): string;
  /** For whatever else asks for values, and is asked for by them. */
  readonly cycles: Cycles;
}

const itself = unknown('it depends on itself');
const tooLong = unknown('the chain of values is too long');

/** Remembers what was worked out, and with `reuse` what it rests on. */
export function memoryOf(reuse: Reuse | undefined): Memory {
  const memo = new Map<string, Map<number | string, Asked<Value>>>();
  const numbers = new Map<string, string>();
  const taken = new Set<string>();
  const cycles = cyclesOf(reuse);

  const short = (key: string): string => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    let made = `=${sumOf(key)}`;
    while (taken.has(made)) made += "'";
    numbers.set(key, made);
    taken.add(made);
    return made;
  };

  function once(
    file: string,
    frame: Pick<Frame, 'files'> | undefined,
    key: number | string,
    work: () => Value,
    inItself: Value = itself,
  ): Value {
    let own = memo.get(file);
    if (own === undefined) {
      own = new Map();
      memo.set(file, own);
    }
    const answers = own;
    let asked = answers.get(key);
    const known = asked === undefined ? undefined : cycles.known(asked, inItself);
    if (known !== undefined) return known;
    if (asked === undefined) {
      asked = ask();
      answers.set(key, asked);
    }
    return cycles.find(asked, {
      name: () => `${file}\0${key}`,
      forget: () => answers.delete(key),
      work: reuse === undefined ? work : resting(reuse, file, frame, work),
      otherwise: tooLong,
    });
  }

  return { once, short, cycles };
}

/** Work that rests on a file, and on those that what it was handed stands in. */
function resting(reuse: Reuse, file: string, frame: Pick<Frame, 'files'> | undefined, work: () => Value): () => Value {
  return () => {
    reuse.useLeaf('f', file);
    if (frame !== undefined) reuse.useFiles(frame.files);
    return work();
  };
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
