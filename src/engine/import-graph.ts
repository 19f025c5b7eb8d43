import type { Unmet } from '../link/program';
import type { Resolver } from '../source/resolve';
import { bitOf, type ImporterRows, makeImporterRows, wordOf } from './importer-rows';

/** Who imports whom in a project; worked out when first asked for, and brought up to date after an edit. */
export interface ImportGraph {
  /** Files that import this one, directly or through others, nearest first and then by name. */
  importers(file: string): readonly string[];
  /** Of these files those that import this one, directly or through others, in the order of `importers`. */
  importing(file: string, wanted: Iterable<string>): readonly string[];
  /** Files that import this one themselves. */
  importedBy(file: string): readonly string[];
  /** Goes on from files that were met to those that import them. */
  unmet(met: Iterable<string>): Unmet;
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
  /** By the number of a file those of the files that import it themselves. */
  readonly importers: (readonly number[])[];
}

/** Of a file that nobody imports. */
const nobody: number[] = [];

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
  let rows: ImporterRows | undefined;
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
    const importers: number[][] = new Array(files.length).fill(nobody);
    for (const [i, file] of files.entries()) {
      for (const specifier of imports(file) ?? []) {
        const target = numbers.get(resolver?.resolve(specifier, file) ?? file);
        if (target === undefined || target === i) continue;
        const list = importers[target]!;
        if (list === nobody) importers[target] = [i];
        else if (list[list.length - 1] !== i) list.push(i);
      }
    }
    wires = { files, numbers, importers };
    spend('resolve', now() - start);
    return wires;
  };

  const clear = (): void => {
    wires = undefined;
    rows = undefined;
    asked.clear();
  };

  const rowOf = (file: number): Uint32Array => {
    const { importers } = wire();
    rows ??= makeImporterRows(importers);
    return rows.of(file);
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
        for (const importer of importers[one]!) {
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
      const { files, numbers, importers } = wire();
      const from = numbers.get(file);
      if (from === undefined || importers[from]!.length === 0) return [];
      const row = rowOf(from);
      const found: number[] = [];
      for (const one of wanted) {
        const number = numbers.get(one);
        if (number !== undefined && number !== from && (row[wordOf(number)]! & bitOf(number)) !== 0) found.push(number);
      }
      if (found.length > 1) {
        const { places } = ask(file);
        found.sort((a, b) => places[a]! - places[b]!);
      }
      return found.map((number) => files[number] ?? '');
    },
    unmet(met) {
      const { files, numbers } = wire();
      const left = new Uint32Array(wordOf(files.length + 31)).fill(0xffffffff);
      const meet = (file: string): void => {
        const number = numbers.get(file);
        if (number !== undefined) left[wordOf(number)]! &= ~bitOf(number);
      };
      for (const file of met) meet(file);
      return {
        meet,
        importers(file) {
          const from = numbers.get(file);
          const found: string[] = [];
          if (from === undefined) return found;
          const row = rowOf(from);
          for (let word = 0; word < row.length; word++) {
            for (let bits = row[word]! & left[word]!; bits !== 0; bits &= bits - 1) {
              const number = (word << 5) + 31 - Math.clz32(bits & -bits);
              if (number !== from) found.push(files[number] ?? '');
            }
          }
          return found;
        },
      };
    },
    importedBy(file) {
      const { files, numbers, importers } = wire();
      return (importers[numbers.get(file) ?? -1] ?? []).map((i) => files[i] ?? '');
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
          const others = importers[number]!.filter((one) => one !== own);
          importers[number] = fresh.has(target) ? [...others, own].sort((a, b) => a - b) : others;
        }
      }
      if (gone.length + come.length > 0) {
        rows = undefined;
        asked.clear();
      }
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
