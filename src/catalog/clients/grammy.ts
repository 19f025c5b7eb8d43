import type { ClientModel } from '../../model/catalog/client';
import { telegramLookUps, telegramMethods, telegramReplies } from '../families/telegram';

const handlers = [
  'use',
  'on',
  'hears',
  'command',
  'reaction',
  'chatType',
  'callbackQuery',
  'gameQuery',
  'inlineQuery',
  'chosenInlineResult',
].concat(['preCheckoutQuery', 'shippingQuery', 'filter', 'drop', 'fork', 'lazy', 'branch', 'route']);

export const grammy: ClientModel = {
  id: 'grammy',
  title: 'grammY',
  modules: ['grammy', 'grammy/web'],
  package: 'grammy',
  failure: 'throws',
  makes: [
    { path: 'Bot', options: ['arg[1]'] },
    // Handlers may be gathered in a composer before there is a bot; their contexts are those of the bot that uses it.
    { path: 'Composer', kind: 'composer' },
    { path: 'Api', kind: 'api', options: ['arg[1]'] },
    {
      path: 'Context',
      kind: 'context',
      types: ['CommandContext', 'HearsContext', 'CallbackQueryContext', 'InlineQueryContext', 'ChatTypeContext', 'Filter'],
    },
  ],
  calls: [
    // A signal stands last among the arguments, after however many the method has.
    {
      paths: telegramMethods.map((method) => `api.${method}`).concat(telegramMethods.map((method) => `api.raw.${method}`)),
      on: ['instance', 'context'],
      effect: 'verb',
    },
    { paths: telegramMethods.concat(telegramMethods.map((method) => `raw.${method}`)), on: ['api'], effect: 'verb' },
    { paths: telegramReplies, on: ['context'], effect: 'write' },
    { paths: telegramLookUps, on: ['context'], effect: 'read' },
  ],
  hands: [{ paths: handlers, on: ['instance', 'composer'], kind: 'context' }],
  options: [
    { option: 'client.timeoutSeconds', at: 'instance', on: ['instance', 'context'], sets: 'timeout', unit: 's', proved: true },
    { option: 'timeoutSeconds', at: 'instance', on: ['api'], sets: 'timeout', unit: 's' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 500_000, says: 'grammY gives up after 500 s' }],
  advice: 'new Bot(token, { client: { timeoutSeconds: 30 } })',
  evidence: [{ url: 'https://grammy.dev/ref/core/apiclientoptions', versions: '1.46.0', how: 'read' }],
};
