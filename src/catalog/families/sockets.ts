import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from './floor';
import { socketChains, socketOptions } from './node-http';

/** A bare socket: its timeout only says `timeout`, and somebody has to destroy it. */
export function socketClient(own: Pick<ClientModel, 'id' | 'title' | 'modules' | 'traits' | 'advice' | 'evidence'>): ClientModel {
  return {
    ...own,
    failure: 'throws',
    calls: [
      { paths: ['connect', 'createConnection'], on: ['module'], options: ['arg[0]', 'arg[1]', 'arg[2]'], effect: 'read', target: 'arg[0]' },
    ],
    // Only a request tells of a socket that it was given.
    chains: socketChains.filter((chain) => chain.as !== 'socket'),
    options: socketOptions.filter(({ option }) => option !== 'socket'),
    defaults: [noTimeout('a socket waits without a limit for the connection, and for what comes over it')],
  };
}
