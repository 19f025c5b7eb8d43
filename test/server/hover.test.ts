import { describe, expect, test } from 'vitest';
import type { CallSite, GuardedCall } from '../../src/model/call';
import type { Layer } from '../../src/model/layer';
import { profileOf } from '../../src/model/profile';
import type { Provenance } from '../../src/model/provenance';
import { profilePage } from '../../src/server/hover';
import { placesOf } from '../../src/server/places';
import { chainOf, reasonsOf } from '../../src/model/reasons';
import { duration, facetWords, shortProfile } from '../../src/server/words';

const places = placesOf({ uri: (file) => `file:///w/${file}`, text: () => 'a\nbb\nccc\n', open: () => undefined });
const site: CallSite = {
  client: 'axios',
  name: 'api.get',
  at: { file: 'a.ts', start: 0, end: 1 },
  whole: { file: 'a.ts', start: 0, end: 4 },
  effect: 'read',
  target: 'https://x.example',
  context: 'server',
  failure: 'throws',
  dependency: 'axios',
  traits: [],
  scope: 'f',
};
const made: Provenance = {
  from: 'instance',
  says: '`timeout` is 2000 on `api`',
  at: { file: 'http.ts', start: 3, end: 4 },
  via: { from: 'default', says: 'axios waits forever', evidence: 'https://axios-http.com/docs/req_config' },
};
const timeout: Layer = { kind: 'timeout', ms: 2000, covers: 'attempt', cancels: true, by: 'option', because: made };
const retry: Layer = {
  kind: 'retry',
  attempts: 3,
  backoff: 'exponential',
  jitter: false,
  delayMs: 100,
  writes: false,
  form: 'policy',
  because: { from: 'plugin', says: 'axios-retry repeats 2 times' },
};

function call(layers: readonly Layer[], paths: GuardedCall['paths'] = []): GuardedCall {
  return { site, layers, profile: profileOf(layers), paths };
}

describe('the profile in a table', () => {
  test('what is present is bold, with its chain of reasons as links', () => {
    const page = profilePage(call([timeout, retry]), [], places);
    expect(page).toContain('**`api.get`** · axios · https://x.example · read · server');
    expect(page).toContain(
      '| ⏱ Timeout | **2 s for each attempt** | [`timeout` is 2000 on `api`](file:///w/http.ts#L2,2) ← [axios waits forever](https://axios-http.com/docs/req_config) |',
    );
    expect(page).toContain('| ↻ Retry | **3 attempts, exponential pause from 100 ms without jitter** | axios-retry repeats 2 times |');
    expect(page).toContain('| ⚡ Circuit breaker | none |  |');
    expect(page).toContain('At worst: 3 requests, over within 6.3 s.');
  });

  test('a bare call waits forever', () => {
    const page = profilePage(call([]), [], places);
    expect(page).toContain('| ⏱ Timeout | none: waits forever |');
    expect(page).toContain('At worst: one request, and no end in time.');
  });

  test('what cannot be read is not called absent', () => {
    const page = profilePage(
      call([{ kind: 'opaque', may: ['timeout'], because: { from: 'unresolved', says: '`opts` cannot be read' } }]),
      [],
      places,
    );
    expect(page).toContain('| ⏱ Timeout | not known | `opts` cannot be read |');
    expect(page).toContain('for a time that is not known');
  });

  test('ways that differ are listed with their callers', () => {
    const path = {
      layers: [timeout],
      profile: profileOf([timeout]),
      through: [{ from: 'caller', says: 'called in `load`', at: { file: 'b.ts', start: 2, end: 3 } }],
    } as const;
    expect(profilePage(call([], [path, { ...path, through: [] }]), [], places)).toContain(
      'Reached in 2 ways:\n- ⏱ 2 s ↻ – through [called in `load`](file:///w/b.ts#L2,1)\n- ⏱ 2 s ↻ – through an unnamed caller',
    );
  });

  test('findings are named', () => {
    const finding = {
      rule: 'missing-timeout',
      severity: 'error',
      message: 'It waits | forever.',
      at: site.at,
      because: [],
      fingerprint: 'f',
      related: [],
    } as const;
    expect(profilePage(call([]), [finding], places)).toContain('- **missing-timeout**: It waits \\| forever.');
  });

  test('no sentence can break the table or write markup', () => {
    const because: Provenance = { from: 'option', says: 'a | b\n<img src=x> [x](command:evil) `c|d`' };
    const page = profilePage(call([{ kind: 'breaker', lives: 'module', because }]), [], places);
    expect(page).toContain('a \\| b \\<img src=x\\> \\[x\\](command:evil) `c\\|d` |');
  });

  test('evidence that is no web address is no link', () => {
    const because: Provenance = { from: 'default', says: 'x', evidence: 'javascript:alert(1)' };
    expect(profilePage(call([{ kind: 'breaker', lives: 'module', because }]), [], places)).not.toContain('javascript');
  });
});

describe('words', () => {
  test.each([
    [250, '250 ms'],
    [1500, '1.5 s'],
    [60_000, '60 s'],
    [300_000, '5 min'],
    ['unbounded', 'forever'],
    ['unknown', 'unknown'],
  ] as const)('%s is %s', (ms, words) => expect(duration(ms)).toBe(words));

  test('short: two facts', () => {
    expect(shortProfile(profileOf([timeout, retry]))).toBe('⏱ 2 s ↻ 3');
    expect(shortProfile(profileOf([]))).toBe('⏱ – ↻ –');
    expect(shortProfile(profileOf([{ kind: 'opaque', may: ['timeout', 'retry'], because: made }]))).toBe('⏱ ? ↻ ?');
  });

  test('each facet that is present says how', () => {
    const because = made;
    const profile = profileOf([
      { kind: 'timeout', ms: 100, covers: 'total', cancels: false, by: 'race', because },
      { kind: 'retry', attempts: 'unbounded', backoff: 'none', jitter: 'unknown', writes: 'unknown', form: 'loop', because },
      { kind: 'breaker', lives: 'call', because },
      { kind: 'bulkhead', limit: 4, lives: 'module', because },
      { kind: 'fallback', gives: 'empty', because },
      { kind: 'cancellation', signal: 'passed', because },
    ]);
    expect(
      (['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'] as const).map((facet) => facetWords(facet, profile)),
    ).toEqual([
      '100 ms for all attempts together, the request itself goes on',
      'unlimited attempts, no pause',
      'made anew for each call',
      'at most 4 at once',
      'an empty value',
      'a signal can stop it',
    ]);
  });
});

test('a chain ends, even in a ring', () => {
  const ring: { -readonly [K in keyof Provenance]: Provenance[K] } = { from: 'wrapper', says: 'a' };
  ring.via = ring;
  expect(chainOf(ring)).toHaveLength(1);
  expect(reasonsOf([made, made])).toHaveLength(2);
});
