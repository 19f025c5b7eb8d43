import type { GuardForm, GuardModel } from '../../model/catalog/guard';

/** The handler stands third, and second from version 4 on; each step inside it is tried again by itself. */
const creates = (runs: 'arg[1]' | 'arg[2]', versions: string): GuardForm => ({
  form: 'wrap',
  path: 'createFunction',
  versions,
  on: ['client'],
  kind: 'function',
  runs,
  provides: [
    {
      facet: 'retry',
      attempts: { at: 'arg[0].retries', fallback: 4, plus: 1 },
      backoff: 'exponential',
      jitter: false,
      writes: true,
      onTimeout: true,
      byItself: true,
    },
  ],
  fires: [],
});

export const inngest: GuardModel = {
  id: 'inngest',
  title: 'Inngest',
  modules: ['inngest'],
  forms: [{ form: 'make', path: 'Inngest', kind: 'client', provides: [] }, creates('arg[2]', '<4'), creates('arg[1]', '>=4')],
  evidence: [
    { url: 'https://www.inngest.com/docs/features/inngest-functions/error-retries/retries', versions: '3.54.2, 4.24.0', how: 'read' },
  ],
};
