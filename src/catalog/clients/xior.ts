import type { ClientModel } from '../../model/catalog/client';
import { axiosCalls, axiosOtherOptions } from '../families/axios';
import { fetchFloor, noTimeout } from '../families/floor';

export const xior: ClientModel = {
  id: 'xior',
  modules: ['xior'],
  failure: 'throws',
  makes: [
    { path: 'create', on: ['module', 'instance'], options: ['arg[0]'], inherits: true, types: ['XiorInstance'] },
    { path: 'Xior', options: ['arg[0]'] },
    { path: 'Xior.create', options: ['arg[0]'] },
    { path: 'xior.create', options: ['arg[0]'] },
  ],
  calls: [...axiosCalls(['module', 'instance']), ...axiosCalls(['module'], 'xior.')],
  options: [
    { option: 'timeout', sets: 'timeout', off: [0], proved: true },
    { option: 'signal', sets: 'cancellation', unit: 'signal', proved: true },
  ],
  assigns: ['defaults'],
  interceptors: [{ path: 'interceptors.request.use', param: 0 }],
  otherOptions: axiosOtherOptions,
  defaults: [noTimeout('xior has no timeout unless `timeout` is set'), ...fetchFloor],
  advice: 'xior.create({ timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/suhaotian/xior#timeout-and-cancel-request', versions: '0.8.5', how: 'read' }],
};
