import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const webPush: ClientModel = {
  id: 'web-push',
  modules: ['web-push'],
  failure: 'throws',
  calls: [{ paths: ['sendNotification'], on: ['module'], options: ['arg[2]'], effect: 'write', target: 'arg[0].endpoint' }],
  options: [
    // It counts silence, connecting included: a slow trickle outlives it.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0] },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  defaults: [noTimeout('web-push waits as long as the push service likes unless `timeout` is set')],
  advice: 'webpush.sendNotification(subscription, payload, { timeout: 10_000 })',
  evidence: [
    { url: 'https://github.com/web-push-libs/web-push#sendnotificationpushsubscription-payload-options', versions: '3.6.7', how: 'read' },
  ],
};
