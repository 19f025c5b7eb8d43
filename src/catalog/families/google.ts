import type { CallModel, ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';

/** Options of a call through google-gax; they stand in the second argument. What it calls retries counts the first try too. */
export const gaxOptions: readonly OptionModel[] = [
  { option: 'timeout', at: 'call', sets: 'timeout' },
  { option: 'maxRetries', at: 'call', sets: 'retry', plus: 0, writes: true },
  { option: 'retry', at: 'call', sets: 'retry', field: 'all' },
  { option: 'retry.backoffSettings.initialRetryDelayMillis', at: 'call', sets: 'retry', field: 'delayMs' },
  { option: 'retry.backoffSettings.maxRetryDelayMillis', at: 'call', sets: 'retry', field: 'maxDelayMs' },
  { option: 'retry.backoffSettings.totalTimeoutMillis', at: 'call', sets: 'retry', field: 'totalMs' },
];

/** The same, where a library written over the generated one hands them on under a name of its own. */
export const gaxOptionsUnder = (name: 'gaxOpts' | 'gaxOptions'): readonly OptionModel[] => [
  { option: `${name}.timeout`, sets: 'timeout', mends: false },
  { option: `${name}.maxRetries`, sets: 'retry', plus: 0, writes: true },
];

/** A library generated over google-gax; its methods are named, because path builders and `close` stand beside them. */
export interface GaxLibrary {
  readonly id: string;
  readonly title: string;
  readonly classes: readonly string[];
  readonly methods: readonly string[];
  /** Methods whose names do not tell that they only read, or that yield while iterated. */
  readonly reads?: readonly string[];
  /** Milliseconds that most of its methods are given; 30 s is what google-gax gives a method of which the library says nothing. */
  readonly timeoutMs: number;
  /** Whether some of its methods are repeated. */
  readonly repeats: boolean;
  /** Methods with a time and a first pause of their own, which are repeated. */
  readonly own?: readonly { readonly methods: readonly string[]; readonly timeoutMs: number; readonly delayMs: number }[];
  readonly versions: string;
}

export function gaxLibrary(library: GaxLibrary): ClientModel {
  const reads = apart(library.reads ?? [], library.own ?? []).map(
    (paths): CallModel => ({ paths, on: ['instance'], options: ['arg[1]'], effect: 'read' }),
  );
  const lazy = lazyOf(library);
  const name = library.classes[0] ?? library.id;
  return {
    id: library.id,
    title: library.title,
    modules: [library.id],
    failure: 'throws',
    makes: [
      ...library.classes.map((path) => ({ path, options: ['arg[0]'] as const })),
      // Versioned namespaces hold the same classes: `v1.SecretManagerServiceClient`.
      ...library.classes.map((path) => ({ path: `*.${path}`, options: ['arg[0]'] as const })),
    ],
    calls: [
      ...reads,
      { paths: library.methods, on: ['instance'], options: ['arg[1]'], effect: 'verb' },
      ...(lazy.length === 0
        ? []
        : [{ paths: lazy, on: ['instance'], options: ['arg[1]'], effect: 'read', traits: ['lazy'] } satisfies CallModel]),
    ],
    options: gaxOptions,
    defaults: [
      ...times(name, library.timeoutMs, library.repeats, others(library)),
      ...(library.own ?? []).flatMap((part) => times(name, part.timeoutMs, true, { on: part.methods }, part.delayMs)),
    ],
    advice: `client.${library.methods[0] ?? 'method'}(request, { timeout: 10_000 })`,
    evidence: [{ url: 'https://github.com/googleapis/gax-nodejs/blob/main/gax/README.md', versions: library.versions, how: 'read' }],
  };
}

/** Methods with times of their own stand in rows of their own. */
function apart(methods: readonly string[], own: NonNullable<GaxLibrary['own']>): readonly (readonly string[])[] {
  const parts = own.map((part) => methods.filter((method) => part.methods.includes(method)));
  const rest = methods.filter((method) => !own.some((part) => part.methods.includes(method)));
  return [rest, ...parts].filter((part) => part.length > 0);
}

/** Methods that yield while they are iterated. */
function lazyOf({ methods }: Pick<GaxLibrary, 'methods'>): readonly string[] {
  return methods.filter((method) => method.startsWith('list')).map((method) => `${method}Async`);
}

/** The methods without times of their own; no more is said where there are no others. */
function others({ own = [], methods, reads = [] }: GaxLibrary): { readonly on?: readonly string[] } {
  const apart = new Set(own.flatMap((part) => part.methods));
  return apart.size === 0 ? {} : { on: [...methods, ...reads, ...lazyOf({ methods })].filter((method) => !apart.has(method)) };
}

/** The pauses of google-gax, which double up to a minute; how often it repeats, its whole time alone says: 10 minutes where nothing else is said. */
export function gaxRetry(said: {
  readonly on?: readonly string[];
  readonly writes: boolean;
  readonly says: string;
  readonly delayMs?: number;
  readonly totalMs?: number;
}): DefaultModel {
  return {
    facet: 'retry',
    attempts: 'unknown',
    backoff: 'exponential',
    jitter: true,
    delayMs: 100,
    maxDelayMs: 60_000,
    totalMs: 600_000,
    ...said,
  };
}

/** The time of a method is that of all its tries; repeated is what its configuration calls repeatable, and nothing else. */
function times(
  name: string,
  totalMs: number,
  repeats: boolean,
  part: { readonly on?: readonly string[] },
  delayMs = 100,
): readonly DefaultModel[] {
  const what = part.on?.length === 1 ? `\`${part.on[0] ?? ''}\`` : 'most calls';
  const timeout: DefaultModel = {
    facet: 'timeout',
    ...part,
    covers: 'attempt',
    ms: totalMs,
    cancels: true,
    says: `${name} gives up ${what} after ${totalMs / 1000} s`,
  };
  const retry = gaxRetry({
    ...part,
    delayMs,
    totalMs,
    writes: false,
    says: `${name} repeats the methods its configuration calls repeatable, for up to ${totalMs / 1000} s in all`,
  });
  return repeats ? [timeout, retry] : [timeout];
}
