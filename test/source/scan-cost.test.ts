import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import type { Catalog, ClientModel } from '../../src/model/catalog';
import { makeScanner } from '../../src/source/scan';

/** As many clients again, with names of their own; globals are few by nature and stay. */
function grown(times: number): Catalog {
  const copies = Array.from({ length: times - 1 }, (_, i): readonly ClientModel[] =>
    catalog.clients.map((client) => ({
      ...client,
      id: `${client.id}-${i}`,
      modules: client.modules.map((module) => `${module}-${i}`),
      globals: [],
    })),
  );
  return { clients: [...catalog.clients, ...copies.flat()], guards: catalog.guards };
}

/** Files of all kinds: some name a client, most do not. */
const texts = Array.from({ length: 400 }, (_, i) => {
  const lines = Array.from(
    { length: 60 },
    (__, n) => `  const value${n} = compute(${n}, { name: 'text ${i}', list: [${n}, ${i}] }); // about ${n}`,
  );
  return `import { a } from './module-${i}';\nimport b from '${i % 5 === 0 ? 'axios' : `package-${i % 40}`}';\nexport function run() {\n${lines.join('\n')}\n}\n`;
});

/** The least of several runs: what else the machine does can only add. */
function least(scanners: readonly ReturnType<typeof makeScanner>[]): readonly number[] {
  const best = scanners.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 12; round++) {
    scanners.forEach((scan, i) => {
      const start = performance.now();
      texts.forEach((text, n) => {
        scan(text, `src/file-${n}.ts`);
      });
      best[i] = Math.min(best[i] ?? 0, performance.now() - start);
    });
  }
  return best;
}

test('the prefilter takes no longer with four times as many clients', () => {
  const [once = 0, twice = 0, fourfold = 0] = least([1, 2, 4].map((times) => makeScanner(grown(times))));
  // Four times the names would be four times the time if they were looked for one by one.
  expect(twice / once).toBeLessThan(1.5);
  expect(fourfold / once).toBeLessThan(1.5);
});

test('and sees the same files', () => {
  const [small, large] = [makeScanner(catalog), makeScanner(grown(4))];
  const hits = (scan: typeof small) => texts.map((text, n) => scan(text, `src/file-${n}.ts`).hit);
  expect(hits(large)).toEqual(hits(small));
  expect(hits(small).filter((hit) => hit).length).toBe(80);
});
