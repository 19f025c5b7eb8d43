import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const anthropicAiSdk: ClientModel = stainless({
  id: '@anthropic-ai/sdk',
  title: 'Anthropic',
  classes: ['Anthropic', 'BaseAnthropic'],
  timeoutMs: 600_000,
  retries: 2,
  reads: [
    'messages.create',
    'messages.stream',
    'messages.parse',
    'messages.countTokens',
    'completions.create',
    'beta.messages.create',
    'beta.messages.stream',
    'beta.messages.parse',
    'beta.messages.countTokens',
    'beta.messages.toolRunner',
  ],
  members: ['**.results', '**.archive', '**.upload', '**.download', '**.retrieveMetadata'],
  agentUntil: '0.41.0',
  url: 'https://github.com/anthropics/anthropic-sdk-typescript#timeouts',
  versions: '1.12.0',
});
