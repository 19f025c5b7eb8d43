import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const cerebrasCerebrasCloudSdk: ClientModel = stainless({
  id: '@cerebras/cerebras_cloud_sdk',
  title: 'Cerebras',
  classes: ['Cerebras'],
  timeoutMs: 60_000,
  retries: 2,
  reads: ['chat.completions.create', 'completions.create'],
  url: 'https://github.com/Cerebras/cerebras-cloud-sdk-node#timeouts',
  versions: '1.91.0',
});
