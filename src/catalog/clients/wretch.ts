import type { CallModel, ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

const steps = [
  'url',
  'headers',
  'auth',
  'accept',
  'content',
  'json',
  'body',
  'query',
  'formData',
  'formUrl',
  'middlewares',
  'addon',
  'errorType',
  'catcher',
  'resolve',
  'defer',
  'polyfills',
];
const on = ['instance'];
const call = (paths: readonly string[], effect: CallModel['effect']): CallModel => ({ paths, on, effect, traits: ['lazy'] });

/** Each step gives a new wretch; `.options({ signal })` on one that is kept bounds all its calls by one clock. */
export const wretch: ClientModel = {
  id: 'wretch',
  modules: ['wretch', 'wretch/all'],
  package: 'wretch',
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[1]'], types: ['Wretch', 'Wretcher'] },
    { path: 'options', on, options: ['arg[0]'], inherits: true },
    ...steps.map((path) => ({ path, on, inherits: true })),
  ],
  calls: [call(['get', 'head', 'opts'], 'read'), call(['post', 'put', 'patch', 'delete'], 'write'), call(['fetch'], 'unknown')],
  chains: [{ member: 'setTimeout', as: 'timeout' }],
  options: [
    // The member comes with an addon, which may not be there.
    { option: 'timeout', at: 'call', sets: 'timeout', mends: false },
    { option: 'signal', at: 'instance', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [
    noTimeout('wretch has no timeout without its abort addon or a signal'),
    ...fetchFloor,
    // A middleware may repeat, and the chain does not always show which were given.
    { facet: 'opaque', may: ['retry'], says: 'middlewares of this wretch may repeat requests' },
  ],
  advice: 'wretch(url).addon(AbortAddon()).get().setTimeout(10_000).json()',
  evidence: [{ url: 'https://github.com/elbywan/wretch#abortable', versions: '2.11.1, 3.0.9', how: 'read' }],
};
