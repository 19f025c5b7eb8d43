import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { mendedBy } from './mended';
import { clientOf, provedOptions } from './proved';
import { signals } from '../../src/remedies/abort-signal';
import { bounding } from '../../src/remedies/bounding';
import { samples } from './samples';
import { unproved } from './unproved';

const optionOf = (title: string): string => /`([\w.]+):/.exec(title)?.[1] ?? /`\.(\w+)\(/.exec(title)?.[1] ?? 'signal';
const bounded = samples.filter(({ remedy }) => remedy !== 'module-timeout' && remedy !== 'attempt-number');

test('what is said to be proved is what the slow suite runs', () => {
  const run = bounded.filter(({ unrun }) => unrun === undefined);
  const found = new Set(run.map((sample) => `${clientOf(sample)} ${optionOf(mendedBy(sample, 4000)?.fix.title ?? '')}`));
  expect([...found].sort()).toEqual(provedOptions);
});

test.each(bounded.map((sample) => [sample.id, sample] as const))('%s: safe only when it was run', (_, sample) => {
  const { safety, title = '' } = mendedBy(sample, 2000)?.fix ?? {};
  // A number that takes the place of another is a person's to choose.
  if (sample.remedy === 'timeout-number') return expect(safety).toBe('suggestion');
  // What the address may say of the same is for whoever writes that.
  const { options = [] } = catalog.clients.find(({ id }) => id === clientOf(sample)) ?? {};
  const over = options.some(({ option, overAddress }) => option === optionOf(title) && overAddress === true);
  const unrun = over || /idle/.test(sample.unrun ?? '') ? 'dangerous' : 'suggestion';
  // What thinks before it answers is given longer, by whoever agrees to that.
  const traits = catalog.clients.find(({ id }) => id === clientOf(sample))?.traits ?? [];
  // So is what goes over the connections of a database, which may be a migration.
  const statements = traits.includes('database') && (traits.includes('pooled') || traits.includes('lazy'));
  const slow = traits.includes('slow') || (statements && !/on this call/.test(title));
  return expect(safety).toBe((sample.unrun === undefined || /same option/.test(sample.unrun)) && !slow ? 'safe' : unrun);
});

test('a client whose mended code was not run says why', () => {
  const told = new Set(samples.filter(({ unrun, rule }) => unrun !== undefined && rule !== 'unbounded-retry').map(clientOf));
  const open = catalog.clients.filter(({ options = [] }) => bounding({ options }).length + signals({ options }).length > 0);
  const unrun = open.filter(({ id, options = [] }) => options.every(({ proved }) => proved !== true) && !told.has(id));
  expect(unrun.map(({ id }) => id).sort()).toEqual(Object.keys(unproved).sort());
});
