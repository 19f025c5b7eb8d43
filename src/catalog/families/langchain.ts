import type { ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';
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
  /** How many tries of the SDK below stand in each; `itself` where it is told the same number. Default 1. */
  readonly times?: number | 'itself';
  /** Whether `maxConcurrency` holds calls back; default true. */
  readonly queues?: false;
  /** Whether `maxRetries` says how often it tries; default true. */
  readonly counts?: false;
  /** Whether a model that was given `timeout` was run at a server at fault; default false. */
  readonly proved?: true;
  /** Calls that hand the signal of their options on, and the time in them with it; default all. */
  readonly heeds?: readonly string[];
  /** The option of the instance with which all calls do. */
  readonly heedsWith?: string;
}

/** Calls that take options; what makes vectors takes none. */
const asking = ['invoke', 'stream', 'batch', 'streamEvents', 'call', 'predict'];

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
      ...[deaf(provider.heeds ?? []), provider.heeds ?? []]
        .filter((paths) => paths.length > 0)
        .map((paths) => ({ paths, on: ['instance', 'retried'], options: ['arg[1]'], effect: 'read' }) as const),
      { paths: ['generate', 'embedQuery', 'embedDocuments', 'rerank'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
    ],
    options: [
      ...timeouts(provider),
      ...(tries === 1 || provider.counts === false ? [] : [retries(provider)]),
      ...(provider.queues === false ? [] : [{ option: 'maxConcurrency', sets: 'bulkhead', off: ['Infinity'] } satisfies OptionModel]),
      ...signals(provider),
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

function timeouts({ id, timed = ['call', 'instance'], heeds = [], heedsWith, proved }: LangchainPackage): readonly OptionModel[] {
  const was = proved === true ? { proved } : {};
  if (timed.length === 2) return [{ option: 'timeout', sets: 'timeout', ...was }];
  const places = ['call', 'instance'] as const;
  return places.flatMap((at): OptionModel[] => {
    const read = { option: 'timeout', at, sets: 'timeout' } as const;
    if (timed.includes(at)) return [{ ...read, ...was }];
    const ignored = `a model of \`${id}\` does not read \`timeout\`${at === 'call' ? '' : ' where it is made'}`;
    if (at === 'instance' || heeds.length === 0) return [{ ...read, ignored }];
    return [
      { ...read, on: heeds },
      { ...read, on: deaf(heeds), ignored, ...(heedsWith === undefined ? {} : { heardWith: heedsWith }) },
    ];
  });
}

/** With more than one try of the SDK below in each, none is off. */
function retries({ times }: LangchainPackage): OptionModel {
  const row = { option: 'maxRetries', at: 'instance', sets: 'retry', writes: true, unbounded: ['Infinity'] } as const;
  return { ...row, ...(typeof times === 'number' ? {} : { off: [0] }), ...(times === undefined ? {} : { times }) };
}

function signals({ id, heeds, heedsWith }: LangchainPackage): readonly OptionModel[] {
  const row = { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' } as const;
  if (heeds === undefined) return [row];
  return [
    { ...row, on: heeds },
    {
      ...row,
      on: deaf(heeds),
      ignored: `a model of \`${id}\` hands the signal on only where it streams`,
      ...(heedsWith === undefined ? {} : { heardWith: heedsWith }),
    },
  ];
}

const deaf = (heeds: readonly string[]): readonly string[] => asking.filter((path) => !heeds.includes(path));

function advice({ classes, timed = ['call', 'instance'], heeds }: LangchainPackage): string {
  if (heeds?.[0] !== undefined) return `model.${heeds[0]}(messages, { signal: AbortSignal.timeout(60_000) })`;
  if (timed.includes('instance')) return `new ${classes[0] ?? 'ChatModel'}({ timeout: 60_000, maxRetries: 2 })`;
  return 'model.invoke(messages, { signal: AbortSignal.timeout(60_000) })';
}
