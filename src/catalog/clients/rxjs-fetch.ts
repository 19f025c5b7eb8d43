import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal, ignoredTimeout } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

export const rxjsFetch: ClientModel = {
  id: 'rxjs/fetch',
  title: 'fromFetch',
  modules: ['rxjs/fetch'],
  package: 'rxjs',
  failure: 'resolves',
  traits: ['lazy'],
  calls: [fetchCall('fromFetch')],
  options: [{ ...fetchSignal, proved: true }, ignoredTimeout('`fromFetch` has no `timeout` option')],
  defaults: [noTimeout('`fromFetch` has no timeout unless the operator stands behind it'), ...fetchFloor],
  advice: 'fromFetch(url).pipe(timeout(10_000))',
  evidence: [{ url: 'https://rxjs.dev/api/fetch/fromFetch', versions: '7.8.2', how: 'read' }],
};
