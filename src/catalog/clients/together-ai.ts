import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const togetherAi: ClientModel = stainless({
  id: 'together-ai',
  title: 'Together',
  classes: ['Together'],
  timeoutMs: 60_000,
  retries: 2,
  reads: [
    'chat.completions.create',
    'completions.create',
    'embeddings.create',
    'images.create',
    'images.generate',
    'rerank',
    'rerank.create',
  ],
  members: ['**.upload', '**.content', '**.download', '**.listEvents', '**.execute'],
  agentUntil: '0.20.0',
  url: 'https://github.com/togethercomputer/together-typescript#timeouts',
  versions: '0.52.0',
});
