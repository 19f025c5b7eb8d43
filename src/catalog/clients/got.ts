import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { gotCalls, gotDelays, gotRepeats, gotRetries, gotTimeouts } from '../families/got';
import { proved } from '../families/proved';

/** `timeout.request` bounds one attempt, its own two repeats come on top; a signal bounds them all. */
export const got: ClientModel = {
  id: 'got',
  modules: ['got'],
  failure: 'throws',
  makes: [{ path: 'extend', on: ['module', 'instance'], options: ['arg[0]', 'arg[1]'], inherits: true, types: ['Got', 'ExtendedGot'] }],
  calls: gotCalls,
  options: [
    // From version 12 on a number here throws.
    { option: 'timeout', versions: '<12.0.0', sets: 'timeout', off: [false] },
    ...proved('timeout.request', gotTimeouts),
    // Before 12 it goes on to Node's request as it is, and the types do not hold it.
    { option: 'signal', sets: 'cancellation', unit: 'signal', proved: true, untyped: { package: 'got', versions: '<12.0.0' } },
    // From version 12 on a number here throws as well.
    { option: 'retry', versions: '<12.0.0', sets: 'retry', off: [0, false], unbounded: ['Infinity'] },
    ...gotRetries,
    { ...gotDelays, versions: '<16.0.0', unless: 'retry.enforceRetryRules' },
    { option: 'retry.calculateDelay', versions: '>=16.0.0', sets: 'retry', field: 'delayMs' },
    { option: 'throwHttpErrors', sets: 'status', resolves: [false] },
    { option: 'agent', sets: 'agent' },
  ],
  assigns: ['defaults.options'],
  hooks: [{ option: 'hooks.beforeRequest', param: 0 }],
  defaults: [
    noTimeout('got has no timeout in any phase unless `timeout` is set'),
    gotRepeats(3, 'got tries 3 times after network errors, timeouts, 408, 413, 429 and most 5xx, but never a POST or PATCH'),
  ],
  advice: 'got.extend({ timeout: { request: 10_000 } })',
  evidence: [
    { url: 'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md', versions: '11.8.6, 14.6.6, 16.1.0', how: 'read' },
  ],
};
