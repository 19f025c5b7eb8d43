import type { ClientModel } from '../../model/catalog/client';
import { axiosCalls, axiosOptions, axiosOtherOptions } from '../families/axios';
import { noTimeout } from '../families/floor';
import { proved } from '../families/proved';

/** Observables over axios; `axiosRef` is axios itself. */
export const nestjsAxios: ClientModel = {
  id: '@nestjs/axios',
  title: 'HttpService',
  modules: ['@nestjs/axios'],
  failure: 'throws',
  traits: ['lazy'],
  makes: [
    {
      path: 'HttpService',
      of: ['arg[0]'],
      // Imported as it is, the module hands out axios itself.
      provider: { path: 'HttpModule', configured: ['register', 'registerAsync'], shares: 'axios' },
    },
  ],
  calls: [
    ...axiosCalls(['instance']),
    ...axiosCalls(['instance'], 'axiosRef.'),
    {
      paths: ['axiosRef'],
      on: ['instance'],
      options: ['arg[1]', 'arg[0]'],
      effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
  ],
  options: proved('signal', proved('timeout', axiosOptions)),
  // What a module is told holds for the service it hands out, wherever that is injected.
  chains: [{ member: 'HttpModule.register', as: 'timeout', arg: 'arg[0].timeout', at: 'instance' }],
  assigns: ['axiosRef.defaults'],
  interceptors: [{ path: 'axiosRef.interceptors.request.use', param: 0 }],
  resends: [{ path: 'axiosRef.interceptors.response.use', arg: 1, config: 'config' }],
  otherOptions: axiosOtherOptions,
  defaults: [noTimeout('HttpService has no timeout unless `HttpModule.register` or the call sets one')],
  advice: 'HttpModule.register({ timeout: 10_000 })',
  evidence: [{ url: 'https://docs.nestjs.com/techniques/http-module', versions: '12.0.1', how: 'read' }],
};
