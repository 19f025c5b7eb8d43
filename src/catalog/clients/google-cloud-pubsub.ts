import type { ClientModel } from '../../model/catalog/client';
import { gaxOptions, gaxOptionsUnder, gaxRetry } from '../families/google';

export const googleCloudPubsub: ClientModel = {
  id: '@google-cloud/pubsub',
  title: 'Google Pub/Sub',
  modules: ['@google-cloud/pubsub'],
  failure: 'throws',
  traits: ['queue'],
  makes: [
    { path: 'PubSub', options: ['arg[0]'] },
    { path: 'topic', on: ['instance'], kind: 'topic', options: ['arg[1]'], types: ['Topic'] },
    { path: 'subscription', on: ['instance'], kind: 'subscription', types: ['Subscription'] },
    { path: 'subscription', on: ['topic'], kind: 'subscription' },
    { path: 'v1.PublisherClient', kind: 'generated', options: ['arg[0]'] },
    { path: 'v1.SubscriberClient', kind: 'generated', options: ['arg[0]'] },
  ],
  calls: [
    { paths: ['publish', 'publishMessage', 'publishJSON'], on: ['topic'], effect: 'write' },
    {
      paths: ['exists', 'get', 'getMetadata', 'getSubscriptions', 'iam.getPolicy', 'iam.testPermissions'],
      on: ['topic', 'subscription'],
      effect: 'read',
    },
    {
      paths: ['create', 'delete', 'setMetadata', 'createSubscription', 'iam.setPolicy', 'modifyPushConfig', 'seek'],
      on: ['topic', 'subscription'],
      options: ['arg[1]', 'arg[0]'],
      effect: 'write',
    },
    {
      paths: ['createTopic', 'createSubscription', 'createSnapshot', 'createSchema'],
      on: ['instance'],
      options: ['arg[2]', 'arg[1]'],
      effect: 'write',
    },
    { paths: ['getTopics', 'getSubscriptions', 'getSnapshots'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['getTopic', 'getSubscription', 'listTopics', 'listSubscriptions'], on: ['generated'], options: ['arg[1]'], effect: 'read' },
    {
      paths: [
        'publish',
        'pull',
        'acknowledge',
        'modifyAckDeadline',
        'createTopic',
        'deleteTopic',
        'createSubscription',
        'deleteSubscription',
      ],
      on: ['generated'],
      options: ['arg[1]'],
      effect: 'write',
    },
  ],
  options: [
    // A generated client takes them as they are, and so does what is done to one topic or subscription.
    ...gaxOptions.map((row) => ({
      ...row,
      on: ['generated', 'createTopic', 'createSnapshot', 'create', 'delete', 'setMetadata', 'modifyPushConfig', 'seek'],
    })),
    ...gaxOptionsUnder('gaxOpts'),
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'Pub/Sub gives up publishing after 60 s' },
    gaxRetry({
      writes: true,
      says: 'Pub/Sub repeats publishing for up to 600 s',
    }),
  ],
  advice: 'pubsub.topic(name, { gaxOpts: { timeout: 10_000 } })',
  evidence: [{ url: 'https://cloud.google.com/nodejs/docs/reference/pubsub/latest', versions: '5.3.1', how: 'read' }],
};
