import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { telegramLookUps, telegramMethods, telegramReplies } from '../families/telegram';

const handlers = [
  'use',
  'on',
  'hears',
  'command',
  'action',
  'inlineQuery',
  'gameQuery',
  'reaction',
  'start',
  'help',
  'settings',
  'mention',
].concat(['email', 'url', 'textLink', 'textMention', 'phone', 'hashtag', 'cashtag', 'spoiler', 'drop', 'filter', 'guard']);

export const telegraf: ClientModel = {
  id: 'telegraf',
  title: 'Telegraf',
  modules: ['telegraf'],
  failure: 'throws',
  makes: [
    { path: 'Telegraf', options: ['arg[1]'] },
    { path: 'Telegram', kind: 'telegram', options: ['arg[1]'] },
    { path: 'Composer', kind: 'composer' },
    { path: 'Context', kind: 'context', types: ['NarrowedContext'] },
  ],
  calls: [
    { paths: telegramMethods.map((method) => `telegram.${method}`), on: ['instance', 'context'], effect: 'verb' },
    { paths: telegramMethods, on: ['telegram'], effect: 'verb' },
    { paths: telegramReplies, on: ['context'], effect: 'write' },
    { paths: telegramLookUps, on: ['context'], effect: 'read' },
    { paths: ['telegram.callApi'], on: ['instance', 'context'], options: ['arg[2]'], effect: 'unknown' },
    { paths: ['callApi'], on: ['telegram'], options: ['arg[2]'], effect: 'unknown' },
  ],
  hands: [{ paths: handlers, on: ['instance', 'composer'], kind: 'context' }],
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
