/**
 * Guards for calls that leave the process. Put in by Breakwater. They depend
 * on nothing, and are yours to change.
 */

/** What became of one run. */
export type Outcome<T = unknown> = Answered<T> | Failed;

interface Answered<T> {
  readonly value: T;
}

interface Failed {
  readonly error: unknown;
}

type Run<T> = () => PromiseLike<T> | T;
type Signal = AbortSignal | null | undefined;
type Hook<A extends unknown[]> = ((...event: A) => void) | undefined;

/** The time is up. It bears the name of what `AbortSignal.timeout` throws. */
export class TimeoutError extends Error {
  constructor(message?: string) {
    super(message);
    this.name = 'TimeoutError';
  }
}

/** Nothing was sent, because the breaker is open. */
export class BreakerOpenError extends Error {
  constructor(message?: string) {
    super(message);
    this.name = 'BreakerOpenError';
  }
}

/** Nothing was sent, because the bulkhead and its queue are full. */
export class BulkheadFullError extends Error {
  constructor(message?: string) {
    super(message);
    this.name = 'BulkheadFullError';
  }
}

export interface Timing {
  /** When it aborts, so does the work. */
  signal?: Signal;
  onTimeout?: ((ms: number) => void) | undefined;
}

type Timed<T> = (signal: AbortSignal) => PromiseLike<T> | T;
type Timeout = <T>(run: Timed<T>, ms: number, options?: Timing) => Promise<T>;

/**
 * Gives `run` at most `ms` milliseconds; then its signal is aborted and a
 * `TimeoutError` thrown. Pass the signal on, and read the body inside `run`,
 * for the bound ends with it.
 */
export const withTimeout: Timeout = async (run, ms, options = {}) => {
  const { signal, onTimeout } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(controller.signal.reason);
    controller.signal.addEventListener('abort', stop);
  });
  // Not `AbortSignal.any`: on Node 20 a timeout that nothing else refers to
  // may be collected, and never fires.
  const follow = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', follow);
  const expire = (): void => {
    controller.abort(new TimeoutError(`No answer within ${ms} ms`));
    tell(onTimeout, ms);
  };
  const timer = setTimeout(expire, Math.min(ms, 2 ** 31 - 1));
  const work = async () => run(controller.signal);
  try {
    return await Promise.race([stopped, work()]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
};

export interface RetryEvent {
  attempt: number;
  delayMs: number;
  outcome: Outcome;
}

export interface RetryOptions {
  /** Tries in all, the first included; default 3. */
  attempts?: number;
  /**
   * The first pause is a random part of this, and the part doubles with
   * every attempt; default 200.
   */
  baseMs?: number;
  /**
   * The longest pause. A server that asks for a longer one is not asked
   * again; default 10 000.
   */
  capMs?: number;
  /** Ends the attempts and the pauses between them. */
  signal?: Signal;
  /** Whether to try again after this outcome; default `isTransient`. */
  retryOn?: (outcome: Outcome) => boolean;
  onRetry?: ((event: RetryEvent) => void) | undefined;
}

type Attempt<T> = (attempt: number) => PromiseLike<T> | T;
type Retry = <T>(run: Attempt<T>, options?: RetryOptions) => Promise<T>;

/**
 * Runs again what failed for a passing reason, thrown or answered. The last
 * attempt decides: its error is thrown, its answer returned. Give each attempt
 * its own timeout, inside `run`. Repeat a write only with an idempotency key,
 * made outside `run`.
 */
export const retry: Retry = async (run, options = {}) => {
  const { attempts = 3, baseMs = 200, capMs = 10_000 } = options;
  const { signal, retryOn = isTransient, onRetry } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const outcome = await outcomeOf(() => run(attempt));
    const askedMs = retryAfterMs(outcome);
    const last = !(attempt < attempts) || askedMs > capMs;
    if (last || signal?.aborted === true) return settle(outcome);
    if (!retryOn(outcome)) return settle(outcome);
    const ceilingMs = Math.min(capMs, baseMs * 2 ** (attempt - 1));
    const delayMs = Math.min(capMs, askedMs + Math.random() * ceilingMs);
    tell(onRetry, { attempt, delayMs, outcome });
    discard(outcome);
    await pause(delayMs, signal);
  }
};

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** Failures in a row that open it; default 5. */
  failures?: number;
  /** Milliseconds until one call is let through to try; default 30 000. */
  resetMs?: number;
  /** Default `isFailure`. A call that its caller gave up never counts. */
  countsAsFailure?: (outcome: Outcome) => boolean;
  onStateChange?: StateHook | undefined;
  onReject?: (() => void) | undefined;
}

type StateHook = (now: BreakerState, before: BreakerState) => void;

/**
 * Sends nothing to a dependency that is down. Keep one for each dependency: a
 * breaker that is made per call never opens.
 */
export class CircuitBreaker {
  private readonly options: BreakerOptions;
  private current: BreakerState = 'closed';
  private failures = 0;
  /** When the next call may be the trial. */
  private until = 0;
  /** Answers to calls of an earlier state say nothing about this one. */
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
    const { failures = 5, resetMs = 30_000 } = this.options;
    const { countsAsFailure = isFailure } = this.options;
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

export interface Waiting {
  /** Ends the wait for room. */
  signal?: Signal;
}

/** What `bulkhead` returns: runs its argument when there is room. */
export type Bulkhead = <T>(run: Run<T>, options?: Waiting) => Promise<T>;

export interface Watch {
  onChange?: ((running: number, waiting: number) => void) | undefined;
  onReject?: (() => void) | undefined;
}

type Limit = (limit: number, queueCap?: number, options?: Watch) => Bulkhead;

/**
 * Lets `limit` run at once and `queueCap` wait (default: all); what comes on
 * top is refused. Keep one for each dependency.
 */
export const bulkhead: Limit = (limit, queueCap = Infinity, options = {}) => {
  const { onChange, onReject } = options;
  const waiting = new Set<() => void>();
  let running = 0;
  const room = async (signal: Signal): Promise<void> => {
    if (running < limit || running === 0) {
      running++;
      return;
    }
    if (waiting.size >= queueCap) {
      tell(onReject);
      throw new BulkheadFullError('The bulkhead is full');
    }
    await new Promise<void>((resolve, reject) => {
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
  };
  return async (run, options = {}) => {
    const { signal } = options;
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
};

export interface When {
  /** Whether the failure is one that `or` is meant for; default all. */
  when?: (error: unknown) => boolean;
  onFallback?: ((error: unknown) => void) | undefined;
}

type Or<U> = (error: unknown) => PromiseLike<U> | U;
type Rescue = <T, U>(run: Run<T>, or: Or<U>, options?: When) => Promise<T | U>;

/**
 * Answers with `or` when `run` fails, but not when its caller gave it up. Name
 * the failures it is meant for in `when`.
 */
export const fallback: Rescue = async (run, or, options = {}) => {
  const { when, onFallback } = options;
  try {
    return await run();
  } catch (error) {
    if (isAbort({ error }) || when?.(error) === false) throw error;
    tell(onFallback, error);
    return or(error);
  }
};

const passingStatuses = [408, 425, 429, 500, 502, 503, 504];
const brokenOff = /^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;
const unreachable = /^E(HOST|NET)(UNREACH|DOWN)$/;
const failedInUndici = /^UND_ERR_(SOCKET|(CONNECT|HEADERS|BODY)_TIMEOUT)$/;
const passingCodes = [brokenOff, unreachable, failedInUndici];
// What browsers say when there was no answer at all.
const noAnswer = /^(Failed to fetch|Load failed|NetworkError)/;

/**
 * Whether the failure may pass by itself: a timeout, a broken connection, or a
 * status such as 429 or 503.
 */
export function isTransient(outcome: Outcome): boolean {
  const status = statusOf(outcome);
  if (status !== undefined) return passingStatuses.includes(status);
  let cause = 'error' in outcome ? outcome.error : undefined;
  for (let depth = 0; cause && depth < 5; depth++) {
    if (isPassing(cause)) return true;
    cause = part(cause, 'cause');
  }
  return false;
}

function isPassing(cause: unknown): boolean {
  if (part(cause, 'name') === 'TimeoutError') return true;
  const code = String(part(cause, 'code'));
  if (passingCodes.some((one) => one.test(code))) return true;
  return cause instanceof TypeError && noAnswer.test(cause.message);
}

/**
 * Whether the dependency is to blame: any error or bad status but those that
 * say the request was wrong, as 404 does.
 */
export function isFailure(outcome: Outcome): boolean {
  const status = statusOf(outcome);
  if (status === undefined) return 'error' in outcome;
  return status >= 500 || isTransient(outcome);
}

function isAbort(outcome: Outcome): boolean {
  if (!('error' in outcome)) return false;
  const name = part(outcome.error, 'name');
  return name === 'AbortError' || name === 'CanceledError';
}

/**
 * The answer, where clients keep it: as the value, in the error, or the error
 * itself.
 */
function answerOf(outcome: Outcome): unknown {
  if ('error' in outcome) {
    const { error } = outcome;
    return part(error, 'response') ?? part(error, '$metadata') ?? error;
  }
  const { value } = outcome;
  return part(value, 'headers') === undefined ? undefined : value;
}

function statusOf(outcome: Outcome): number | undefined {
  const answer = answerOf(outcome);
  const plain = part(answer, 'status') ?? part(answer, 'statusCode');
  const nested = part(answer, 'httpStatusCode') ?? part(answer, 'code');
  const status = plain ?? nested;
  if (typeof status !== 'number') return undefined;
  return status >= 100 && status < 600 ? status : undefined;
}

/**
 * What `Retry-After` asks for, as seconds or as a date, in milliseconds; 0
 * without one.
 */
function retryAfterMs(outcome: Outcome): number {
  const headers = part(answerOf(outcome), 'headers');
  const written = String(header(headers, 'retry-after'));
  if (/^\d+$/.test(written)) return Number(written) * 1000;
  const ms = Date.parse(written) - Date.now();
  return Math.max(0, ms || 0);
}

function header(headers: unknown, name: string): unknown {
  const get = part(headers, 'get');
  if (typeof get === 'function') return get.call(headers, name);
  return part(headers, name);
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
  if ('error' in outcome) return;
  const body = part(outcome.value, 'body');
  const cancel = part(body, 'cancel') ?? part(body, 'dump');
  if (typeof cancel !== 'function') return;
  const cancelled = Promise.resolve(cancel.call(body));
  cancelled.catch(() => undefined);
}

function pause(ms: number, signal: Signal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const go = (): void => {
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(go, ms);
    signal?.addEventListener('abort', stop);
  });
}

function tell<A extends unknown[]>(hook: Hook<A>, ...event: A): void {
  try {
    hook?.(...event);
  } catch {
    // A hook that fails must not fail the call.
  }
}

function part(from: unknown, name: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined;
  return Reflect.get(from, name);
}
