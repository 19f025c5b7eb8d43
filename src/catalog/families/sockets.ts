import type { ClientModel } from '../../model/catalog/client';
import type { CallModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import { noTimeout } from './floor';
import { socketChains, socketOptions } from './node-http';

/** What is written to a connection that stands, and what is known of that. */
export const said = (member: string, on: readonly string[]): CallModel => ({
  paths: [member],
  on,
  effect: 'write',
  traits: ['one-way'],
  without: ['default:timeout'],
});
export const unanswered = (member: string): DefaultModel => ({
  facet: 'opaque',
  on: [member],
  may: ['timeout', 'retry'],
  says: 'nothing comes back of what is written to a connection',
});

/** A bare socket: its timeout only says `timeout`, and somebody has to destroy it. */
export function socketClient(own: Pick<ClientModel, 'id' | 'title' | 'modules' | 'traits' | 'advice' | 'evidence'>): ClientModel {
  return {
    ...own,
    failure: 'throws',
    makes: ['connect', 'createConnection'].map((path) => ({ path, kind: 'socket' })),
    calls: [
      said('write', ['socket']),
      { paths: ['connect', 'createConnection'], on: ['module'], options: ['arg[0]', 'arg[1]', 'arg[2]'], effect: 'read', target: 'arg[0]' },
    ],
    // Only a request tells of a socket that it was given.
    chains: socketChains.filter((chain) => chain.as !== 'socket'),
    options: socketOptions.filter(({ option }) => option !== 'socket'),
    defaults: [noTimeout('a socket waits without a limit for the connection, and for what comes over it'), unanswered('write')],
  };
}
