import { type Words, wordNumber, wordNumbers, wordTexts } from './words';

/** A text and, once they were asked for, the identifiers in it. */
export interface Worded {
  readonly text: string;
  words?: Words;
}

/** Which files hold which identifiers; made when many are asked for, and brought up to date after an edit. */
export interface WordIndex {
  /** Whether a file's text holds this identifier. */
  mentions(file: string, name: string): boolean;
  /** The files whose text holds this identifier, in no order. */
  mentioning(name: string): readonly string[];
  /** Brings the index up to date for one file whose text was another, and tells which identifiers came or went. */
  edit(file: string, before: Worded, now: Worded): readonly string[];
  /** Which files hold these names is known already; for as long as nothing is edited. */
  seed(known: ReadonlyMap<string, ReadonlySet<string>>): void;
  /** Everything is worked out anew. */
  clear(): void;
}

/** So many names are looked for in the texts themselves. */
const fewNames = 30;

function wordsIn(it: Worded): Words {
  it.words ??= wordNumbers(it.text);
  return it.words;
}

/** Opens the index over all files of a project; `load` gives the text of one, `undefined` where there is no such file. */
export function makeWordIndex(input: {
  readonly all: () => readonly string[];
  readonly load: (file: string) => Worded | undefined;
  readonly now: () => number;
  readonly spend: (phase: string, milliseconds: number) => void;
}): WordIndex {
  const { all, load, now, spend } = input;
  /** By the number of a word; a list that was handed out is not changed any more. */
  let holders: Map<number, readonly string[]> | undefined;
  let seeds: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  let asked = 0;

  const holds = (file: string, word: number): boolean => {
    const it = load(file);
    return it !== undefined && wordsIn(it).has(word);
  };

  const indexAll = (): Map<number, readonly string[]> => {
    const index = new Map<number, string[]>();
    for (const file of all()) {
      const it = load(file);
      if (it === undefined) continue;
      for (const word of wordsIn(it)) {
        const list = index.get(word);
        if (list === undefined) index.set(word, [file]);
        else list.push(file);
      }
    }
    return index;
  };

  return {
    mentions: (file, name) => seeds.get(name)?.has(file) ?? holds(file, wordNumber(name)),
    mentioning(name) {
      const seeded = seeds.get(name);
      if (seeded !== undefined) return [...seeded];
      const word = wordNumber(name);
      // Whoever asks for a few names is spared an index of all.
      if (holders === undefined && ++asked <= fewNames) return all().filter((file) => load(file)?.text.includes(name) && holds(file, word));
      if (holders === undefined) {
        const start = now();
        holders = indexAll();
        spend('index', now() - start);
      }
      return holders.get(word) ?? [];
    },
    seed(known) {
      seeds = known;
    },
    edit(file, before, now) {
      seeds = new Map();
      if (holders !== undefined) {
        const [old, fresh] = [wordsIn(before), wordsIn(now)];
        const without = (word: number): readonly string[] => (holders?.get(word) ?? []).filter((one) => one !== file);
        for (const word of old) if (!fresh.has(word)) holders.set(word, without(word));
        for (const word of fresh) if (!old.has(word)) holders.set(word, [...without(word), file]);
      }
      const [old, fresh] = [wordTexts(before.text), wordTexts(now.text)];
      return [...[...old].filter((word) => !fresh.has(word)), ...[...fresh].filter((word) => !old.has(word))];
    },
    clear() {
      holders = undefined;
      seeds = new Map();
    },
  };
}
