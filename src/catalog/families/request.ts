import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from './floor';

const reads = ['get', 'head', 'options'];
const writes = ['post', 'put', 'patch', 'del', 'delete'];

/** `request` and the wrappers that make a promise of it; all are out of support. */
export function requestClient(part: Pick<ClientModel, 'id' | 'modules' | 'failure' | 'traits' | 'evidence'>): ClientModel {
  const at = { options: ['arg[1]', 'arg[0]'], target: 'arg[0]' } as const;
  return {
    ...part,
    makes: [{ path: 'defaults', on: ['module', 'instance'], options: ['arg[0]'], inherits: true }],
    calls: [
      { paths: [''], ...at, effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' } },
      { paths: reads, ...at, effect: 'read' },
      { paths: writes, ...at, effect: 'write' },
    ],
    options: [
      // The head on the clock, then silence; it ends a connect stall as well.
      { option: 'timeout', sets: 'timeout', off: [0], proved: true },
      { option: 'agent', sets: 'agent' },
      { option: 'simple', sets: 'status', resolves: [false] },
    ],
    defaults: [noTimeout(`${part.id} waits as long as the server likes unless \`timeout\` is set`)],
    advice: 'request({ url, timeout: 10_000 })',
  };
}
