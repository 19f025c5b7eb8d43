import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, ignoredTimeout } from '../families/fetch';
import { noTimeout } from '../families/floor';

/** It stands on XMLHttpRequest and offers neither a timeout nor a way to cancel. */
export const unfetch: ClientModel = {
  id: 'unfetch',
  modules: ['unfetch', 'unfetch/polyfill'],
  traits: ['page-host'],
  failure: 'resolves',
  calls: [fetchCall('')],
  options: [
    ignoredTimeout('`unfetch` has no `timeout` option'),
    { option: 'signal', at: 'call', sets: 'cancellation', ignored: '`unfetch` does not know `signal`' },
  ],
  defaults: [noTimeout('`unfetch` has no timeout and no option for one')],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/developit/unfetch#caveats', versions: '5.0.0', how: 'read' }],
};
