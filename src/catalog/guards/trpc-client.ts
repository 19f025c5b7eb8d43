import type { GuardForm, GuardModel } from '../../model/catalog/guard';
import { linkFetch } from '../families/fetch';

/** Links that send: they do not repeat, and only a `fetch` of one's own bounds them; the one that tells does neither. */
const plain: readonly GuardForm[] = [
  ...['httpLink', 'httpBatchLink', 'httpBatchStreamLink', 'unstable_httpBatchStreamLink'].map(
    (path): GuardForm => ({ form: 'make', path, kind: 'link', provides: [linkFetch] }),
  ),
  { form: 'make', path: 'loggerLink', kind: 'link', provides: [] },
];

/** How often, and what, a function decides; without `retryDelayMs` it does not wait. */
export const trpcClient: GuardModel = {
  id: '@trpc/client',
  title: 'retryLink of tRPC',
  modules: ['@trpc/client', '@trpc/client/links/*'],
  package: '@trpc/client',
  forms: [
    {
      form: 'make',
      path: 'retryLink',
      kind: 'link',
      provides: [
        {
          facet: 'retry',
          attempts: 'unknown',
          backoff: { at: 'arg[0].retryDelayMs', cases: { undefined: 'none' }, fallback: 'unknown' },
          jitter: { at: 'arg[0].retryDelayMs', cases: { undefined: false }, fallback: 'unknown' },
          writes: true,
          onStatus: true,
          onTimeout: true,
          condition: ['arg[0].retry'],
        },
      ],
    },
    ...plain,
  ],
  evidence: [{ url: 'https://trpc.io/docs/client/links/retryLink', versions: '11.25.2', how: 'read' }],
};
