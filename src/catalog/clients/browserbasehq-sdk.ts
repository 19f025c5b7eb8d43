import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const browserbasehqSdk: ClientModel = stainless({
  id: '@browserbasehq/sdk',
  title: 'Browserbase',
  classes: ['Browserbase'],
  timeoutMs: 60_000,
  retries: 2,
  members: ['sessions.debug', 'sessions.recording.retrieve', 'sessions.uploads.create'],
  url: 'https://github.com/browserbase/sdk-node#timeouts',
  versions: '2.21.0',
});
