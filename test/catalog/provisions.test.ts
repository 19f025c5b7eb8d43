import { describe, expect, it } from 'vitest';
import type { GuardModel, Provision } from '../../src/model/catalog/guard';
import { namesOfRow, pausesOf, provisionsOf, triesOf } from '../evidence/provisions';

const loop = {
  facet: 'retry',
  attempts: { at: 'arg[1].retries', fallback: 3, plus: 1, off: [false] },
  forever: 'arg[1].forever',
  backoff: { at: 'arg[1].factor', cases: { '1': 'constant' }, fallback: 'exponential' },
  jitter: false,
  delayMs: { at: 'arg[1].wait', fallback: 1000 },
  maxDelayMs: 4000,
} as const satisfies Provision;
const bound = { facet: 'timeout', ms: { at: 'arg[0]', fallback: 'unknown' }, cancels: false } as const satisfies Provision;

const model: GuardModel = {
  id: 'a',
  modules: ['a'],
  forms: [
    { form: 'run', path: 'retry', runs: 'arg[0]', provides: [loop] },
    { form: 'operator', path: 'within', provides: [bound] },
    { form: 'run', path: 'within', runs: 'arg[0]', provides: [bound] },
  ],
  evidence: [],
};

describe('what claims about guards are held against', () => {
  it('is every provision, every option, and what becomes of the work', () => {
    expect(provisionsOf(model).flatMap(namesOfRow)).toEqual([
      'retry: retry',
      'retry: retry by arg[1].retries',
      'retry: retry by arg[1].forever',
      'retry: retry by arg[1].factor',
      'retry: retry by arg[1].wait',
      ...['operator', 'run'].flatMap((form) => [
        `within (${form}): timeout`,
        `within (${form}): timeout by stopping the work or not`,
        `within (${form}): timeout by arg[0]`,
      ]),
    ]);
  });

  it.each([
    [{}, 3],
    [{ 'arg[1].retries': 4 }, 5],
    [{ 'arg[1].retries': false }, 1],
    [{ 'arg[1].forever': true }, 'unbounded'],
  ] as const)('counts tries: %o', (sets, tries) => expect(triesOf(loop, sets)).toBe(tries));

  it.each([
    [{}, [1000, 2000, 4000, 4000], 0],
    [{}, [1000, 1000, 1000], 2],
    [{ 'arg[1].factor': 1 }, [1000, 1000, 1000], 0],
    [{ 'arg[1].factor': 1 }, [1000, 2000], 1],
    [{ 'arg[1].wait': 200 }, [1000], 1],
  ] as const)('knows the pauses: %o %o', (sets, gaps, wrong) => expect(pausesOf(loop, sets, gaps)).toHaveLength(wrong));
});
