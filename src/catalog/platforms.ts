import type { PlatformModel } from '../model/catalog';

/** Platforms whose limit stands in the program. What is set in their own files (`vercel.json`, `serverless.yml`) is not read. */
export const platforms: readonly PlatformModel[] = [
  {
    id: 'vercel',
    title: 'the platform',
    files: [
      ...['route', 'page', 'layout', 'default', 'template'].map((name) => `**.app.**.${name}`),
      '**.pages.api.**',
      '**.api.**',
      '**.routes.**',
    ],
    exported: ['maxDuration', 'config.maxDuration'],
    unit: 's',
    evidence: [{ url: 'https://vercel.com/docs/functions/configuring-functions/duration', versions: 'November 2026', how: 'read' }],
  },
  {
    id: 'firebase-functions',
    title: 'Cloud Functions',
    calls: [
      {
        modules: ['firebase-functions', 'firebase-functions/*'],
        paths: ['https.*', 'scheduler.*', 'tasks.*', 'firestore.*', 'database.*', 'storage.*', 'pubsub.*', 'on*'],
        limit: 'arg[0].timeoutSeconds',
      },
      { modules: ['firebase-functions', 'firebase-functions/*'], paths: ['**.runWith'], limit: 'arg[0].timeoutSeconds' },
    ],
    unit: 's',
    evidence: [
      {
        url: 'https://firebase.google.com/docs/functions/manage-functions#set_timeout_and_memory_allocation',
        versions: '>=3',
        how: 'read',
      },
    ],
  },
];
