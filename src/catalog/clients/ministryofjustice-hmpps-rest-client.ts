import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** What it sends again by itself, and what it does when told so. */
const repeated = ['get', 'delete', 'stream'];
const asked = ['post', 'put', 'patch'];

/** A program derives its own from it; superagent sends, by an agent that ends what is silent. */
export const ministryofjusticeHmppsRestClient: ClientModel = {
  id: '@ministryofjustice/hmpps-rest-client',
  title: 'HMPPS RestClient',
  modules: ['@ministryofjustice/hmpps-rest-client'],
  failure: 'throws',
  makes: [{ path: 'RestClient', options: ['arg[1]'], types: ['RestClient'] }],
  calls: [
    { paths: ['get'], on: ['instance'], options: ['arg[0]'], effect: 'read', target: 'arg[0].path' },
    { paths: ['stream'], on: ['instance'], effect: 'read', target: 'arg[0].path', traits: ['stream'] },
    { paths: ['delete'], on: ['instance'], options: ['arg[0]'], effect: 'write', idempotent: ['*'], target: 'arg[0].path' },
    { paths: asked, on: ['instance'], options: ['arg[0]'], effect: 'write', target: 'arg[0].path' },
  ],
  options: [
    { option: 'timeout.deadline', at: 'instance', sets: 'timeout', off: [0, false] },
    { option: 'timeout.response', at: 'instance', sets: 'timeout', covers: 'headers', off: [0, false] },
    // Its timer runs from the start of the request, so it ends a connect stall as well.
    { option: 'timeout.response', at: 'instance', sets: 'timeout', covers: 'connect', off: [0, false] },
    { option: 'timeout.deadline', at: 'call', versions: '>=2.0.0', sets: 'timeout', off: [0, false] },
    { option: 'timeout.response', at: 'call', versions: '>=2.0.0', sets: 'timeout', covers: 'headers', off: [0, false] },
    { option: 'agent.timeout', at: 'instance', sets: 'timeout', covers: 'idle', off: [0] },
    { option: 'retries', at: 'call', on: ['get', 'delete'], sets: 'retry', off: [0] },
    { option: 'retry', at: 'call', on: asked, sets: 'retry', field: 'writes' },
  ],
  defaults: [
    noTimeout('HMPPS RestClient waits on for as long as something comes unless `timeout` is set'),
    { facet: 'timeout', covers: 'idle', ms: 8_000, says: 'the agent of HMPPS RestClient ends what is silent for 8 s' },
    ...[
      { on: repeated, writes: true, says: 'HMPPS RestClient tries 3 times without a pause, a DELETE as well' },
      { on: asked, writes: false, says: 'HMPPS RestClient tries a write 3 times without a pause where it is told to' },
    ].map((row) => ({ facet: 'retry', attempts: 3, backoff: 'none', jitter: false, onStatus: true, onTimeout: true, ...row }) as const),
  ],
  advice: "super('API', { url, timeout: { response: 10_000, deadline: 10_000 }, agent: new AgentConfig(10_000) }, logger)",
  evidence: [{ url: 'https://github.com/ministryofjustice/hmpps-typescript-lib', versions: '1.2.1, 2.2.0', how: 'read' }],
};
