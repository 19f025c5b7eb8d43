import type { ClientModel } from '../../model/catalog/client';
import { awsOperations, awsServices } from '../families/aws';
import { awsIdempotent, awsKeys } from '../families/aws-writes';

/** Version 2, out of support: a request of any service, sent by `.promise()`, `.send()` or a callback. */
export const awsSdk: ClientModel = {
  id: 'aws-sdk',
  title: 'AWS SDK v2',
  modules: ['aws-sdk', 'aws-sdk/clients/*'],
  package: 'aws-sdk',
  failure: 'throws',
  // It keeps no connections: each request has its own, closed with the answer (aws-no-pool.evidence.ts).
  traits: ['lazy', 'lined'],
  makes: [
    ...awsServices.map((path) => ({ path, options: ['arg[0]'] as const, kind: path === 'DynamoDB' ? 'dynamodb' : 'instance' })),
    { path: 'DynamoDB.DocumentClient', options: ['arg[0]'], kind: 'dynamodb' },
    { path: 'StepFunctions', options: ['arg[0]'] },
    { path: '', options: ['arg[0]'] },
  ],
  calls: [{ paths: awsOperations, on: ['instance', 'dynamodb'], effect: 'verb', idempotent: awsIdempotent, keys: awsKeys }],
  options: [
    { option: 'httpOptions.timeout', at: 'instance', sets: 'timeout', off: [0], proved: true },
    { option: 'httpOptions.connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 120_000, says: 'version 2 of the AWS SDK gives up an attempt after 120 s of silence' },
    ...(
      [
        ['instance', 4],
        ['dynamodb', 11],
      ] as const
    ).map(([kind, attempts]) => ({
      facet: 'retry' as const,
      on: [kind],
      attempts,
      backoff: 'exponential' as const,
      jitter: true,
      delayMs: 100,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: `version 2 of the AWS SDK tries ${attempts} times${kind === 'dynamodb' ? ' on DynamoDB' : ''}, writes as well`,
    })),
  ],
  advice: 'new AWS.S3({ httpOptions: { connectTimeout: 3_000, timeout: 10_000 }, maxRetries: 3 })',
  evidence: [{ url: 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Config.html', versions: '2.1693.0', how: 'read' }],
};
