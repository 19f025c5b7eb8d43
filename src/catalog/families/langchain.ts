import type { ClientModel } from '../../model/catalog';
import { fetchFloor, noTimeout } from './floor';

/** A provider package of LangChain: its models share one caller with one queue and one retry policy. */
export interface LangchainPackage {
  readonly id: string;
  readonly classes: readonly string[];
  /** The default of the SDK below it, which LangChain leaves as it is. */
  readonly timeoutMs: number | 'unbounded';
}

export function langchain(provider: LangchainPackage): ClientModel {
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
      { option: 'timeout', sets: 'timeout' },
      { option: 'maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] },
      { option: 'maxConcurrency', sets: 'bulkhead', off: ['Infinity'] },
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
      {
        facet: 'retry',
        attempts: 7,
        backoff: 'exponential',
        jitter: true,
        delayMs: 1_000,
        writes: true,
        onTimeout: true,
        says: 'LangChain tries 7 times, timeouts included, with a minute and a half of pauses',
      },
      { facet: 'opaque', may: ['retry', 'fallback'], on: ['retried'], says: '`withRetry` and `withFallbacks` add attempts of their own' },
    ],
    advice: `new ${provider.classes[0] ?? 'ChatModel'}({ timeout: 60_000, maxRetries: 2 })`,
    evidence: [
      {
        url: 'https://docs.langchain.com/oss/javascript/langchain/models',
        versions: '@langchain/core 1.4.0, @langchain/openai 1.5.8',
        how: 'read',
      },
    ],
  };
}
