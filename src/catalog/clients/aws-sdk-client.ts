import type { ClientModel } from '../../model/catalog/client';
import { awsDefaults, awsOperations, awsOptions, awsServices } from '../families/aws';
import { awsIdempotent, awsKeys } from '../families/aws-writes';
import { proved } from '../families/proved';

/** What they are asked for is the work of a model, and may rightly take minutes. */
const patient = ['SageMakerRuntime'];

/** The same, over HTTP/2. */
const models = ['BedrockRuntime', 'BedrockAgentRuntime'];

/** Others that are asked over HTTP/2: they can speak in both directions. Which they are was read in their packages of 2026; of all over HTTP/2 the runtime of Bedrock is run. */
const overHttp2 = ['Kinesis', 'LexRuntimeV2', 'Polly', 'QBusiness', 'TranscribeStreaming'];

/** Of which kind a client is, by the name of its service; a function of Lambda may take a quarter of an hour. */
function kindOf(service: string): { readonly kind?: string } {
  if (service === 'Lambda') return { kind: 'lambda' };
  if (service === 'DynamoDB') return { kind: 'dynamodb' };
  if (models.includes(service)) return { kind: 'model' };
  return overHttp2.includes(service) ? { kind: 'http2' } : patient.includes(service) ? { kind: 'patient' } : {};
}

/** What comes to the same when it is done twice, and what tells that it is. */
const writes = { idempotent: awsIdempotent, keys: awsKeys };

/** One model for every client of version 3: a command says what is done, or a method of the service's own class does. */
export const awsSdkClient: ClientModel = {
  id: '@aws-sdk/client-*',
  title: 'AWS SDK',
  modules: ['@aws-sdk/client-*'],
  package: '@smithy/node-http-handler',
  failure: 'throws',
  traits: ['pooled', 'lined'],
  conflicts: ['ConditionalCheckFailedException', 'TransactionConflictException', 'PreconditionFailed'],
  makes: [
    ...['DynamoDB', 'Lambda', ...patient, ...models, ...overHttp2].map((path) => ({
      path: `${path}Client`,
      ...kindOf(path),
      options: ['arg[0]'] as const,
    })),
    { path: '*Client', options: ['arg[0]'] },
    ...awsServices.map((path) => ({ path, options: ['arg[0]'] as const, ...kindOf(path) })),
  ],
  calls: [
    {
      paths: ['send'],
      on: ['instance', 'dynamodb', 'http2'],
      options: ['arg[1]'],
      effect: 'unknown',
      command: 'arg[0]',
      ...writes,
    },
    { paths: awsOperations, on: ['instance', 'dynamodb', 'http2'], options: ['arg[1]'], effect: 'verb', ...writes },
    { paths: ['send'], on: ['model'], options: ['arg[1]'], effect: 'unknown', command: 'arg[0]', traits: ['slow', 'lined'], ...writes },
    { paths: awsOperations, on: ['model'], options: ['arg[1]'], effect: 'verb', traits: ['slow', 'lined'], ...writes },
    {
      paths: ['send'],
      on: ['patient', 'lambda'],
      options: ['arg[1]'],
      effect: 'unknown',
      command: 'arg[0]',
      traits: ['slow', 'job', 'lined'],
      ...writes,
    },
    { paths: awsOperations, on: ['patient', 'lambda'], options: ['arg[1]'], effect: 'verb', traits: ['slow', 'job', 'lined'], ...writes },
    { paths: ['paginate*'], on: ['module'], effect: 'read', traits: ['lazy'] },
    { paths: ['waitUntil*', 'waitFor*'], on: ['module'], options: ['arg[0]'], effect: 'read' },
  ],
  options: [
    ...proved('requestHandler.socketTimeout', awsOptions),
    { option: 'maxWaitTime', at: 'call', sets: 'timeout', covers: 'total', unit: 's', mends: false },
  ],
  defaults: [
    ...awsDefaults,
    { facet: 'opaque', on: ['paginate*'], may: ['timeout'], says: 'the client it turns the pages with is handed to it, and may bound it' },
  ],
  advice: 'new S3Client({ requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true } })',
  evidence: [
    {
      url: 'https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/CLIENTS.md#request-handler-requesthandler',
      versions: 'client-s3 3.1173, client-dynamodb 3.1164, client-sqs 3.1169; node-http-handler 4.2.0, 4.14.2',
      how: 'read',
    },
  ],
};
