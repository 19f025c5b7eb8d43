import type { GuardForm, GuardModel } from '../../model/catalog';

/** Links that send or tell: they neither repeat nor bound. */
const plain: readonly GuardForm[] = ['httpLink', 'httpBatchLink', 'httpBatchStreamLink', 'unstable_httpBatchStreamLink', 'loggerLink'].map(
  (path) => ({ form: 'make', path, kind: 'link', provides: [] }),
);

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
