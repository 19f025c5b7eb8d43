import type { ClientModel } from '../../model/catalog/client';
import type { ChainModel, OptionModel } from '../../model/catalog/option';
import { noTimeout } from './floor';

/** Members that end a socket, or tell it to say when it has been silent. */
const ends = ['setTimeout', 'destroy', 'end', 'destroySoon', 'resetAndDestroy'];

/**
 * A socket's timeout only says `timeout`; somebody has to listen and destroy the request. What is set inside
 * an `on('socket')` listener cannot be read, so that listener leaves the bound unknown, where it may set one.
 */
export const socketChains: readonly ChainModel[] = [
  { member: 'setTimeout', as: 'setTimeout' },
  { member: 'setTimeout', as: 'listener', arg: 'arg[1]' },
  { member: 'on', as: 'listener', arg: 'arg[1]', when: 'timeout' },
  { member: 'once', as: 'listener', arg: 'arg[1]', when: 'timeout' },
  { member: 'addListener', as: 'listener', arg: 'arg[1]', when: 'timeout' },
  { member: 'on', as: 'socket', arg: 'arg[1]', when: 'socket', bounds: ends },
  { member: 'once', as: 'socket', arg: 'arg[1]', when: 'socket', bounds: ends },
  { member: 'destroy', as: 'destroy', timed: true },
  { member: 'abort', as: 'destroy', timed: true },
];

export const socketOptions: readonly OptionModel[] = [
  // It counts silence, connecting included: a slow trickle outlives it.
  { option: 'timeout', sets: 'timeout', off: [0], needs: 'listener' },
  // It only starts once the socket is connected.
  { option: 'setTimeout', sets: 'timeout', off: [0], needs: 'listener' },
  { option: 'socket', at: 'call', sets: 'timeout', mends: false },
  // A timer of the program's own that ends the request.
  { option: 'destroy', at: 'call', sets: 'timeout', mends: false },
  { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
];

/** `request` and `get`, at the top of a module or inside its namespaces. */
export function httpCalls(prefixes: readonly string[]): ClientModel['calls'] {
  return [
    { paths: prefixes.map((prefix) => `${prefix}get`), on: ['module'], options: ['arg[1]', 'arg[0]'], effect: 'read', target: 'arg[0]' },
    {
      paths: prefixes.map((prefix) => `${prefix}request`),
      on: ['module'],
      options: ['arg[1]', 'arg[0]'],
      effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
  ];
}

export const httpDefaults: ClientModel['defaults'] = [
  noTimeout("Node's http client waits without a limit for the connection, the answer and its body"),
  { facet: 'timeout', covers: 'connect', ms: 134_500, platform: true, says: 'the kernel gives up connecting after about 2 minutes' },
];
