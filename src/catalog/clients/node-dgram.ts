import type { ClientModel } from '../../model/catalog/client';
import { said } from '../families/sockets';

/** Datagrams: nothing is waited for but the name of the host, so nothing can hang. */
export const nodeDgram: ClientModel = {
  id: 'node:dgram',
  title: 'dgram',
  modules: ['node:dgram', 'dgram'],
  failure: 'resolves',
  traits: ['emitter'],
  makes: [
    { path: 'createSocket', kind: 'socket' },
    { path: 'Socket', kind: 'socket' },
  ],
  calls: [said('send', ['socket'])],
  defaults: [{ facet: 'opaque', may: ['timeout', 'retry'], says: 'a datagram is sent and not waited for' }],
  evidence: [
    {
      url: 'https://nodejs.org/api/dgram.html#socketsendmsg-offset-length-port-address-callback',
      versions: 'Node 20.20.2, 24.21.0',
      how: 'read',
    },
  ],
};
