import type { ClientModel } from '../../model/catalog/client';

/** Events leave in the background; only the two waits at the end of a process can hold anyone up. */
export const sentryNode: ClientModel = {
  id: '@sentry/node',
  title: 'Sentry',
  modules: [
    '@sentry/node',
    '@sentry/core',
    '@sentry/browser',
    '@sentry/react',
    '@sentry/nextjs',
    '@sentry/nestjs',
    '@sentry/bun',
    '@sentry/deno',
    '@sentry/cloudflare',
    '@sentry/aws-serverless',
    '@sentry/google-cloud-serverless',
    '@sentry/serverless',
    '@sentry/remix',
    '@sentry/sveltekit',
    '@sentry/vue',
    '@sentry/angular',
    '@sentry/electron',
  ],
  failure: 'resolves',
  traits: ['telemetry'],
  calls: [
    { paths: ['captureException', 'captureMessage', 'captureEvent', 'captureCheckIn', 'captureFeedback'], on: ['module'], effect: 'write' },
    { paths: ['flush', 'close'], on: ['module'], effect: 'write' },
  ],
  options: [],
  defaults: [{ facet: 'opaque', may: ['timeout', 'retry'], says: 'Sentry sends in the background, from a buffer of 64 events' }],
  advice: 'await Sentry.flush(2_000)',
  evidence: [{ url: 'https://docs.sentry.io/platforms/javascript/guides/node/configuration/draining', versions: '11.12.0', how: 'read' }],
};
