import type { CallModel, ClientModel } from '../../model/catalog/client';
import type { OptionModel } from '../../model/catalog/option';
import { axiosCalls, axiosItself, axiosOptions, axiosOtherOptions } from '../families/axios';
import { noTimeout } from '../families/floor';

/** The axios inside, which throws as axios does. */
const inside: readonly CallModel[] = [axiosItself(['instance'], 'axiosInstance'), ...axiosCalls(['instance'], 'axiosInstance.')];

/** An axios whose promises never reject: a failure of any kind, its own timeout included, is told by `ok` and `problem`. */
export const apisauce: ClientModel = {
  id: 'apisauce',
  modules: ['apisauce'],
  failure: 'resolves',
  makes: [{ path: 'create', options: ['arg[0]'], of: ['arg[0].axiosInstance'], types: ['ApisauceInstance'] }],
  calls: [
    { paths: ['get', 'head'], on: ['instance'], options: ['arg[2]'], effect: 'read', target: 'arg[0]' },
    {
      paths: ['post', 'put', 'patch', 'delete', 'link', 'unlink'],
      on: ['instance'],
      options: ['arg[2]'],
      effect: 'write',
      target: 'arg[0]',
    },
    {
      paths: ['any'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
    ...inside.map((call): CallModel => ({ ...call, failure: 'throws' })),
  ],
  // A status never throws, so that there is nothing to say of `validateStatus`.
  options: axiosOptions.flatMap((row): readonly OptionModel[] => {
    if (row.sets === 'status') return [];
    if (row.option !== 'signal') return [row];
    const deaf = 'the axios inside of apisauce knows `signal` from 3 on only';
    return [
      { ...row, versions: '>=3.0.0' },
      { option: 'signal', versions: '<3.0.0', sets: 'cancellation', ignored: deaf },
    ];
  }),
  assigns: ['axiosInstance.defaults'],
  interceptors: [{ path: 'axiosInstance.interceptors.request.use', param: 0 }],
  resends: [{ path: 'axiosInstance.interceptors.response.use', arg: 1, config: 'config' }],
  otherOptions: axiosOtherOptions,
  defaults: [noTimeout('apisauce has no timeout unless `timeout` is set, on the call or in `create`')],
  advice: 'create({ baseURL, timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/infinitered/apisauce#readme', versions: '2.1.6, 3.2.2', how: 'read' }],
};
