import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { telegramMethods } from '../families/telegram';

export const nodeTelegramBotApi: ClientModel = {
  id: 'node-telegram-bot-api',
  title: 'node-telegram-bot-api',
  modules: ['node-telegram-bot-api'],
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[1]'] },
    { path: 'Api', options: ['arg[1]'] },
    { path: 'Bot', options: ['arg[1]'] },
  ],
  calls: [
    {
      paths: [...telegramMethods, 'setWebHook', 'deleteWebHook', 'getWebHookInfo', 'downloadFile'],
      on: ['instance'],
      options: ['arg[2]', 'arg[1]'],
      effect: 'verb',
    },
  ],
  options: [
    // Its types ask for an address beside it.
    { option: 'request.timeout', at: 'instance', versions: '<2', sets: 'timeout', mends: false },
    { option: 'timeoutMs', at: 'instance', versions: '>=2', sets: 'timeout', off: [0] },
    { option: 'maxRetries', at: 'instance', versions: '>=2', sets: 'retry', off: [0], writes: true },
  ],
  defaults: [
    { ...noTimeout('node-telegram-bot-api has no timeout unless one is set in its options'), versions: '<2' },
    { facet: 'timeout', versions: '>=2', covers: 'attempt', ms: 300_000, says: 'node-telegram-bot-api gives up an attempt after 300 s' },
    {
      facet: 'retry',
      versions: '>=2',
      attempts: 3,
      backoff: 'exponential',
      jitter: false,
      delayMs: 300,
      writes: true,
      onTimeout: true,
      says: 'node-telegram-bot-api tries 3 times after network errors, 429 and 5xx, messages included',
    },
  ],
  advice: 'new TelegramBot(token, { request: { timeout: 10_000 } })',
  evidence: [{ url: 'https://github.com/yagop/node-telegram-bot-api', versions: '0.67, 2.1', how: 'read' }],
};
