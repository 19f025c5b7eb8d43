import type { ClientModel } from '../../model/catalog';
import { noTimeout } from '../families/floor';
import { telegramMethods } from '../families/telegram';

export const telegraf: ClientModel = {
  id: 'telegraf',
  title: 'Telegraf',
  modules: ['telegraf'],
  failure: 'throws',
  makes: [
    { path: 'Telegraf', options: ['arg[1]'] },
    { path: 'Telegram', kind: 'telegram', options: ['arg[1]'] },
  ],
  calls: [
    { paths: telegramMethods.map((method) => `telegram.${method}`), on: ['instance'], effect: 'verb' },
    { paths: telegramMethods, on: ['telegram'], effect: 'verb' },
    { paths: ['telegram.callApi'], on: ['instance'], options: ['arg[2]'], effect: 'unknown' },
    { paths: ['callApi'], on: ['telegram'], options: ['arg[2]'], effect: 'unknown' },
  ],
  options: [
    // Its types ask for the signal of another package.
    { option: 'signal', at: 'call', on: ['telegram.callApi', 'callApi'], sets: 'cancellation', unit: 'signal', mends: false },
    {
      option: 'handlerTimeout',
      at: 'instance',
      sets: 'timeout',
      ignored: '`handlerTimeout` is about handlers of updates, not about requests to Telegram',
    },
    { option: 'telegram.agent', at: 'instance', sets: 'agent' },
  ],
  defaults: [
    { ...noTimeout('Telegraf has no timeout for its requests'), versions: '<4.12.0' },
    { facet: 'timeout', covers: 'attempt', ms: 500_000, versions: '>=4.12.0', says: 'Telegraf gives up a request after 500 s' },
  ],
  advice: 'pTimeout(bot.telegram.sendMessage(chat, text), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://github.com/telegraf/telegraf', versions: '4.16.3', how: 'read' }],
};
