import type { CallModel, ClientModel, OptionModel } from '../../model/catalog';

/** Options of a call through google-gax; they stand in the second argument. */
export const gaxOptions: readonly OptionModel[] = [
  { option: 'timeout', at: 'call', sets: 'timeout' },
  { option: 'gaxOpts.timeout', sets: 'timeout', mends: false },
  { option: 'gaxOptions.timeout', sets: 'timeout', mends: false },
  { option: 'maxRetries', at: 'call', sets: 'retry', writes: true },
  { option: 'gaxOpts.maxRetries', sets: 'retry', writes: true },
  { option: 'retry', at: 'call', sets: 'retry', field: 'all' },
  { option: 'retry.backoffSettings.initialRetryDelayMillis', at: 'call', sets: 'retry', field: 'delayMs' },
  { option: 'retry.backoffSettings.maxRetryDelayMillis', at: 'call', sets: 'retry', field: 'maxDelayMs' },
  { option: 'retry.backoffSettings.totalTimeoutMillis', at: 'call', sets: 'retry', field: 'totalMs' },
];

/** A library generated over google-gax; its methods are named, because path builders and `close` stand beside them. */
export interface GaxLibrary {
  readonly id: string;
  readonly title: string;
  readonly classes: readonly string[];
  readonly methods: readonly string[];
  /** Methods whose names do not tell that they only read, or that yield while iterated. */
  readonly reads?: readonly string[];
  readonly versions: string;
}

export function gaxLibrary(library: GaxLibrary): ClientModel {
  const reads: readonly CallModel[] =
    library.reads === undefined ? [] : [{ paths: library.reads, on: ['instance'], options: ['arg[1]'], effect: 'read' }];
  const lazy = library.methods.filter((method) => method.startsWith('list')).map((method) => `${method}Async`);
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
      // Each method has its own numbers; a minute is what most of them have.
      { facet: 'timeout', covers: 'attempt', ms: 60_000, cancels: true, says: `${name} gives up most calls after 60 s` },
      {
        facet: 'retry',
        attempts: 'unknown',
        backoff: 'exponential',
        jitter: true,
        delayMs: 100,
        maxDelayMs: 60_000,
        totalMs: 600_000,
        writes: false,
        says: `${name} repeats the methods its configuration calls repeatable, for up to 600 s`,
      },
    ],
    advice: `client.${library.methods[0] ?? 'method'}(request, { timeout: 10_000 })`,
    evidence: [{ url: 'https://github.com/googleapis/gax-nodejs/blob/main/gax/README.md', versions: library.versions, how: 'read' }],
  };
}
