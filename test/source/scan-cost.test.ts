import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { catalog } from '../../src/catalog';
import type { Catalog } from '../../src/model/catalog';
import { makeScanner } from '../../src/source/scan';

/** Every n-th client, and all that are globals: those are a handful of names of the platform's, looked for by one expression. */
const part = (n: number): Catalog => ({
  ...catalog,
  clients: catalog.clients.filter(({ globals = [] }, i) => globals.length > 0 || i % n === 0),
});

const root = join(import.meta.dirname, '../../src');
const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(join(root, name), 'utf8')] as const);

/** How many expressions are tried on the texts by a scanner that is already made; what they cost does not depend on the clock. */
function tried(models: Catalog): number {
  const scan = makeScanner(models);
  const spy = vi.spyOn(RegExp.prototype, 'exec');
  const test = vi.spyOn(RegExp.prototype, 'test');
  try {
    for (const [file, text] of texts) scan(text, file);
    return spy.mock.calls.length + test.mock.calls.length;
  } finally {
    spy.mockRestore();
    test.mockRestore();
  }
}

test('the cost of a scan does not grow with the number of clients', () => {
  const [quarter, half, all] = [tried(part(4)), tried(part(2)), tried(catalog)];
  expect(catalog.clients.length).toBeGreaterThan(3 * part(4).clients.length);
  // A specifier that more packages could mean is tried with their patterns, once.
  expect(half / quarter).toBeLessThan(1.02);
  expect(all / quarter).toBeLessThan(1.02);
});
