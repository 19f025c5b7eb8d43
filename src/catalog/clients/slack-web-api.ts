import type { ClientModel } from '../../model/catalog/client';
import { slackDefaults, slackMembers, slackOptions } from '../families/slack';
import { proved } from '../families/proved';

export const slackWebApi: ClientModel = {
  id: '@slack/web-api',
  title: 'Slack',
  modules: ['@slack/web-api'],
  failure: 'throws',
  makes: [{ path: 'WebClient', options: ['arg[1]'] }],
  calls: [
    { paths: slackMembers, on: ['instance'], effect: 'verb' },
    { paths: ['filesUploadV2', 'apiCall'], on: ['instance'], effect: 'write' },
    { paths: ['paginate'], on: ['instance'], effect: 'read', traits: ['lazy'] },
  ],
  options: proved('timeout', slackOptions('')),
  defaults: slackDefaults,
  advice: 'new WebClient(token, { timeout: 10_000, retryConfig: { retries: 3 } })',
  evidence: [{ url: 'https://docs.slack.dev/tools/node-slack-sdk/web-api', versions: '7.19.0, 8.2.0', how: 'read' }],
};
