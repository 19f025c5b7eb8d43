import type { GuardModel } from '../../model/catalog/guard';

/** It adds no bound and no retry: a first request that hangs makes all its deduplicated followers hang. */
export const axiosCacheInterceptor: GuardModel = {
  id: 'axios-cache-interceptor',
  modules: ['axios-cache-interceptor'],
  forms: [{ form: 'attach', path: 'setupCache', to: 'arg[0]', provides: [] }],
  evidence: [{ url: 'https://axios-cache-interceptor.js.org/config', versions: '1.12.3', how: 'read' }],
};
