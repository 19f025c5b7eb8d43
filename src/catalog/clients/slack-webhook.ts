import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

export const slackWebhook: ClientModel = {
  id: '@slack/webhook',
  title: 'Slack webhook',
  modules: ['@slack/webhook'],
  failure: 'throws',
  makes: [{ path: 'IncomingWebhook', options: ['arg[1]'] }],
  calls: [{ paths: ['send'], on: ['instance'], effect: 'write' }],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', off: [0], proved: true },
    { option: 'retryConfig', at: 'instance', sets: 'retry', versions: '>=8', field: 'all', writes: true },
    { option: 'retryConfig.retries', at: 'instance', sets: 'retry', versions: '>=8', off: [0], writes: true },
  ],
  defaults: [
    noTimeout('a Slack webhook has no timeout unless `timeout` is set'),
    ...fetchFloor.map((row) => ({ ...row, versions: '>=8' })),
  ],
  advice: 'new IncomingWebhook(url, { timeout: 10_000 })',
  evidence: [{ url: 'https://docs.slack.dev/tools/node-slack-sdk/webhook', versions: '8.0.2', how: 'read' }],
};
