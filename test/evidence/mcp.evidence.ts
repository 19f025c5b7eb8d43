import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { claim } from './claims';
import { type Fault, made, type Place, place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');

/** A server that shakes hands over HTTP, and then answers no question. */
async function greeted(fault: Fault): Promise<Place> {
  if (fault !== 'silent') return place(fault);
  const start = performance.now();
  const came: number[] = [];
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => {
      const asked = JSON.parse(body);
      if (asked.method === 'initialize') {
        const result = {
          protocolVersion: asked.params.protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: 'evidence', version: '1' },
        };
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id: asked.id, result }));
      } else if (asked.id === undefined) response.writeHead(202).end();
      else came.push(performance.now() - start);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return made((server.address() as AddressInfo).port, came, () => {
    server.closeAllConnections();
    server.close();
  });
}

const client = (at: Place) => {
  const one = new Client({ name: 'evidence', version: '1' });
  at.after(() => one.close());
  return { one, transport: new StreamableHTTPClientTransport(new URL(at.url)) };
};

claim(
  {
    id: '@modelcontextprotocol/sdk',
    package: '@modelcontextprotocol/sdk',
    place: greeted,
    get: async (at, call) => {
      const { one, transport } = client(at);
      await one.connect(transport);
      return one.callTool({ name: 't', arguments: {} }, undefined, call);
    },
    bare: { silent: 60_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
  },
  {
    id: '@modelcontextprotocol/sdk',
    package: '@modelcontextprotocol/sdk',
    on: ['connect'],
    get: (at, call) => {
      const { one, transport } = client(at);
      return one.connect(transport, call);
    },
    bare: { silent: 60_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true, hole: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
    counts: [{ fault: 503, sends: 1 }],
  },
);
