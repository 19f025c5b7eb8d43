import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';
import { noTimeout } from './floor';

/** Slack's method groups; naming them keeps `on`, `once`, `token` and the rest of the emitter out. */
export const slackMembers: readonly string[] = [
  'admin',
  'api',
  'apps',
  'assistant',
  'auth',
  'bookmarks',
  'bots',
  'calls',
  'canvases',
  'chat',
  'conversations',
  'dialog',
  'dnd',
  'emoji',
  'entity',
  'files',
  'functions',
  'migration',
  'oauth',
  'openid',
  'pins',
  'reactions',
  'reminders',
  'rtm',
  'search',
  'slackLists',
  'stars',
  'team',
  'tooling',
  'usergroups',
  'users',
  'views',
  'workflows',
].map((group) => `${group}.**`);

/** Options of a `WebClient`, found under `prefix` when another library passes them on. */
export function slackOptions(prefix: string): readonly OptionModel[] {
  return [
    { option: `${prefix}timeout`, at: 'instance', sets: 'timeout', off: [0] },
    { option: `${prefix}retryConfig.retries`, at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] },
    { option: `${prefix}retryConfig.forever`, at: 'instance', sets: 'retry', writes: true, unbounded: [true], same: [false] },
    { option: `${prefix}retryConfig.minTimeout`, at: 'instance', sets: 'retry', field: 'delayMs' },
    { option: `${prefix}retryConfig.maxTimeout`, at: 'instance', sets: 'retry', field: 'maxDelayMs' },
    { option: `${prefix}retryConfig.maxRetryTime`, at: 'instance', sets: 'retry', field: 'totalMs' },
    { option: `${prefix}retryConfig.randomize`, at: 'instance', sets: 'retry', field: 'jitter' },
    // The value is one of the named policies of the package, so its numbers stand elsewhere.
    { option: `${prefix}retryConfig`, at: 'instance', sets: 'retry', field: 'all' },
    { option: `${prefix}maxRequestConcurrency`, at: 'instance', sets: 'bulkhead', off: ['Infinity'] },
    // From 8 on it goes through `fetch`, which takes no agent; Bolt has that from 5 on.
    { option: `${prefix}agent`, at: 'instance', versions: prefix === '' ? '<8.0.0' : '<5.0.0', sets: 'agent' },
  ];
}

export const slackDefaults: readonly DefaultModel[] = [
  noTimeout("Slack's client has no timeout unless `timeout` is set"),
  {
    facet: 'timeout',
    covers: 'headers',
    ms: 300_000,
    platform: true,
    versions: '>=8',
    says: 'Node gives up waiting for the response head after 300 s',
  },
  {
    facet: 'retry',
    attempts: 11,
    backoff: 'exponential',
    jitter: true,
    delayMs: 1_000,
    writes: true,
    onTimeout: true,
    says: "Slack's client tries 11 times in about 30 minutes, messages included, and waits out every rate limit",
  },
  { facet: 'bulkhead', limit: 100, says: "Slack's client sends at most 100 requests at once" },
];
