import type { ClientModel, DefaultModel, OptionModel } from '../../model/catalog';
import { fetchFloor, noTimeout } from './floor';

/** A provider package of LangChain: its models share one caller with one queue and one retry policy. */
export interface LangchainPackage {
  readonly id: string;
  readonly classes: readonly string[];
  /** The default of the SDK below it, which LangChain leaves as it is. */
  readonly timeoutMs: number | 'unbounded';
  /** Where it takes a `timeout`; default both. What is written elsewhere nobody reads. */
  readonly timed?: readonly ('call' | 'instance')[];
  /** Tries of one call, those of the SDK below included; default 7, and 1 where it goes by the common caller. */
  readonly tries?: number;
  /** Whether `maxConcurrency` holds calls back; default true. */
  readonly queues?: false;
  /** Whether `maxRetries` says how often it tries; default true. */
  readonly counts?: false;
}

export function langchain(provider: LangchainPackage): ClientModel {
  const { tries = 7 } = provider;
  return {
    id: provider.id,
    title: 'LangChain',
    modules: [provider.id],
    failure: 'throws',
    traits: ['slow'],
    makes: [
      ...provider.classes.map((path) => ({ path, options: ['arg[0]', 'arg[1]'] as const })),
      ...['bindTools', 'withStructuredOutput', 'bind'].map((path) => ({ path, on: ['instance'], inherits: true })),
      { path: 'withConfig', on: ['instance'], options: ['arg[0]'], inherits: true },
      { path: 'withRetry', on: ['instance'], kind: 'retried', inherits: true },
      { path: 'withFallbacks', on: ['instance'], kind: 'retried', inherits: true },
    ],
    calls: [
      {
        paths: ['invoke', 'stream', 'batch', 'streamEvents', 'call', 'predict'],
        on: ['instance', 'retried'],
        options: ['arg[1]'],
        effect: 'read',
      },
      { paths: ['generate', 'embedQuery', 'embedDocuments', 'rerank'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
    ],
    options: [
      ...timeouts(provider),
      ...(tries === 1 || provider.counts === false
        ? []
        : [{ option: 'maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] } satisfies OptionModel]),
      ...(provider.queues === false ? [] : [{ option: 'maxConcurrency', sets: 'bulkhead', off: ['Infinity'] } satisfies OptionModel]),
      { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    ],
    defaults: [
      provider.timeoutMs === 'unbounded'
        ? noTimeout('LangChain has no timeout unless `timeout` is given')
        : {
            facet: 'timeout',
            covers: 'attempt',
            ms: provider.timeoutMs,
            says: `LangChain leaves the wait to the SDK below it, which gives up an attempt after ${provider.timeoutMs / 1000} s`,
          },
      ...fetchFloor,
      ...(tries === 1
        ? []
        : [
            {
              facet: 'retry',
              attempts: tries,
              backoff: 'exponential',
              jitter: true,
              delayMs: 1_000,
              writes: true,
              onTimeout: true,
              says: `LangChain tries ${tries} times, timeouts included, with a minute and a half of pauses`,
            } satisfies DefaultModel,
          ]),
      { facet: 'opaque', may: ['retry', 'fallback'], on: ['retried'], says: '`withRetry` and `withFallbacks` add attempts of their own' },
    ],
    advice: advice(provider),
    evidence: [
      {
        url: 'https://docs.langchain.com/oss/javascript/langchain/models',
        versions: '@langchain/core 1.4.0, @langchain/openai 1.5.8',
        how: 'read',
      },
    ],
  };
}

function timeouts({ id, timed = ['call', 'instance'] }: LangchainPackage): readonly OptionModel[] {
  if (timed.length === 2) return [{ option: 'timeout', sets: 'timeout' }];
  const places = ['call', 'instance'] as const;
  return places.map((at) =>
    timed.includes(at)
      ? { option: 'timeout', at, sets: 'timeout' }
      : {
          option: 'timeout',
          at,
          sets: 'timeout',
          ignored: `a model of \`${id}\` does not read \`timeout\`${at === 'call' ? '' : ' where it is made'}`,
        },
  );
}

function advice({ classes, timed = ['call', 'instance'] }: LangchainPackage): string {
  if (timed.includes('instance')) return `new ${classes[0] ?? 'ChatModel'}({ timeout: 60_000, maxRetries: 2 })`;
  return 'model.invoke(messages, { signal: AbortSignal.timeout(60_000) })';
}
