import { describe, expect, test } from 'vitest';
import type { CallSite, ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../../src/model/call';
import type { Facet, Layer, RetryLayer } from '../../src/model/layer';
import { rules } from '../../src/rules';
import { because, bound, callOf, opaque, repeated, settings, signal, siteOf } from '../harness/tables';

const everything: readonly Facet[] = ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'];
const at = { file: 'main.ts', start: 0, end: 4 };

describe('unknown is never missing', () => {
  const sees: readonly Partial<CallSite>[] = [
    {},
    { effect: 'write' },
    { effect: 'unknown', failure: 'unknown' },
    { failure: 'throws', answer: { statusChecked: 'unknown', bodyRead: 'unknown' } },
    { context: 'unknown', answer: { statusChecked: 'unknown', bodyRead: true } },
  ];
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s keeps silent about what cannot be seen', (_, rule) => {
    for (const site of sees) expect(rule.call?.(callOf([opaque(...everything)], site), settings)).toBeUndefined();
  });
});

describe('a message', () => {
  const layers: readonly (readonly Layer[])[] = [
    [],
    [bound()],
    [bound({ ms: 30, written: { value: 30, unit: 'ms' } })],
    [bound({ ms: 5_000_000, written: { value: 5000, unit: 's' } })],
    [bound({ ms: 600_000 })],
    [bound({ ms: 600_000, by: 'default' })],
    [bound({ covers: 'connect' })],
    [bound({ covers: 'headers' }), bound({ covers: 'idle' })],
    [bound({ by: 'race', cancels: false })],
    [bound({ by: 'signal', expires: true })],
    [bound({ by: 'policy', cooperative: true })],
    [{ kind: 'disabled', facet: 'timeout', written: 'timeout: 0', because }],
    [{ kind: 'ignored', facet: 'timeout', written: 'timeout: 5000', because }],
    [signal('inert')],
    [signal('dropped')],
    [signal('overwritten')],
    [repeated({ attempts: 'unbounded' })],
    [repeated({ attempts: 12, backoff: 'none', jitter: false })],
    [bound(), repeated({ jitter: false, permanent: true }), repeated({ attempts: 11, form: 'loop' })],
    [repeated(), bound({ by: 'signal', covers: 'total' })],
    [{ kind: 'idempotency', made: 'per-attempt', because }, bound(), repeated()],
    [{ kind: 'breaker', lives: 'module', because }],
    [bound(), { kind: 'fan-out', width: 'unknown', because }],
    [bound(), { kind: 'fallback', gives: 'ignored', because }],
    [
      bound({ by: 'signal', because: { from: 'option', says: '`AbortSignal.timeout(1000)` is passed' } }),
      { kind: 'fallback', gives: 'empty', tests: ['AbortError'], because },
    ],
  ];
  const sites: readonly Partial<CallSite>[] = [
    { name: 'openai.chat.completions.create', answer: { statusChecked: false, bodyRead: true } },
    { name: 'openai.chat.completions.create', effect: 'write', failure: 'throws', instance: at },
    { name: 'openai.chat.completions.create', stronger: { name: 'http', at }, context: 'unknown' },
  ];
  const loop = (layer: RetryLayer): RetryLoop => ({ at, layer, calls: [siteOf(sites[0])], scope: 'user', context: 'server' });
  const policy = (part: Partial<PolicyUse>): PolicyUse => ({
    guard: 'opossum',
    name: 'breaker',
    at,
    lives: 'call',
    layers: [{ kind: 'breaker', lives: 'call', because }],
    runs: 1,
    givenPromise: true,
    scope: 'user',
    context: 'server',
    ...part,
  });
  const instance: ClientInstance = {
    client: 'undici',
    name: 'undici.Pool',
    at,
    lives: 'call',
    pooled: true,
    layers: [],
    scope: 'user',
    context: 'server',
  };

  const said = rules.map((rule) => {
    const verdicts = [
      ...layers.flatMap((one) => sites.map((site) => rule.call?.(callOf(one, site), settings))),
      ...(['loop', 'recursion', 'timer'] as const).flatMap((form) => [
        rule.loop?.(loop(repeated({ form, attempts: 'unbounded', backoff: 'none' })), settings),
        rule.loop?.(loop(repeated({ form, jitter: false })), settings),
      ]),
      rule.policy?.(policy({}), settings),
      rule.policy?.(policy({ runs: 0 }), settings),
      rule.policy?.(policy({ layers: [{ kind: 'bulkhead', limit: 5, lives: 'call', because }], runs: 'unknown' }), settings),
      rule.instance?.(instance, settings),
    ];
    return [rule.id, verdicts.filter((verdict) => verdict !== undefined)] as const;
  });

  test.each(said)('of %s is one sentence of a readable length', (_, verdicts) => {
    expect(verdicts.length).toBeGreaterThan(0);
    for (const { message } of verdicts) {
      expect(message).toMatch(/^[A-Z`].*[^.]\.$/);
      expect(message.replace('openai.chat.completions.create', 'fetch').length, message).toBeLessThanOrEqual(120);
      expect(message).toContain('`');
    }
  });

  test.each(said)('of %s never comes without reasons where the facts have some', (_, verdicts) => {
    for (const { because: reasons } of verdicts) expect(reasons === undefined || reasons.every((one) => one.says !== '')).toBe(true);
  });
});

describe('the one reason why a call hangs', () => {
  const speakers = ['missing-timeout', 'disabled-timeout', 'ineffective-timeout', 'signal-cannot-fire', 'partial-timeout'];
  test.each<[name: string, layers: readonly Layer[], rule: string | undefined]>([
    ['nothing', [], 'missing-timeout'],
    ['off', [{ kind: 'disabled', facet: 'timeout', written: 'timeout: 0', because }], 'disabled-timeout'],
    ['ignored', [{ kind: 'ignored', facet: 'timeout', written: 'timeout: 5000', because }], 'ineffective-timeout'],
    ['inert', [signal('inert')], 'signal-cannot-fire'],
    ['a phase', [bound({ covers: 'connect' })], 'partial-timeout'],
    ['a bound', [bound()], undefined],
    ['who knows', [opaque('timeout')], undefined],
  ])('%s', (_, layers, rule) => {
    const call: GuardedCall = callOf(layers);
    expect(rules.filter((one) => speakers.includes(one.id) && one.call?.(call, settings) !== undefined).map((one) => one.id)).toEqual(
      rule === undefined ? [] : [rule],
    );
  });
});

describe('facts that need no source', () => {
  const verdict = (id: string, layers: readonly Layer[], site: Partial<CallSite> = {}, ...ways: readonly (readonly Layer[])[]) =>
    rules.find((rule) => rule.id === id)?.call?.(callOf(layers, site, ...ways), settings);

  test('retries multiply on the worst way', () => {
    expect(verdict('retry-amplification', [repeated()], {}, [repeated(), repeated({ attempts: 4 })])?.message).toContain('12');
    expect(verdict('retry-amplification', [repeated()], {}, [repeated(), repeated({ attempts: 2 })])).toBeUndefined();
    expect(verdict('retry-amplification', [repeated({ attempts: 'unknown' }), repeated({ attempts: 10 })])).toBeUndefined();
    expect(verdict('retry-amplification', [repeated({ writes: false }), repeated({ attempts: 10 })], { effect: 'write' })).toBeUndefined();
    expect(verdict('retry-amplification', [repeated({ reconnect: true }), repeated({ attempts: 10 })])).toBeUndefined();
  });

  test('an endless policy with a deadline around it comes to an end', () => {
    const endless = repeated({ attempts: 'unbounded' });
    expect(verdict('unbounded-retry', [endless])).toBeDefined();
    expect(verdict('unbounded-retry', [endless, bound({ covers: 'total' })])).toBeUndefined();
    expect(verdict('unbounded-retry', [endless, bound({ covers: 'total', cancels: false })])).toBeDefined();
    expect(verdict('unbounded-retry', [repeated({ attempts: 'unbounded', totalMs: 60_000 })])).toBeUndefined();
    expect(verdict('unbounded-retry', [repeated({ attempts: 'unbounded', form: 'default' })])).toBeUndefined();
    expect(verdict('unbounded-retry', [repeated({ attempts: 'unbounded', form: 'option', reconnect: true })])).toBeUndefined();
  });

  test('a write that the retry leaves alone is safe, and so is one with a key', () => {
    const write = { effect: 'write' } as const;
    expect(verdict('unsafe-retry', [repeated()], write)).toBeDefined();
    expect(verdict('unsafe-retry', [repeated({ writes: false })], write)).toBeUndefined();
    expect(verdict('unsafe-retry', [repeated({ writes: 'unknown' })], write)).toBeUndefined();
    expect(verdict('unsafe-retry', [{ kind: 'idempotency', made: 'once', because }, repeated()], write)).toBeUndefined();
    expect(verdict('unsafe-retry', [repeated()], { effect: 'unknown' })).toBeUndefined();
    expect(verdict('unsafe-retry', [repeated()], { effect: 'write', traits: ['idempotent'] })).toBeUndefined();
    expect(verdict('unsafe-retry', [repeated({ form: 'default' })], write)?.severity).toBe('info');
  });

  test('a signal that is replaced, and one that is dropped, matter only while none is passed', () => {
    expect(verdict('signal-overwritten', [signal('overwritten'), bound()])).toBeDefined();
    expect(verdict('signal-overwritten', [signal('overwritten'), signal('passed')])).toBeUndefined();
    expect(verdict('signal-not-forwarded', [signal('dropped'), bound()])).toBeDefined();
    expect(verdict('signal-not-forwarded', [signal('dropped'), opaque('cancellation')])).toBeUndefined();
  });

  test('a wrapper counts only for calls that lack what it gives', () => {
    const stronger = { name: 'http', at };
    expect(verdict('policy-bypass', [], { stronger })?.message).toBe(
      '`fetch` goes past `http`, which protects such calls in this project.',
    );
    expect(verdict('policy-bypass', [bound()], { stronger })).toBeUndefined();
    expect(verdict('policy-bypass', [], { stronger, context: 'test' })).toBeUndefined();
  });

  test('what a limiter or a pool queues is not all at once', () => {
    const wide: Layer = { kind: 'fan-out', width: 'unknown', because };
    expect(verdict('unbounded-fanout', [bound(), wide])).toBeDefined();
    expect(verdict('unbounded-fanout', [bound(), { kind: 'fan-out', width: 5, because }])).toBeUndefined();
    expect(verdict('unbounded-fanout', [bound(), { kind: 'bulkhead', limit: 5, lives: 'module', because }, wide])).toBeUndefined();
    expect(verdict('unbounded-fanout', [bound(), wide], { traits: ['database'] })?.severity).toBe('info');
    expect(verdict('unbounded-fanout', [bound(), wide], { context: 'browser' })?.severity).toBe('info');
  });

  test('connections, telemetry and neighbours are spoken of softly or not at all', () => {
    expect(verdict('missing-timeout', [], { traits: ['connection'] })?.message).toContain('while connecting');
    expect(verdict('missing-timeout', [], { traits: ['telemetry'] })?.severity).toBe('info');
    expect(verdict('missing-timeout', [], { traits: ['local'] })?.severity).toBe('info');
    expect(verdict('missing-retry', [bound()], { traits: ['database'] })).toBeUndefined();
    expect(verdict('missing-breaker', [bound()], { traits: ['queue'] })).toBeUndefined();
    expect(
      verdict('swallowed-failure', [bound(), { kind: 'fallback', gives: 'empty', because }], { traits: ['telemetry'] }),
    ).toBeUndefined();
  });
});
