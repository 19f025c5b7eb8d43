import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { load } from './packages/load.mjs';

/** A client of version 2 of the SDK keeps no connections: each request has its own, closed with the answer, whether the client is shared or made anew. */

const { default: AWS } = await load('aws-sdk');

/** How many connections so many requests open, and how many of those stand when all are answered. */
async function connections(
  clients: (
    make: () => { listBuckets(): { promise(): Promise<unknown> } },
  ) => readonly { listBuckets(): { promise(): Promise<unknown> } }[],
) {
  let opened = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/xml');
    response.end('<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>');
  });
  server.on('connection', () => opened++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const make = () => new AWS.S3({ endpoint, s3ForcePathStyle: true, region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 'b' });
  try {
    for (const s3 of clients(make)) await s3.listBuckets().promise();
    await setTimeout(50);
    const left = await new Promise<number>((done) => server.getConnections((_, count) => done(count)));
    return { opened, left };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('a client for each request opens as many connections as one for all of them, and leaves none', async () => {
  const anew = await connections((make) => [make(), make(), make()]);
  const shared = await connections((make) => {
    const one = make();
    return [one, one, one];
  });
  expect(anew).toEqual({ opened: 3, left: 0 });
  expect(shared).toEqual(anew);
});
