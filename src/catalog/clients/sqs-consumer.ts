import type { ClientModel } from '../../model/catalog/client';

/** It polls through a client of Amazon's that it is given, for as long as it runs. */
export const sqsConsumer: ClientModel = {
  id: 'sqs-consumer',
  title: 'SQS consumer',
  modules: ['sqs-consumer'],
  failure: 'throws',
  traits: ['queue', 'connection'],
  makes: [
    { path: 'Consumer.create', of: ['arg[0].sqs'] },
    { path: 'Consumer', of: ['arg[0].sqs'] },
  ],
  calls: [{ paths: ['start'], on: ['instance'], effect: 'read' }],
  defaults: [{ facet: 'opaque', may: ['timeout', 'retry'], says: 'it polls for as long as it runs, through the client it is given' }],
  advice: 'Consumer.create({ queueUrl, sqs: new SQSClient({ requestHandler: { socketTimeout: 30_000 } }), handleMessageTimeout: 60_000 })',
  evidence: [{ url: 'https://github.com/bbc/sqs-consumer#api', versions: '14.2.8', how: 'read' }],
};
