import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { mendedBy } from './mended';
import { clientOf, provedOptions } from './proved';
import { samples } from './samples';

const optionOf = (title: string): string => /`([\w.]+):/.exec(title)?.[1] ?? /`\.(\w+)\(/.exec(title)?.[1] ?? 'signal';
const bounded = samples.filter(({ remedy }) => remedy !== 'timeout-number' && remedy !== 'attempt-number');

test('what is said to be proved is what the slow suite runs', () => {
  const run = bounded.filter(({ unrun }) => unrun === undefined);
  const found = new Set(run.map((sample) => `${clientOf(sample)} ${optionOf(mendedBy(sample, 5000)?.fix.title ?? '')}`));
  expect([...found].sort()).toEqual(provedOptions);
});

test.each(bounded.map((sample) => [sample.id, sample] as const))('%s: safe only when it was run', (_, sample) => {
  const safety = mendedBy(sample, 5000)?.fix.safety;
  const unrun = /idle/.test(sample.unrun ?? '') ? 'dangerous' : 'suggestion';
  // What thinks before it answers is given longer, by whoever agrees to that.
  const slow = catalog.clients.find(({ id }) => id === clientOf(sample))?.traits?.includes('slow') === true;
  expect(safety).toBe((sample.unrun === undefined || /same option/.test(sample.unrun)) && !slow ? 'safe' : unrun);
});
