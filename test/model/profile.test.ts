import { describe, expect, test } from 'vitest';
import type { Amount, Layer } from '../../src/model/layer';
import { coversAttempt, pauses, plus, profileOf, times } from '../../src/model/profile';
import { because, bound, opaque, repeated, signal } from '../harness/tables';

describe('what is known of the timeout', () => {
  test.each<[name: string, layers: readonly Layer[], is: string, ms?: Amount]>([
    ['nothing', [], 'absent'],
    ['a bound on the attempt', [bound()], 'present', 1000],
    ['a bound on all of them', [bound({ covers: 'total', ms: 5000 })], 'present', 5000],
    ['connecting only', [bound({ covers: 'connect' })], 'absent'],
    ['the headers only', [bound({ covers: 'headers' })], 'absent'],
    ['silence only', [bound({ covers: 'idle' })], 'absent'],
    ['connecting, and the attempt', [bound({ covers: 'connect', ms: 10 }), bound()], 'present', 1000],
    ['the tighter of two, inside', [bound({ ms: 500 }), bound({ ms: 900 })], 'present', 500],
    ['the tighter of two, outside', [bound({ ms: 900 }), bound({ ms: 500 })], 'present', 500],
    ['a known one beats an unknown one', [bound({ ms: 'unknown' }), bound({ ms: 500 })], 'present', 500],
    ['an unknown number is a bound all the same', [bound({ ms: 'unknown' })], 'present', 'unknown'],
    ['an endless one is none', [bound({ ms: 'unbounded' })], 'absent'],
    ['something opaque', [opaque('timeout')], 'unknown'],
    ['something opaque that is about retries', [opaque('retry')], 'absent'],
    ['a bound outside of something opaque', [opaque('timeout'), bound()], 'present', 1000],
    ['a bound inside of something opaque', [bound(), opaque('timeout')], 'present', 1000],
    ['switched off', [{ kind: 'disabled', facet: 'timeout', written: 'timeout: 0', because }], 'absent'],
    [
      'switched off inside of something opaque',
      [{ kind: 'disabled', facet: 'timeout', written: 'timeout: 0', because }, opaque('timeout')],
      'unknown',
    ],
    ['ignored', [{ kind: 'ignored', facet: 'timeout', written: 'timeout: 5', because }], 'absent'],
    ['a signal that only cancels', [signal('passed')], 'absent'],
  ])('%s', (_, layers, is, ms) => {
    const { timeout } = profileOf(layers);
    expect(timeout.is).toBe(is);
    if (timeout.is === 'present') expect(timeout.layer.ms).toBe(ms);
  });

  test('the reasons name what is switched off and which phases are bounded', () => {
    const off = { from: 'option', says: 'off' } as const;
    const phase = { from: 'option', says: 'phase' } as const;
    const { timeout } = profileOf([
      { kind: 'disabled', facet: 'timeout', written: 'timeout: 0', because: off },
      bound({ covers: 'connect', because: phase }),
    ]);
    expect(timeout.because).toEqual([off, phase]);
  });
});

describe('what is known of the others', () => {
  test.each<[name: string, facet: 'retry' | 'breaker' | 'bulkhead' | 'fallback' | 'cancellation', layers: readonly Layer[], is: string]>([
    ['no retry', 'retry', [], 'absent'],
    ['a retry', 'retry', [repeated()], 'present'],
    ['a retry of one try', 'retry', [repeated({ attempts: 1 })], 'absent'],
    ['a retry of an unknown number', 'retry', [repeated({ attempts: 'unknown' })], 'present'],
    ['a reconnect', 'retry', [repeated({ reconnect: true })], 'absent'],
    ['perhaps a retry', 'retry', [opaque('retry')], 'unknown'],
    ['a retry switched off', 'retry', [{ kind: 'disabled', facet: 'retry', written: 'retry: 0', because }], 'absent'],
    ['a breaker', 'breaker', [{ kind: 'breaker', lives: 'module', because }], 'present'],
    ['perhaps a breaker', 'breaker', [opaque('breaker')], 'unknown'],
    ['a bulkhead', 'bulkhead', [{ kind: 'bulkhead', limit: 5, lives: 'module', because }], 'present'],
    ['a fallback', 'fallback', [{ kind: 'fallback', gives: 'empty', because }], 'present'],
    ['a signal that is passed', 'cancellation', [signal('passed')], 'present'],
    ['a signal that is dropped', 'cancellation', [signal('dropped')], 'absent'],
    ['a signal that cannot fire', 'cancellation', [signal('inert')], 'absent'],
    ['a signal that is replaced', 'cancellation', [signal('overwritten')], 'absent'],
    ['perhaps a signal', 'cancellation', [opaque('cancellation')], 'unknown'],
  ])('%s', (_, facet, layers, is) => {
    expect(profileOf(layers)[facet].is).toBe(is);
  });
});

describe('requests that one call may cause', () => {
  test.each<[name: string, layers: readonly Layer[], attempts: Amount]>([
    ['one', [], 1],
    ['three', [repeated()], 3],
    ['three times four', [repeated(), repeated({ attempts: 4 })], 12],
    ['a reconnect repeats no request', [repeated({ reconnect: true })], 1],
    ['without an end', [repeated({ attempts: 'unbounded' })], 'unbounded'],
    ['without an end, whatever else', [repeated({ attempts: 'unknown' }), repeated({ attempts: 'unbounded' })], 'unbounded'],
    ['not known', [repeated({ attempts: 'unknown' }), repeated()], 'unknown'],
    ['perhaps more', [repeated(), opaque('retry')], 'unknown'],
    ['without an end, perhaps more', [repeated({ attempts: 'unbounded' }), opaque('retry')], 'unbounded'],
  ])('%s', (_, layers, attempts) => {
    expect(profileOf(layers).attempts).toBe(attempts);
  });
});

describe('the longest it can take', () => {
  test.each<[name: string, layers: readonly Layer[], worst: Amount]>([
    ['forever', [], 'unbounded'],
    ['one bound', [bound()], 1000],
    ['a bound on a phase is none', [bound({ covers: 'connect' })], 'unbounded'],
    ['three attempts and two pauses', [bound(), repeated()], 5000],
    ['three attempts without a pause', [bound(), repeated({ backoff: 'none' })], 3000],
    ['growing pauses', [bound(), repeated({ backoff: 'exponential', attempts: 4 })], 4000 + 1000 + 2000 + 4000],
    [
      'growing pauses with a cap',
      [bound(), repeated({ backoff: 'exponential', attempts: 4, maxDelayMs: 1500 })],
      4000 + 1000 + 1500 + 1500,
    ],
    ['evenly growing pauses', [bound(), repeated({ backoff: 'linear', attempts: 4 })], 4000 + 1000 + 2000 + 3000],
    ['a deadline around all attempts', [bound(), repeated(), bound({ covers: 'total', ms: 4000 })], 4000],
    ['a deadline of the retry', [bound(), repeated({ totalMs: 2500 })], 2500],
    ['attempts that can hang, and a deadline around them', [repeated(), bound({ covers: 'total', ms: 4000 })], 4000],
    ['attempts that can hang', [repeated()], 'unbounded'],
    ['attempts without an end', [bound(), repeated({ attempts: 'unbounded' })], 'unbounded'],
    ['an unknown number of attempts', [bound(), repeated({ attempts: 'unknown' })], 'unknown'],
    ['an unknown pause', [bound(), repeated({ backoff: 'unknown' })], 'unknown'],
    ['perhaps a bound', [opaque('timeout')], 'unknown'],
    ['perhaps a bound, and one outside', [opaque('timeout'), bound({ ms: 2000 })], 2000],
    ['layers of retry multiply', [bound({ ms: 100 }), repeated({ backoff: 'none' }), repeated({ backoff: 'none', attempts: 4 })], 1200],
  ])('%s', (_, layers, worst) => {
    expect(profileOf(layers).worstMs).toBe(worst);
  });
});

describe('what it takes at least, where parts are unknown', () => {
  test.each<[name: string, layers: readonly Layer[], attempts: number | 'unbounded', worstMs: number | 'unbounded']>([
    ['all is known', [bound(), repeated()], 3, 5000],
    ['nothing bounds it', [], 1, 'unbounded'],
    ['an unknown number of attempts', [bound(), repeated({ attempts: 'unknown' })], 1, 1000],
    ['an unknown pause', [bound(), repeated({ backoff: 'unknown' })], 3, 3000],
    ['an unknown bound, and pauses', [bound({ ms: 'unknown' }), repeated()], 3, 2000],
    ['perhaps a bound', [opaque('timeout'), repeated()], 3, 2000],
    ['perhaps more retries', [bound(), repeated(), opaque('retry')], 3, 5000],
    [
      'an unknown layer of retries inside a known one',
      [bound(), repeated({ attempts: 'unknown' }), repeated({ attempts: 4, backoff: 'none' })],
      4,
      4000,
    ],
    ['a deadline around what is unknown', [bound({ ms: 'unknown' }), repeated(), bound({ covers: 'total', ms: 500 })], 3, 500],
    ['without an end', [bound(), repeated({ attempts: 'unbounded' })], 'unbounded', 'unbounded'],
  ])('%s', (_, layers, attempts, worstMs) => {
    expect(profileOf(layers).atLeast).toEqual({ attempts, worstMs });
  });

  test('a bound that waits for work which never looks at its signal is none', () => {
    expect(profileOf([bound({ cooperative: true, by: 'policy' })])).toMatchObject({
      worstMs: 'unbounded',
      atLeast: { worstMs: 'unbounded' },
    });
  });
});

describe('amounts', () => {
  test.each<[a: Amount, b: Amount, product: Amount, sum: Amount]>([
    [2, 3, 6, 5],
    [2, 'unknown', 'unknown', 'unknown'],
    ['unknown', 2, 'unknown', 'unknown'],
    [2, 'unbounded', 'unbounded', 'unbounded'],
    ['unbounded', 'unknown', 'unbounded', 'unbounded'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('%s and %s', (a, b, product, sum) => {
    expect(times(a, b)).toBe(product);
    expect(plus(a, b)).toBe(sum);
  });

  test('pauses of a single try', () => {
    expect(pauses(repeated({ attempts: 1 }))).toBe(0);
    expect(pauses(repeated({ attempts: 'unbounded' }))).toBe('unbounded');
    expect(pauses(repeated({ delayMs: 'unknown' }))).toBe('unknown');
  });

  test('only the attempt and the total cover a whole attempt', () => {
    const phases = ['connect', 'headers', 'idle', 'attempt', 'total'] as const;
    expect(phases.filter((covers) => coversAttempt(bound({ covers })))).toEqual(['attempt', 'total']);
  });
});
