import { describe, expect, it } from 'vitest';
import { awsTokened } from '../../src/catalog/families/aws-writes';
import { place } from './faults';
import { load } from './packages/load.mjs';
import { fairly } from './running';

/** The SDK of AWS makes one token for all attempts at what has one, and none for what has none. */

const dynamo = await load('@aws-sdk/client-dynamodb');
const sqs = await load('@aws-sdk/client-sqs');
const keys = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

interface Service {
  readonly client: new (options: object) => { send(command: object): Promise<unknown>; destroy(): void };
  readonly command: new (input: object) => object;
}

/** The bodies of the attempts that come to a service which fails each of them. */
const bodiesOf = async ({ client, command }: Service, input: object): Promise<readonly Record<string, unknown>[]> => {
  const spot = await place(503);
  const made = new client({ endpoint: spot.url, ...keys, maxAttempts: 3 });
  spot.after(() => made.destroy());
  try {
    await expect(made.send(new command(input))).rejects.toThrow();
    expect(spot.came).toHaveLength(3);
    return spot.said.filter((one) => one.startsWith('{')).map((one) => JSON.parse(one) as Record<string, unknown>);
  } finally {
    await spot.close();
  }
};

const put = { Put: { TableName: 't', Item: { a: { S: 'b' } } } };

describe.concurrent('tokens of AWS', () => {
  it.each([
    ['transactWriteItems', { client: dynamo.DynamoDBClient, command: dynamo.TransactWriteItemsCommand }, { TransactItems: [put] }],
    [
      'executeTransaction',
      { client: dynamo.DynamoDBClient, command: dynamo.ExecuteTransactionCommand },
      { TransactStatements: [{ Statement: 's' }] },
    ],
  ])('`%s` is sent with the same one each time', (operation, service, input) =>
    fairly(async () => {
      const bodies = await bodiesOf(service, input);
      const tokens = bodies.map(({ ClientRequestToken }) => ClientRequestToken);
      expect(tokens).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), tokens[0], tokens[0]]);
      expect(awsTokened).toContain(operation);
    }),
  );

  it('a message to a queue is sent without one', () =>
    fairly(async () => {
      const bodies = await bodiesOf(
        { client: sqs.SQSClient, command: sqs.SendMessageCommand },
        { QueueUrl: 'https://q.example/1/q', MessageBody: 'm' },
      );
      expect(bodies).toEqual(Array.from({ length: 3 }, () => ({ QueueUrl: 'https://q.example/1/q', MessageBody: 'm' })));
      expect(awsTokened).not.toContain('sendMessage');
    }));
});
