import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

/** Links may repeat: where all of them are known, so is what they do. */
export const trpcClient: ClientModel = {
  id: '@trpc/client',
  title: 'tRPC',
  modules: ['@trpc/client'],
  failure: 'throws',
  makes: ['createTRPCClient', 'createTRPCProxyClient', 'createTRPCUntypedClient'].map((path) => ({
    path,
    options: ['arg[0]'] as const,
    links: ['arg[0].links'] as const,
    types: ['TRPCClient'],
  })),
  calls: [
    { paths: ['**.query'], on: ['instance'], options: ['arg[1]', 'arg[2]'], effect: 'read' },
    { paths: ['**.mutate', 'mutation'], on: ['instance'], options: ['arg[1]', 'arg[2]'], effect: 'write' },
    { paths: ['**.subscribe'], on: ['instance'], options: ['arg[1]'], effect: 'read', traits: ['connection'] },
  ],
  options: [{ option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true }],
  defaults: [
    noTimeout('tRPC has no timeout unless a signal stops it'),
    ...fetchFloor,
    { facet: 'opaque', may: ['retry'], says: 'a link of this client may repeat requests' },
  ],
  advice: 'client.user.get.query(id, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://trpc.io/docs/client/vanilla/aborting-procedure-calls', versions: '11.25.2', how: 'read' }],
};
