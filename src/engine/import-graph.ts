import type { Resolver } from '../source/resolve';

/** Who imports whom in a project; worked out when first asked for, and brought up to date after an edit. */
export interface ImportGraph {
  /** Files that import this one, directly or through others, nearest first and then by name. */
  importers(file: string): readonly string[];
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

/** Opens the graph over what each file imports: specifiers as they are written, `undefined` where there is no such file. */
export function makeImportGraph(input: {
  readonly imports: (file: string) => readonly string[] | undefined;
  readonly now: () => number;
  readonly spend: (phase: string, milliseconds: number) => void;
}): ImportGraph {
  const { imports, now, spend } = input;
  let all: readonly string[] = [];
  let resolver: Resolver | undefined;
  let importersOf: Map<string, string[]> | undefined;
  const reach = new Map<string, readonly string[]>();

  const targetsOf = (specifiers: readonly string[], file: string): Set<string> => {
    const found = specifiers.map((specifier) => resolver?.resolve(specifier, file));
    return new Set(found.filter((target) => target !== undefined && target !== file).map(String));
  };

  const wire = (): Map<string, string[]> => {
    if (importersOf !== undefined) return importersOf;
    const start = now();
    importersOf = new Map();
    for (const file of all) {
      for (const specifier of imports(file) ?? []) {
        const target = resolver?.resolve(specifier, file);
        if (target === undefined || target === file) continue;
        const list = importersOf.get(target);
        if (list === undefined) importersOf.set(target, [file]);
        else if (list[list.length - 1] !== file) list.push(file);
      }
    }
    spend('resolve', now() - start);
    return importersOf;
  };

  const clear = (): void => {
    importersOf = undefined;
    reach.clear();
  };

  return {
    importers(file) {
      const have = reach.get(file);
      if (have !== undefined) return have;
      const direct = wire();
      const seen = new Set([file]);
      const out: string[] = [];
      let ring = [file];
      while (ring.length > 0) {
        const next: string[] = [];
        for (const f of ring) {
          for (const importer of direct.get(f) ?? []) {
            if (seen.has(importer)) continue;
            seen.add(importer);
            next.push(importer);
          }
        }
        next.sort();
        out.push(...next);
        ring = next;
      }
      reach.set(file, out);
      return out;
    },
    importedBy: (file) => wire().get(file) ?? [],
    edit(file, before, now) {
      const [old, fresh] = [targetsOf(before, file), targetsOf(now, file)];
      const gone = [...old].filter((target) => !fresh.has(target));
      const come = [...fresh].filter((target) => !old.has(target));
      if (importersOf !== undefined) {
        for (const target of gone)
          importersOf.set(
            target,
            (importersOf.get(target) ?? []).filter((one) => one !== file),
          );
        for (const target of come) importersOf.set(target, [...(importersOf.get(target) ?? []), file].sort());
      }
      if (gone.length + come.length > 0) reach.clear();
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
