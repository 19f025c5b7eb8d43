import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  BreakerOpenError,
  type BreakerState,
  BulkheadFullError,
  bulkhead,
  CircuitBreaker,
  fallback,
  isTransient,
  retry,
  TimeoutError,
  withTimeout,
} from '../../src/remedies/module/resilience';

const never = () => new Promise<never>(() => {});
const httpError = (status: number, headers: Record<string, string> = {}) =>
  Object.assign(new Error(`status ${status}`), { response: { status, headers } });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00Z') });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('withTimeout', () => {
  test('hands over a signal, gives back the value, and leaves no timer behind', async () => {
    const caller = new AbortController();
    const removed = vi.spyOn(caller.signal, 'removeEventListener');
    const value = await withTimeout(
      async (signal) => {
        expect(signal.aborted).toBe(false);
        return 7;
      },
      1000,
      { signal: caller.signal },
    );
    expect(value).toBe(7);
    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledOnce();
  });

  test('aborts the work and throws a TimeoutError, also when the work takes no notice', async () => {
    let seen: AbortSignal | undefined;
    const onTimeout = vi.fn();
    const done = withTimeout(
      (signal) => {
        seen = signal;
        return never();
      },
      1000,
      { onTimeout },
    );
    const outcome = expect(done).rejects.toThrow(TimeoutError);
    await vi.advanceTimersByTimeAsync(999);
    expect(seen?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(seen?.aborted).toBe(true);
    expect(seen?.reason).toMatchObject({ name: 'TimeoutError' });
    expect(onTimeout).toHaveBeenCalledExactlyOnceWith(1000);
  });

  test("follows the caller's signal, with its reason", async () => {
    const caller = new AbortController();
    const done = withTimeout(never, 1000, { signal: caller.signal });
    const outcome = expect(done).rejects.toThrow('gone');
    caller.abort(new Error('gone'));
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
    const run = vi.fn();
    await expect(withTimeout(run, 1000, { signal: caller.signal })).rejects.toThrow('gone');
    expect(run).not.toHaveBeenCalled();
  });

  test('an error that is thrown at once, and a wait longer than timers know', async () => {
    await expect(
      withTimeout(() => {
        throw new Error('at once');
      }, 1000),
    ).rejects.toThrow('at once');
    const set = vi.spyOn(globalThis, 'setTimeout');
    await withTimeout(() => 1, Number.POSITIVE_INFINITY);
    expect(set).toHaveBeenCalledWith(expect.any(Function), 2 ** 31 - 1);
  });
});

/** Lets all pauses pass; answers with the time between the attempts, and what came of it. */
async function attemptsOf<T>(run: (attempt: number) => T | Promise<T>, options: Parameters<typeof retry>[1] = {}) {
  const came: number[] = [];
  const done = retry((attempt) => {
    came.push(Date.now());
    return run(attempt);
  }, options).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  await vi.runAllTimersAsync();
  return { gaps: came.slice(1).map((at, i) => at - (came[i] ?? 0)), outcome: await done };
}

const failing = (error: unknown) => () => Promise.reject(error);
const timeout = new TimeoutError('late');

describe('retry', () => {
  test('runs once what succeeds', async () => {
    const { gaps, outcome } = await attemptsOf((attempt) => attempt);
    expect(gaps).toEqual([]);
    expect(outcome).toEqual({ value: 1 });
  });

  test('three attempts, and then the last error', async () => {
    const { gaps, outcome } = await attemptsOf((attempt) => Promise.reject(httpError(500 + (attempt === 3 ? 3 : 2))));
    expect(gaps).toHaveLength(2);
    expect(outcome).toMatchObject({ error: { message: 'status 503' } });
  });

  test('pauses double up to the cap, and any part of them may be drawn', async () => {
    const options = { attempts: 6, baseMs: 100, capMs: 500 };
    vi.spyOn(Math, 'random').mockReturnValue(1);
    expect((await attemptsOf(failing(timeout), options)).gaps).toEqual([100, 200, 400, 500, 500]);
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    expect((await attemptsOf(failing(timeout), options)).gaps).toEqual([50, 100, 200, 250, 250]);
    vi.spyOn(Math, 'random').mockReturnValue(0);
    expect((await attemptsOf(failing(timeout), options)).gaps).toEqual([0, 0, 0, 0, 0]);
  });

  test.each([
    ['seconds', { 'retry-after': '3' }, 3000],
    ['a date', { 'retry-after': 'Tue, 01 Jan 2030 00:00:04 GMT' }, 4000],
    ['headers with a getter', new Headers({ 'Retry-After': '2' }), 2000],
    ['a date in the past', { 'retry-after': 'Mon, 31 Dec 2029 00:00:00 GMT' }, 0],
    ['nonsense', { 'retry-after': 'soon' }, 0],
  ])('waits as long as the server asks for: %s', async (_, headers, ms) => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const error = Object.assign(new Error('busy'), { response: { status: 429, headers } });
    expect((await attemptsOf(failing(error), { attempts: 2 })).gaps).toEqual([ms]);
  });

  test('a server that asks for more than the cap is not asked again', async () => {
    const { gaps, outcome } = await attemptsOf(failing(httpError(503, { 'retry-after': '3600' })));
    expect(gaps).toEqual([]);
    expect(outcome).toMatchObject({ error: { message: 'status 503' } });
  });

  test('an answer such as 503 counts as a failure, and the last one is returned with its body', async () => {
    const cancelled: number[] = [];
    const answer = (attempt: number) =>
      new Response(new ReadableStream({ cancel: () => void cancelled.push(attempt) }), { status: attempt === 3 ? 503 : 502 });
    const { gaps, outcome } = await attemptsOf(answer);
    expect(gaps).toHaveLength(2);
    expect(outcome).toMatchObject({ value: { status: 503, bodyUsed: false } });
    expect(cancelled).toEqual([1, 2]);
  });

  test('an object that merely has a status is a value like any other', async () => {
    expect((await attemptsOf(() => ({ status: 503 }))).gaps).toEqual([]);
  });

  test.each([
    [{ name: 'TimeoutError' }, true],
    [{ code: 'ECONNRESET' }, true],
    [{ code: 'ECONNABORTED' }, true],
    [{ cause: { code: 'UND_ERR_SOCKET' } }, true],
    [{ cause: { cause: { code: 'ECONNREFUSED' } } }, true],
    [new TypeError('Failed to fetch'), true],
    [{ response: { status: 429 } }, true],
    [{ status: 503 }, true],
    [{ statusCode: 408 }, true],
    [{ $metadata: { httpStatusCode: 500 } }, true],
    [{ response: { status: 404 } }, false],
    [{ response: { status: 501 } }, false],
    [{ response: { status: 400 }, code: 'ECONNRESET' }, false],
    [{ name: 'AbortError' }, false],
    [{ code: 'ENOENT' }, false],
    [new TypeError('x is not a function'), false],
    [new Error('bad input'), false],
    ['a string', false],
    [undefined, false],
  ])('%o is transient: %s', async (error, transient) => {
    expect(isTransient({ error })).toBe(transient);
    expect((await attemptsOf(failing(error), { attempts: 2 })).gaps).toHaveLength(transient ? 1 : 0);
  });

  test('the caller stops it: before, during a pause, and during an attempt', async () => {
    const run = vi.fn(failing(timeout));
    await expect(retry(run, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    expect(run).not.toHaveBeenCalled();

    const caller = new AbortController();
    const paused = retry(run, {
      signal: caller.signal,
      baseMs: 10_000,
      onRetry: () => setTimeout(() => caller.abort(new Error('gone')), 1),
    });
    const outcome = expect(paused).rejects.toThrow('gone');
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(run).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);

    const other = new AbortController();
    const { gaps } = await attemptsOf(
      () => {
        other.abort();
        throw timeout;
      },
      { signal: other.signal },
    );
    expect(gaps).toEqual([]);
  });

  test('tells of each pause, and a hook that fails changes nothing', async () => {
    const onRetry = vi.fn(() => {
      throw new Error('hook');
    });
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { outcome } = await attemptsOf((attempt) => (attempt < 3 ? Promise.reject(timeout) : 'ok'), { onRetry });
    expect(outcome).toEqual({ value: 'ok' });
    expect(onRetry.mock.calls).toEqual([
      [{ attempt: 1, delayMs: 200, outcome: { error: timeout } }],
      [{ attempt: 2, delayMs: 400, outcome: { error: timeout } }],
    ]);
  });

  test('a number of attempts that is none means one', async () => {
    expect((await attemptsOf(failing(timeout), { attempts: Number.NaN })).gaps).toEqual([]);
  });
});

describe('CircuitBreaker', () => {
  const fail = (breaker: CircuitBreaker, error: unknown = timeout) => breaker.run(failing(error)).catch(() => {});

  test('opens after failures in a row, and lets exactly one trial through', async () => {
    const states: [BreakerState, BreakerState][] = [];
    const onReject = vi.fn();
    const breaker = new CircuitBreaker({
      failures: 3,
      resetMs: 1000,
      onStateChange: (now, before) => states.push([before, now]),
      onReject,
    });
    await fail(breaker);
    await fail(breaker);
    expect(await breaker.run(() => 'ok')).toBe('ok');
    for (let i = 0; i < 3; i++) await fail(breaker);
    expect(breaker.state).toBe('open');
    const run = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 'ok';
    });
    await expect(breaker.run(run)).rejects.toThrow(BreakerOpenError);
    await vi.advanceTimersByTimeAsync(999);
    await expect(breaker.run(run)).rejects.toThrow(BreakerOpenError);
    expect(run).not.toHaveBeenCalled();
    expect(onReject).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    const ten = Promise.allSettled(Array.from({ length: 10 }, () => breaker.run(run)));
    await vi.advanceTimersByTimeAsync(50);
    expect((await ten).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(run).toHaveBeenCalledOnce();
    expect(breaker.state).toBe('closed');
    expect(states).toEqual([
      ['closed', 'open'],
      ['open', 'half-open'],
      ['half-open', 'closed'],
    ]);
  });

  test('a trial that fails opens it again for the whole time', async () => {
    const breaker = new CircuitBreaker({ failures: 1, resetMs: 1000 });
    await fail(breaker);
    await vi.advanceTimersByTimeAsync(1000);
    await fail(breaker);
    expect(breaker.state).toBe('open');
    await vi.advanceTimersByTimeAsync(999);
    await expect(breaker.run(() => 1)).rejects.toThrow(BreakerOpenError);
    await vi.advanceTimersByTimeAsync(1);
    expect(await breaker.run(() => 1)).toBe(1);
  });

  test('a trial that is given up leaves the next call to try, and one that never ends makes room', async () => {
    const breaker = new CircuitBreaker({ failures: 1, resetMs: 1000 });
    await fail(breaker);
    await vi.advanceTimersByTimeAsync(1000);
    await fail(breaker, new DOMException('given up', 'AbortError'));
    expect(breaker.state).toBe('open');
    void breaker.run(never);
    expect(breaker.state).toBe('half-open');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await breaker.run(() => 1)).toBe(1);
    expect(breaker.state).toBe('closed');
  });

  test('what was sent before it opened says nothing of the trial', async () => {
    const breaker = new CircuitBreaker({ failures: 1, resetMs: 1000 });
    let late = (_: unknown): void => {};
    const early = breaker.run(() => new Promise((_, reject) => (late = reject))).catch(() => {});
    await fail(breaker);
    await vi.advanceTimersByTimeAsync(1000);
    const trial = breaker.run(() => new Promise((resolve) => setTimeout(resolve, 10, 'ok')));
    late(timeout);
    await early;
    expect(breaker.state).toBe('half-open');
    await vi.advanceTimersByTimeAsync(10);
    expect(await trial).toBe('ok');
    expect(breaker.state).toBe('closed');
  });

  test.each([
    ['a wrong request', failing(httpError(404)), 'closed'],
    ['a caller that gives up', failing(new DOMException('', 'AbortError')), 'closed'],
    ['an answer 503', () => new Response('', { status: 503 }), 'open'],
    ['an answer 404', () => new Response('', { status: 404 }), 'closed'],
    ['too many requests', () => new Response('', { status: 429 }), 'open'],
    ['an error without a status', failing(new Error('unreadable')), 'open'],
  ] as const)('%s', async (_, run, state) => {
    const breaker = new CircuitBreaker({ failures: 1 });
    await breaker.run<unknown>(run).catch(() => {});
    expect(breaker.state).toBe(state);
  });

  test('the filter decides what counts', async () => {
    const breaker = new CircuitBreaker({ failures: 1, countsAsFailure: (outcome) => 'value' in outcome && outcome.value === 'bad' });
    await fail(breaker);
    expect(breaker.state).toBe('closed');
    expect(await breaker.run(() => 'bad')).toBe('bad');
    expect(breaker.state).toBe('open');
  });
});

describe('bulkhead', () => {
  test('runs a few at once, in order, and refuses what the queue cannot hold', async () => {
    const onReject = vi.fn();
    const seen: [number, number][] = [];
    const limit = bulkhead(2, 2, { onReject, onChange: (running, waiting) => seen.push([running, waiting]) });
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) =>
      limit(async () => {
        order.push(n);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running--;
        if (n === 1) throw new Error('one fails');
        return n;
      });
    const all = Promise.allSettled([1, 2, 3, 4, 5].map(work));
    await vi.runAllTimersAsync();
    const results = await all;
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason.message))).toEqual([
      'one fails',
      2,
      3,
      4,
      'The bulkhead is full',
    ]);
    expect(results[4]).toMatchObject({ reason: expect.any(BulkheadFullError) });
    expect([most, order]).toEqual([2, [1, 2, 3, 4]]);
    expect(onReject).toHaveBeenCalledOnce();
    expect(seen.at(-1)).toEqual([0, 0]);
    expect(Math.max(...seen.map(([, waiting]) => waiting))).toBe(2);
  });

  test('whoever gives up waiting leaves the queue, and nobody loses a place', async () => {
    const limit = bulkhead(1);
    const first = limit(() => new Promise((resolve) => setTimeout(resolve, 10)));
    const caller = new AbortController();
    const run = vi.fn();
    const second = expect(limit(run, { signal: caller.signal })).rejects.toThrow('gone');
    const third = limit(() => 'third');
    caller.abort(new Error('gone'));
    await second;
    await vi.runAllTimersAsync();
    await first;
    expect(await third).toBe('third');
    expect(run).not.toHaveBeenCalled();
    expect(await limit(() => 'free')).toBe('free');
  });

  test('without a cap everybody waits, and a limit below one still lets one through', async () => {
    const limit = bulkhead(0);
    expect(await Promise.all(Array.from({ length: 50 }, (_, i) => limit(() => i)))).toHaveLength(50);
  });
});

describe('fallback', () => {
  test('answers instead, and tells', async () => {
    const onFallback = vi.fn();
    expect(
      await fallback(
        () => 1,
        () => 2,
      ),
    ).toBe(1);
    expect(await fallback(failing(timeout), () => 2, { onFallback })).toBe(2);
    expect(onFallback).toHaveBeenCalledExactlyOnceWith(timeout);
  });

  test('not for a caller that gave up, nor for failures it was not made for', async () => {
    await expect(fallback(failing(new DOMException('gone', 'AbortError')), () => 2)).rejects.toThrow('gone');
    await expect(fallback(failing(httpError(404)), () => 2, { when: (error) => isTransient({ error }) })).rejects.toThrow('404');
  });
});
