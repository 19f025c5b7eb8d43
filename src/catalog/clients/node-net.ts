import type { ClientModel } from '../../model/catalog';
import { noTimeout } from '../families/floor';
import { socketChains, socketOptions } from '../families/node-http';

/** A bare socket: its timeout only says `timeout`, and somebody has to destroy it. */
export const nodeNet: ClientModel = {
  id: 'node:net',
  title: 'net',
  modules: ['node:net', 'net', 'node:tls', 'tls'],
  failure: 'throws',
  traits: ['connection', 'emitter'],
  calls: [
    { paths: ['connect', 'createConnection'], on: ['module'], options: ['arg[0]', 'arg[1]', 'arg[2]'], effect: 'read', target: 'arg[0]' },
  ],
  // Only a request tells of a socket that it was given.
  chains: socketChains.filter((chain) => chain.as !== 'socket'),
  options: socketOptions.filter(({ option }) => option !== 'socket'),
  defaults: [noTimeout('a socket waits without a limit for the connection, and for what comes over it')],
  advice: 'net.connect({ port, host, signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://nodejs.org/api/net.html#netconnect', versions: 'Node 20.20.2, 24.21.0', how: 'read' }],
};
