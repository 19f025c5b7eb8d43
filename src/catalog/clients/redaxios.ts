import type { ClientModel } from '../../model/catalog/client';
import { axiosCalls, axiosItself } from '../families/axios';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** It looks like axios, but hears neither `timeout` nor `signal`. */
export const redaxios: ClientModel = {
  id: 'redaxios',
  modules: ['redaxios'],
  failure: 'throws',
  makes: [{ path: 'create', on: ['module', 'instance'], options: ['arg[0]'], inherits: true }],
  calls: [axiosItself(['module', 'instance']), ...axiosCalls(['module', 'instance'])],
  options: [
    { option: 'timeout', sets: 'timeout', ignored: 'redaxios has no `timeout` option' },
    { option: 'signal', sets: 'cancellation', ignored: 'redaxios passes no `signal` on' },
    ownFetch,
  ],
  assigns: ['defaults'],
  defaults: [noTimeout('redaxios has no timeout and hears no signal'), ...fetchFloor],
  advice: 'redaxios.create({ fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }) })',
  evidence: [{ url: 'https://github.com/developit/redaxios#readme', versions: '0.5.1', how: 'read' }],
};
