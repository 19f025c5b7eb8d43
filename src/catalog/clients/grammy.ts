import type { ClientModel } from '../../model/catalog';
import { telegramMethods } from '../families/telegram';

export const grammy: ClientModel = {
  id: 'grammy',
  title: 'grammY',
  modules: ['grammy', 'grammy/web'],
  package: 'grammy',
  failure: 'throws',
  makes: [
    { path: 'Bot', options: ['arg[1]'] },
    { path: 'Api', kind: 'api', options: ['arg[1]'] },
  ],
  calls: [
    // A signal stands last among the arguments, after however many the method has.
    {
      paths: telegramMethods.map((method) => `api.${method}`).concat(telegramMethods.map((method) => `api.raw.${method}`)),
      on: ['instance'],
      effect: 'verb',
    },
    { paths: telegramMethods.concat(telegramMethods.map((method) => `raw.${method}`)), on: ['api'], effect: 'verb' },
  ],
  options: [
    { option: 'client.timeoutSeconds', at: 'instance', on: ['instance'], sets: 'timeout', unit: 's', proved: true },
    { option: 'timeoutSeconds', at: 'instance', on: ['api'], sets: 'timeout', unit: 's' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 500_000, says: 'grammY gives up after 500 s' }],
  advice: 'new Bot(token, { client: { timeoutSeconds: 30 } })',
  evidence: [{ url: 'https://grammy.dev/ref/core/apiclientoptions', versions: '1.46.0', how: 'read' }],
};
