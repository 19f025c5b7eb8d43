/**
 * Timeout, retry, circuit breaker, bulkhead and fallback for calls that leave the process.
 * Put in by Breakwater. It depends on nothing, and is yours to change.
 */

/** What became of one run. */
export type Outcome<T = unknown> = { readonly value: T } | { readonly error: unknown };

type Run<T> = () => PromiseLike<T> | T;
type Signal = AbortSignal | null | undefined;
type Hook<A extends readonly unknown[]> = ((...event: A) => void) | undefined;

/** The time is up. It bears the name of what `AbortSignal.timeout` throws. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** Nothing was sent, because the breaker is open. */
export class BreakerOpenError extends Error {
  override readonly name = 'BreakerOpenError';
}

/** Nothing was sent, because the bulkhead and its queue are full. */
export class BulkheadFullError extends Error {
  override readonly name = 'BulkheadFullError';
}

/**
 * Gives `run` at most `ms` milliseconds; then its signal is aborted and a `TimeoutError` thrown. Pass the signal on, and
 * read the body inside `run`, for the bound ends with it. When `signal` aborts, so does the work.
 */
export async function withTimeout<T>(
  run: (signal: AbortSignal) => PromiseLike<T> | T,
  ms: number,
  { signal, onTimeout }: { signal?: Signal; onTimeout?: Hook<[ms: number]> } = {},
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  // Not `AbortSignal.any`: on Node 20 a timeout that nothing else refers to may be collected, and never fires.
  const follow = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', follow);
  const expire = (): void => {
    controller.abort(new TimeoutError(`No answer within ${ms} ms`));
    tell(onTimeout, ms);
  };
  const timer = setTimeout(expire, Math.min(ms, 2 ** 31 - 1));
  try {
    return await Promise.race([stopped, (async () => run(controller.signal))()]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}

export interface RetryOptions {
  /** Tries in all, the first included; default 3. */
  attempts?: number;
  /** The first pause is a random part of this, and the part doubles with every attempt; default 200. */
  baseMs?: number;
  /** The longest pause. A server that asks for a longer one is not asked again; default 10 000. */
  capMs?: number;
  /** Ends the attempts and the pauses between them. */
  signal?: Signal;
  /** Whether to try again after this outcome; default `isTransient`. */
  retryOn?: (outcome: Outcome) => boolean;
  onRetry?: Hook<[event: { attempt: number; delayMs: number; outcome: Outcome }]>;
}

/**
 * Runs again what failed for a passing reason, thrown or answered. The last attempt decides: its error is thrown, its
 * answer returned. Give each attempt its own timeout, inside `run`. Repeat a write only with an idempotency key, made
 * outside `run`.
 */
export async function retry<T>(run: (attempt: number) => PromiseLike<T> | T, options: RetryOptions = {}): Promise<T> {
  const { attempts = 3, baseMs = 200, capMs = 10_000, signal, retryOn = isTransient, onRetry } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const outcome = await outcomeOf(() => run(attempt));
    const askedMs = retryAfterMs(outcome);
    const last = !(attempt < attempts) || signal?.aborted === true || askedMs > capMs;
    if (last || !retryOn(outcome)) return settle(outcome);
    const delayMs = Math.min(capMs, askedMs + Math.random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
    tell(onRetry, { attempt, delayMs, outcome });
    discard(outcome);
    await pause(delayMs, signal);
  }
}

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** Failures in a row that open it; default 5. */
  failures?: number;
  /** Milliseconds until one call is let through to try; default 30 000. */
  resetMs?: number;
  /** Default `isFailure`. A call that its caller gave up never counts. */
  countsAsFailure?: (outcome: Outcome) => boolean;
  onStateChange?: Hook<[now: BreakerState, before: BreakerState]>;
  onReject?: Hook<[]>;
}

/** Sends nothing to a dependency that is down. Keep one for each dependency: a breaker that is made per call never opens. */
export class CircuitBreaker {
  private readonly options: BreakerOptions;
  private current: BreakerState = 'closed';
  private failures = 0;
  /** When the next call may be the trial. */
  private until = 0;
  /** Answers to calls that were sent in an earlier state say nothing about this one. */
  private turns = 0;

  constructor(options: BreakerOptions = {}) {
    this.options = options;
  }

  get state(): BreakerState {
    return this.current;
  }

  async run<T>(run: Run<T>): Promise<T> {
    if (this.current !== 'closed') {
      if (Date.now() < this.until) {
        tell(this.options.onReject);
        throw new BreakerOpenError('The circuit breaker is open');
      }
      // A trial that never ends makes room for another.
      this.turn('half-open', this.options.resetMs ?? 30_000);
    }
    const turn = this.turns;
    const outcome = await outcomeOf(run);
    if (turn === this.turns) this.learn(outcome);
    return settle(outcome);
  }

  private learn(outcome: Outcome): void {
    const { failures = 5, resetMs = 30_000, countsAsFailure = isFailure } = this.options;
    const trial = this.current === 'half-open';
    if (isAbort(outcome)) {
      if (trial) this.turn('open', 0);
    } else if (!countsAsFailure(outcome)) {
      this.failures = 0;
      if (trial) this.turn('closed', 0);
    } else {
      this.failures++;
      if (trial || this.failures >= failures) this.turn('open', resetMs);
    }
  }

  private turn(state: BreakerState, ms: number): void {
    const before = this.current;
    this.current = state;
    this.until = Date.now() + ms;
    this.failures = 0;
    this.turns++;
    if (state !== before) tell(this.options.onStateChange, state, before);
  }
}

/** What `bulkhead` returns: runs its argument when there is room. A `signal` ends the wait for it. */
export type Bulkhead = <T>(run: Run<T>, options?: { signal?: Signal }) => Promise<T>;

/** Lets `limit` run at once and `queueCap` wait (default: all); what comes on top is refused. Keep one for each dependency. */
export function bulkhead(
  limit: number,
  queueCap: number = Number.POSITIVE_INFINITY,
  { onChange, onReject }: { onChange?: Hook<[running: number, waiting: number]>; onReject?: Hook<[]> } = {},
): Bulkhead {
  const waiting = new Set<() => void>();
  let running = 0;
  const room = (signal: Signal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (running < limit || running === 0) {
        running++;
        return resolve();
      }
      if (waiting.size >= queueCap) {
        tell(onReject);
        return reject(new BulkheadFullError('The bulkhead is full'));
      }
      const leave = (): void => {
        waiting.delete(enter);
        reject(signal?.reason);
      };
      const enter = (): void => {
        waiting.delete(enter);
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(enter);
      signal?.addEventListener('abort', leave);
    });
  return async (run, { signal } = {}) => {
    signal?.throwIfAborted();
    const admitted = room(signal);
    tell(onChange, running, waiting.size);
    await admitted;
    try {
      return await run();
    } finally {
      const next = waiting.values().next().value;
      if (next === undefined) running--;
      else next();
      tell(onChange, running, waiting.size);
    }
  };
}

/** Answers with `instead` when `run` fails, but not when its caller gave it up. Name the failures it is meant for in `when`. */
export async function fallback<T, U>(
  run: Run<T>,
  instead: (error: unknown) => PromiseLike<U> | U,
  { when, onFallback }: { when?: (error: unknown) => boolean; onFallback?: Hook<[error: unknown]> } = {},
): Promise<T | U> {
  try {
    return await run();
  } catch (error) {
    if (isAbort({ error }) || when?.(error) === false) throw error;
    tell(onFallback, error);
    return instead(error);
  }
}

const passing = {
  statuses: [408, 425, 429, 500, 502, 503, 504],
  codes:
    /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN)|UND_ERR_(SOCKET|(CONNECT|HEADERS|BODY)_TIMEOUT))$/,
  // What browsers say when there was no answer at all.
  messages: /^(Failed to fetch|Load failed|NetworkError)/,
};

/** Whether the failure may pass by itself: a timeout, a broken connection, or a status such as 429 or 503. */
export function isTransient(outcome: Outcome): boolean {
  const status = statusOf(outcome);
  if (status !== undefined) return passing.statuses.includes(status);
  if ('value' in outcome) return false;
  for (let cause: unknown = outcome.error, depth = 0; cause && depth < 5; cause = part(cause, 'cause'), depth++) {
    if (part(cause, 'name') === 'TimeoutError' || passing.codes.test(String(part(cause, 'code')))) return true;
    if (cause instanceof TypeError && passing.messages.test(cause.message)) return true;
  }
  return false;
}

/** Whether the dependency is to blame: any error or bad status but those that say the request was wrong, as 404 does. */
export function isFailure(outcome: Outcome): boolean {
  const status = statusOf(outcome);
  return status === undefined ? 'error' in outcome : status >= 500 || isTransient(outcome);
}

function isAbort(outcome: Outcome): boolean {
  return 'error' in outcome && /^(AbortError|CanceledError)$/.test(String(part(outcome.error, 'name')));
}

/** The answer, where clients keep it: as the value, in the error, or the error itself. */
function answerOf(outcome: Outcome): unknown {
  if ('error' in outcome) return part(outcome.error, 'response') ?? part(outcome.error, '$metadata') ?? outcome.error;
  return part(outcome.value, 'headers') === undefined ? undefined : outcome.value;
}

function statusOf(outcome: Outcome): number | undefined {
  const answer = answerOf(outcome);
  const status = part(answer, 'status') ?? part(answer, 'statusCode') ?? part(answer, 'httpStatusCode') ?? part(answer, 'code');
  return typeof status === 'number' && status >= 100 && status < 600 ? status : undefined;
}

/** What `Retry-After` asks for, as seconds or as a date, in milliseconds; 0 without one. */
function retryAfterMs(outcome: Outcome): number {
  const headers = part(answerOf(outcome), 'headers');
  const get = part(headers, 'get');
  const written = String(typeof get === 'function' ? get.call(headers, 'retry-after') : part(headers, 'retry-after'));
  const ms = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written) - Date.now();
  return Math.max(0, ms || 0);
}

async function outcomeOf<T>(run: Run<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    return { error };
  }
}

function settle<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** An answer that nobody reads would hold its connection. */
function discard(outcome: Outcome): void {
  const body = 'value' in outcome ? part(outcome.value, 'body') : undefined;
  const cancel = part(body, 'cancel') ?? part(body, 'dump');
  if (typeof cancel === 'function') Promise.resolve(cancel.call(body)).catch(() => {});
}

function pause(ms: number, signal: Signal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop);
  });
}

/** A hook that fails must not fail the call. */
function tell<A extends readonly unknown[]>(hook: Hook<A>, ...event: A): void {
  try {
    hook?.(...event);
  } catch {}
}

function part(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
}
