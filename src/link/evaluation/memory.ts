import { ask, type Asked, type Cycles, cyclesOf } from '../cycles';
import type { Reuse } from '../reuse';
import { type Frame, unknown, type Value } from '../values';

export interface Memory {
  /** Works a value out once; whoever asks for it meanwhile is told `inItself`. Keys are apart within one file. */
  once(file: string, frame: Pick<Frame, 'files'> | undefined, key: number | string, work: () => Value, inItself?: Value): Value;
  /** Keys of frames hold the keys of frames: each gets a number, so that they stay short. */
  short(key: string): string;
  /** For whatever else asks for values, and is asked for by them. */
  readonly cycles: Cycles;
}

const itself = unknown('it depends on itself');

/** Remembers what was worked out, and with `reuse` what it rests on. */
export function memoryOf(reuse: Reuse | undefined): Memory {
  const memo = new Map<string, Map<number | string, Asked<Value>>>();
  const numbers = new Map<string, string>();
  const cycles = cyclesOf(reuse);
  let depth = 0;

  const short = (key: string): string => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const made = `=${numbers.size}`;
    numbers.set(key, made);
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
    if (depth > 60) return unknown('the chain of values is too long');
    if (asked === undefined) {
      asked = ask();
      answers.set(key, asked);
    }
    depth++;
    try {
      return cycles.find(asked, () => answers.delete(key), reuse === undefined ? work : resting(reuse, file, frame, work));
    } finally {
      depth--;
    }
  }

  return { once, short, cycles };
}

/** Work that rests on a file, and on those that what it was handed stands in. */
function resting(reuse: Reuse, file: string, frame: Pick<Frame, 'files'> | undefined, work: () => Value): () => Value {
  return () => {
    reuse.useLeaf('f', file);
    for (const rests of frame?.files ?? []) reuse.useLeaf('f', rests);
    return work();
  };
}
