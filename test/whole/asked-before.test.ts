import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askedInAnyOrder } from '../harness/any-order';
import { programs } from '../server/programs';

/** What an expression holds does not depend on what was asked before it. */

const all = programs(...['rules', 'link', 'engine', 'catalog', 'remedies'].map((room) => join(import.meta.dirname, '..', room)));

test('in every program of the other tests', () => {
  for (const files of all) askedInAnyOrder(files);
  expect(all.length).toBeGreaterThan(300);
}, 240_000);
