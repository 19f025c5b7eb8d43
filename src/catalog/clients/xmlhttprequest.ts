import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** `timeout` is a property, and covers everything from `send()` to the end. */
export const xmlhttprequest: ClientModel = {
  id: 'XMLHttpRequest',
  modules: ['xhr2', 'xmlhttprequest', 'xmlhttprequest-ssl'],
  globals: ['XMLHttpRequest'],
  failure: 'resolves',
  traits: ['emitter'],
  makes: [{ path: '' }, { path: 'XMLHttpRequest' }],
  // The method stands in an earlier call of `open`.
  calls: [{ paths: ['send'], on: ['instance'], effect: 'unknown' }],
  options: [{ option: 'timeout', sets: 'timeout', off: [0] }],
  assigns: [''],
  defaults: [noTimeout('XMLHttpRequest has no timeout unless its `timeout` property is set')],
  advice: 'xhr.timeout = 10_000;',
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/XMLHttpRequest/timeout', versions: 'the living standard', how: 'read' }],
};
