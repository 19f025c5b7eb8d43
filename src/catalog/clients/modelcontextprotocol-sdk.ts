import type { ClientModel } from '../../model/catalog/client';

/** The bound is the protocol's, over any transport: it rejects and tells the server, who may go on working. `maxTotalTimeout` is looked at on progress alone. */
export const modelcontextprotocolSdk: ClientModel = {
  id: '@modelcontextprotocol/sdk',
  title: 'MCP',
  modules: ['@modelcontextprotocol/sdk/client/index.js', '@modelcontextprotocol/sdk/client/index', '@modelcontextprotocol/sdk/client'],
  package: '@modelcontextprotocol/sdk',
  failure: 'throws',
  traits: ['lined'],
  makes: [{ path: 'Client' }],
  calls: [
    { paths: ['connect'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
    { paths: ['ping'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    {
      paths: ['complete', 'getPrompt', 'listPrompts', 'listResources', 'listResourceTemplates', 'readResource', 'listTools'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'read',
    },
    { paths: ['setLoggingLevel', 'subscribeResource', 'unsubscribeResource'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    { paths: ['callTool'], on: ['instance'], options: ['arg[2]'], effect: 'unknown' },
    { paths: ['request'], on: ['instance'], options: ['arg[2]'], effect: 'unknown' },
  ],
  options: [
    { option: 'timeout', at: 'call', sets: 'timeout' },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'MCP gives up an answer after 60 s' },
    { facet: 'opaque', on: ['connect'], may: ['timeout'], says: 'a transport that opens a stream waits for it before the 60 s begin' },
  ],
  advice: 'client.callTool(params, undefined, { timeout: 10_000 })',
  evidence: [
    { url: 'https://github.com/modelcontextprotocol/typescript-sdk/blob/v1.x/src/shared/protocol.ts', versions: '1.32.2', how: 'read' },
  ],
};
