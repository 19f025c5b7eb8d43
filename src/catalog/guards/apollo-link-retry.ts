import type { GuardForm, GuardModel } from '../../model/catalog/guard';
import { linkFetch } from '../families/fetch';

/** Links that send do not repeat, and only a `fetch` of one's own bounds them; those that add to what is sent do neither. */
const plain: readonly GuardForm[] = [
  ...['HttpLink', 'createHttpLink', 'BatchHttpLink'].map(
    (path): GuardForm => ({ form: 'make', path, kind: 'link', provides: [linkFetch] }),
  ),
  ...['PersistedQueryLink', 'createPersistedQueryLink', 'SetContextLink', 'setContext'].map(
    (path): GuardForm => ({ form: 'make', path, kind: 'link', provides: [] }),
  ),
];

/** It repeats whatever failed, a mutation and a refusal for good included, unless `retryIf` says otherwise. */
export const apolloLinkRetry: GuardModel = {
  id: '@apollo/client/link/retry',
  title: 'RetryLink of Apollo',
  modules: ['@apollo/client/link/retry', '@apollo/client', '@apollo/client/*', 'apollo-link-retry', 'apollo-link-http', 'apollo-link'],
  package: '@apollo/client',
  forms: [
    {
      form: 'make',
      path: 'RetryLink',
      kind: 'link',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[0].attempts.max', fallback: 5, unbounded: ['Infinity'] },
          backoff: 'exponential',
          jitter: { at: 'arg[0].delay.jitter', cases: { true: true, false: false, undefined: true }, fallback: 'unknown' },
          delayMs: { at: 'arg[0].delay.initial', fallback: 300 },
          maxDelayMs: { at: 'arg[0].delay.max', fallback: 'unbounded' },
          writes: true,
          onStatus: true,
          onTimeout: true,
          permanent: true,
          condition: ['arg[0].attempts.retryIf'],
        },
      ],
    },
    ...plain,
    ...['from', 'ApolloLink.from'].map(
      (path): GuardForm => ({ form: 'combine', path, kind: 'link', order: 'outer-first', policies: 'arg[0]' }),
    ),
    ...['concat', 'ApolloLink.concat'].map((path): GuardForm => ({ form: 'combine', path, kind: 'link', order: 'outer-first' })),
    { form: 'combine', path: 'concat', on: ['link'], kind: 'link', order: 'outer-first' },
  ],
  evidence: [{ url: 'https://www.apollographql.com/docs/react/api/link/apollo-link-retry', versions: '4.3.8', how: 'read' }],
};
