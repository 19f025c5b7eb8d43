import type { ClientModel } from '../../model/catalog/client';
import { slackDefaults, slackMembers, slackOptions } from '../families/slack';
import { proved } from '../families/proved';

/** Bolt carries a web client; the one handed to listeners is the same. */
export const slackBolt: ClientModel = {
  id: '@slack/bolt',
  title: 'Slack',
  modules: ['@slack/bolt'],
  failure: 'throws',
  makes: [{ path: 'App', options: ['arg[0]'] }],
  calls: [
    { paths: slackMembers.map((path) => `client.${path}`), on: ['instance'], effect: 'verb' },
    { paths: ['client.filesUploadV2', 'client.apiCall'], on: ['instance'], effect: 'write' },
    { paths: ['client.paginate'], on: ['instance'], effect: 'read', traits: ['lazy'] },
  ],
  options: proved('clientOptions.timeout', slackOptions('clientOptions.')),
  // Which version of the web client lies below is not told by the version of Bolt.
  defaults: slackDefaults.filter((row) => row.versions === undefined),
  advice: 'new App({ token, signingSecret, clientOptions: { timeout: 10_000, retryConfig: { retries: 3 } } })',
  evidence: [{ url: 'https://docs.slack.dev/tools/bolt-js/reference', versions: '@slack/web-api 7.19.0, 8.2.0', how: 'read' }],
};
