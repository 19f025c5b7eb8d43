import type { ClientModel } from '../../model/catalog';

/** `timeout` is a property, and covers everything from `send()` to the end. */
export const xmlhttprequest: ClientModel = {
  id: 'XMLHttpRequest',
  modules: ['xhr2', 'xmlhttprequest', 'xmlhttprequest-ssl'],
  globals: ['XMLHttpRequest'],
  failure: 'resolves',
  makes: [{ path: '' }, { path: 'XMLHttpRequest' }],
  calls: [{ paths: ['send'], on: ['instance'], effect: 'unknown' }],
  options: [{ option: 'timeout', sets: 'timeout', covers: 'attempt', off: [0] }],
  assigns: [''],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'XMLHttpRequest has no timeout unless `timeout` is set' }],
  advice: 'xhr.timeout = 5_000',
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/XMLHttpRequest/timeout', versions: 'living standard', how: 'read' }],
};
