import { describe, expect, test } from 'vitest';
import { makeImportGraph } from '../../src/engine/import-graph';

/** A sequence of numbers below one, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** So many files, each of which imports some others, circles among them. */
function project(seed: number, count: number, each: number): Map<string, string[]> {
  const next = random(seed);
  const names = Array.from({ length: count }, (_, i) => `f${String(i).padStart(3, '0')}.ts`);
  return new Map(names.map((name) => [name, Array.from({ length: Math.floor(next() * each) }, () => names[Math.floor(next() * count)]!)]));
}

/** Who imports a file, ring by ring, by looking at every file each time. */
function slowly(imports: ReadonlyMap<string, readonly string[]>, file: string): string[] {
  const out: string[] = [];
  for (let ring = [file]; ring.length > 0; ) {
    const next = [...imports.keys()].filter(
      (one) => one !== file && !out.includes(one) && ring.some((target) => target !== one && imports.get(one)?.includes(target) === true),
    );
    out.push(...next.sort());
    ring = next;
  }
  return out;
}

function graphOf(imports: Map<string, string[]>) {
  const graph = makeImportGraph({ imports: (file) => imports.get(file), now: () => 0, spend: () => {} });
  graph.rewire([...imports.keys()].reverse(), { resolve: (specifier) => specifier } as Parameters<typeof graph.rewire>[1]);
  return graph;
}

describe.each([
  [1, 1, 1],
  [2, 31, 2],
  [3, 33, 3],
  [4, 97, 2],
  [5, 128, 4],
  [6, 200, 3],
])('a project by seed %i of %i files', (seed, count, each) => {
  const imports = project(seed, count, each);
  const files = [...imports.keys()];

  test('has the importers that a slow look finds, in their order', () => {
    const graph = graphOf(imports);
    for (const file of files) {
      const expected = slowly(imports, file);
      expect(graph.importers(file)).toEqual(expected);
      expect(graph.importing(file, files)).toEqual(expected);
      const some = files.filter((_, i) => i % 3 === 0);
      expect(graph.importing(file, some)).toEqual(expected.filter((one) => some.includes(one)));
    }
  });

  test('is left with those importers that were not met', () => {
    const graph = graphOf(imports);
    const met = new Set(files.filter((_, i) => i % 5 === 0));
    const left = graph.unmet(met);
    for (const file of files) {
      const expected = slowly(imports, file).filter((one) => !met.has(one));
      expect(left.importers(file)).toEqual(expected.sort());
      for (const one of expected.slice(0, 2)) {
        met.add(one);
        left.meet(one);
      }
    }
  });

  test('follows an edit', () => {
    const graph = graphOf(imports);
    const next = random(seed + 100);
    for (let round = 0; round < 5; round++) {
      const file = files[Math.floor(next() * count)]!;
      const before = imports.get(file)!;
      const now = [files[Math.floor(next() * count)]!, files[Math.floor(next() * count)]!];
      // What was asked before an edit may not be answered after it as if there were none.
      expect(graph.importing(files[0]!, files)).toEqual(slowly(imports, files[0]!));
      imports.set(file, now);
      graph.edit(file, before, now);
      for (const one of files) expect(graph.importing(one, files)).toEqual(slowly(imports, one));
    }
  });
});
