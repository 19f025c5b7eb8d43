import type { Resolver } from '../source/resolve';

/** Who imports whom in a project; worked out when first asked for, and brought up to date after an edit. */
export interface ImportGraph {
  /** Files that import this one, directly or through others, nearest first and then by name. */
  importers(file: string): readonly string[];
  /** Of these files those that import this one, directly or through others, in the order of `importers`. */
  importing(file: string, wanted: Iterable<string>): readonly string[];
  /** Files that import this one themselves. */
  importedBy(file: string): readonly string[];
  /** Brings the graph up to date for one file whose imports were others, and tells which files it imports now or does no more. */
  edit(file: string, before: readonly string[], now: readonly string[]): readonly string[];
  /** These files and all they import, directly or through others. */
  below(files: Iterable<string>): readonly string[];
  /** The project's files changed. */
  rewire(all: readonly string[], resolver: Resolver): void;
  /** Everything is worked out anew. */
  clear(): void;
}

/** So many places are remembered of who imports whom; those of all files would grow with the square of their number. */
const mostPlaces = 16_000_000;

/** Who imports whom, by the number of a file in the order of names. */
interface Wires {
  readonly files: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly importers: Map<number, readonly number[]>;
}

/** The importers of one file in their order, and the place of each in it, from 1; 0 for whoever is none. */
interface Asked {
  readonly order: Uint16Array | Uint32Array;
  readonly places: Uint16Array | Uint32Array;
}

/** Opens the graph over what each file imports: specifiers as they are written, `undefined` where there is no such file. */
export function makeImportGraph(input: {
  readonly imports: (file: string) => readonly string[] | undefined;
  readonly now: () => number;
  readonly spend: (phase: string, milliseconds: number) => void;
}): ImportGraph {
  const { imports, now, spend } = input;
  let all: readonly string[] = [];
  let resolver: Resolver | undefined;
  let wires: Wires | undefined;
  const asked = new Map<string, Asked>();

  const targetsOf = (specifiers: readonly string[], file: string): Set<string> => {
    const found = specifiers.map((specifier) => resolver?.resolve(specifier, file));
    return new Set(found.filter((target) => target !== undefined && target !== file).map(String));
  };

  const wire = (): Wires => {
    if (wires !== undefined) return wires;
    const start = now();
    const files = [...all].sort();
    const numbers = new Map(files.map((file, i) => [file, i]));
    const importers = new Map<number, number[]>();
    for (const [i, file] of files.entries()) {
      for (const specifier of imports(file) ?? []) {
        const target = numbers.get(resolver?.resolve(specifier, file) ?? file);
        if (target === undefined || target === i) continue;
        const list = importers.get(target);
        if (list === undefined) importers.set(target, [i]);
        else if (list[list.length - 1] !== i) list.push(i);
      }
    }
    wires = { files, numbers, importers };
    spend('resolve', now() - start);
    return wires;
  };

  const clear = (): void => {
    wires = undefined;
    asked.clear();
  };

  const ask = (file: string): Asked => {
    const have = asked.get(file);
    if (have !== undefined) return have;
    const { files, numbers, importers } = wire();
    const from = numbers.get(file);
    const Numbers = files.length < 2 ** 16 ? Uint16Array : Uint32Array;
    const places = new Numbers(files.length);
    const out: number[] = [];
    let ring = from === undefined ? [] : [from];
    if (from !== undefined) places[from] = 1;
    while (ring.length > 0) {
      const next: number[] = [];
      for (const one of ring) {
        for (const importer of importers.get(one) ?? []) {
          if (places[importer] !== 0) continue;
          places[importer] = 1;
          next.push(importer);
        }
      }
      next.sort((a, b) => a - b);
      for (const one of next) places[one] = out.push(one);
      ring = next;
    }
    if (from !== undefined) places[from] = 0;
    if (asked.size * files.length >= mostPlaces) asked.clear();
    const made = { order: Numbers.from(out), places };
    asked.set(file, made);
    return made;
  };

  return {
    importers(file) {
      const { files } = wire();
      return Array.from(ask(file).order, (i) => files[i] ?? '');
    },
    importing(file, wanted) {
      const { files, numbers } = wire();
      const { order, places } = ask(file);
      const found: number[] = [];
      for (const one of wanted) {
        const place = places[numbers.get(one) ?? -1];
        if (place !== undefined && place > 0) found.push(place);
      }
      return found.sort((a, b) => a - b).map((place) => files[order[place - 1] ?? -1] ?? '');
    },
    importedBy(file) {
      const { files, numbers, importers } = wire();
      return (importers.get(numbers.get(file) ?? -1) ?? []).map((i) => files[i] ?? '');
    },
    edit(file, before, now) {
      const [old, fresh] = [targetsOf(before, file), targetsOf(now, file)];
      const gone = [...old].filter((target) => !fresh.has(target));
      const come = [...fresh].filter((target) => !old.has(target));
      const own = wires?.numbers.get(file);
      if (wires !== undefined && own !== undefined) {
        const { numbers, importers } = wires;
        for (const target of [...gone, ...come]) {
          const number = numbers.get(target);
          if (number === undefined) continue;
          const others = (importers.get(number) ?? []).filter((one) => one !== own);
          importers.set(number, fresh.has(target) ? [...others, own].sort((a, b) => a - b) : others);
        }
      }
      if (gone.length + come.length > 0) asked.clear();
      return [...gone, ...come];
    },
    below(files) {
      const seen = new Set(files);
      for (const file of seen) for (const target of targetsOf(imports(file) ?? [], file)) seen.add(target);
      return [...seen];
    },
    rewire(files, made) {
      all = files;
      resolver = made;
      clear();
    },
    clear,
  };
}
