import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const runwaymlSdk: ClientModel = stainless({
  id: '@runwayml/sdk',
  title: 'Runway',
  classes: ['RunwayML'],
  timeoutMs: 60_000,
  retries: 2,
  agentUntil: '2.11.0',
  url: 'https://github.com/runwayml/sdk-node#timeouts',
  versions: '4.20.1',
});
