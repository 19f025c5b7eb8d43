import type { ClientModel } from '../../model/catalog/client';
import type { OptionModel } from '../../model/catalog/option';
import { axiosCalls, axiosItself, axiosOptions, axiosOtherOptions } from '../families/axios';
import { noTimeout } from '../families/floor';
import { proved } from '../families/proved';

export const axios: ClientModel = {
  id: 'axios',
  modules: ['axios', 'axios/dist/*'],
  package: 'axios',
  failure: 'throws',
  makes: [
    { path: 'create', options: ['arg[0]'], types: ['AxiosInstance', 'AxiosStatic'] },
    { path: 'create', on: ['instance'], options: ['arg[0]'], inherits: true },
    { path: 'Axios', options: ['arg[0]'] },
  ],
  calls: [
    axiosItself(['module', 'instance']),
    ...axiosCalls(['module', 'instance']),
    { paths: ['query'], options: ['arg[2]'], effect: 'read', target: 'arg[0]' },
  ],
  options: proved(
    'signal',
    proved(
      'timeout',
      axiosOptions.flatMap((row): readonly OptionModel[] =>
        row.option === 'signal'
          ? [
              { ...row, versions: '>=0.22.0' },
              { option: 'signal', versions: '<0.22.0', sets: 'cancellation', ignored: 'axios knows `signal` from 0.22 on only' },
            ]
          : [row],
      ),
    ),
  ),
  assigns: ['defaults'],
  interceptors: [{ path: 'interceptors.request.use', param: 0 }],
  resends: [{ path: 'interceptors.response.use', arg: 1, config: 'config' }],
  otherOptions: axiosOtherOptions,
  defaults: [noTimeout('axios has no timeout unless `timeout` is set, on the call or on the instance')],
  advice: 'axios.create({ timeout: 10_000 })',
  evidence: [{ url: 'https://axios-http.com/docs/req_config', versions: '0.21.4, 0.27.2, 1.7.9, 1.21.1', how: 'read' }],
};
