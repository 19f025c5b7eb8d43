import type { Kept, Reuse } from '../reuse';
import { type Frame, unknown, type Value } from '../values';

/** What was worked out; without a value while it is. */
interface Answer {
  value: Value | undefined;
  /** What it rests on, as long as that may change. */
  kept: Kept | undefined;
}

export interface Memory {
  /** Works a value out once; whoever asks for it meanwhile is told `inItself`. Keys are apart within one file. */
  once(file: string, frame: Pick<Frame, 'files'> | undefined, key: number | string, work: () => Value, inItself?: Value): Value;
  /** Keys of frames hold the keys of frames: each gets a number, so that they stay short. */
  short(key: string): string;
}

/** Remembers what was worked out, and with `reuse` what it rests on. */
export function memoryOf(reuse: Reuse | undefined): Memory {
  const memo = new Map<string, Map<number | string, Answer>>();
  const numbers = new Map<string, string>();
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
    inItself: Value = unknown('it depends on itself'),
  ): Value {
    let own = memo.get(file);
    if (own === undefined) {
      own = new Map();
      memo.set(file, own);
    }
    const known = own.get(key);
    if (known !== undefined) {
      reuse?.use(known.kept);
      return known.value ?? inItself;
    }
    if (depth > 60) return unknown('the chain of values is too long');
    const answers = own;
    const kept = reuse?.kept(() => answers.delete(key));
    const entry: Answer = { value: undefined, kept };
    answers.set(key, entry);
    depth++;
    entry.value =
      reuse === undefined || kept === undefined
        ? work()
        : reuse.within(kept, () => {
            reuse.useLeaf('f', file);
            for (const rests of frame?.files ?? []) reuse.useLeaf('f', rests);
            return work();
          });
    depth--;
    if (kept?.final === true) entry.kept = undefined;
    else reuse?.use(kept);
    return entry.value;
  }

  return { once, short };
}
