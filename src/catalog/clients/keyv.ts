import type { ClientModel } from '../../model/catalog/client';
import { inMemory, keyvCalls, overStore } from '../families/keyv';
import { noTimeout } from '../families/floor';

/** It adds nothing of its own to its store; one that is made without any keeps things in memory. */
export const keyv: ClientModel = {
  id: 'keyv',
  title: 'Keyv',
  modules: ['keyv'],
  failure: 'resolves',
  traits: ['database', 'keyed'],
  makes: ['', 'Keyv'].map(overStore),
  calls: keyvCalls,
  stays: [inMemory],
  defaults: [noTimeout('Keyv waits as long as its store does')],
  advice: 'new Keyv(new KeyvRedis({ url, socket: { socketTimeout: 10_000 } }))',
  evidence: [{ url: 'https://keyv.org/docs/keyv/', versions: '5.6.0', how: 'read' }],
};
