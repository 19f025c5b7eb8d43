import { expect, test } from 'vitest';
import { mendedBy } from './mended';
import { provedOptions } from './proved';
import { type Sample, samples } from './samples';

const clientOf = ({ code, id, client }: Sample): string => {
  if (client !== undefined) return client;
  const from = /from '([^']+)'/.exec(code)?.[1];
  if (from?.startsWith('@aws-sdk/client-') === true) return '@aws-sdk/client-*';
  return from ?? /^[^,]+/.exec(id)?.[0] ?? id;
};
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
  expect(safety).toBe(sample.unrun === undefined || /same option/.test(sample.unrun) ? 'safe' : unrun);
});
