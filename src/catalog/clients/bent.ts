import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** The words given to `bent(…)` say the method and which answers are good; nothing says how long to wait. */
export const bent: ClientModel = {
  id: 'bent',
  modules: ['bent'],
  failure: 'throws',
  makes: [{ path: '', options: ['arg[0]', 'arg[1]', 'arg[2]', 'arg[3]'] }],
  calls: [{ paths: [''], on: ['instance'], effect: 'unknown', target: 'arg[0]' }],
  defaults: [noTimeout('bent has no timeout and no signal')],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/mikeal/bent#readme', versions: '7.3.12', how: 'read' }],
};
