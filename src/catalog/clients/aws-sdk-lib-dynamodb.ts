import type { ClientModel } from '../../model/catalog/client';
import { awsOptions } from '../families/aws';
import { noTimeout } from '../families/floor';
import { proved } from '../families/proved';

/** It speaks through the client of DynamoDB it is made from, with that one's bounds. */
export const awsSdkLibDynamodb: ClientModel = {
  id: '@aws-sdk/lib-dynamodb',
  title: 'DynamoDB document client',
  modules: ['@aws-sdk/lib-dynamodb'],
  // What becomes of a bound is up to the handler of the client beneath.
  package: '@smithy/node-http-handler',
  failure: 'throws',
  traits: ['database'],
  makes: ['DynamoDBDocumentClient', 'DynamoDBDocument', 'DynamoDBDocumentClient.from', 'DynamoDBDocument.from'].map((path) => ({
    path,
    of: ['arg[0]'],
  })),
  calls: [
    { paths: ['send'], on: ['instance'], options: ['arg[1]'], effect: 'unknown', command: 'arg[0]' },
    { paths: ['get', 'query', 'scan', 'batchGet', 'transactGet'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
    {
      paths: ['put', 'update', 'delete', 'batchWrite', 'transactWrite', 'executeStatement'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'write',
    },
  ],
  options: proved(
    'abortSignal',
    awsOptions.filter((row) => row.at === 'call'),
  ),
  defaults: [noTimeout('the document client waits as long as the client it is made from')],
  advice: 'DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: { socketTimeout: 10_000 } }))',
  evidence: [{ url: 'https://github.com/aws/aws-sdk-js-v3/tree/main/lib/lib-dynamodb', versions: '3.1164', how: 'read' }],
};
