import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

/** Google's credentials are asked for before each request, outside of `timeout`. */
export const anthropicAiVertexSdk: ClientModel = stainless({
  id: '@anthropic-ai/vertex-sdk',
  title: 'Anthropic on Vertex',
  classes: ['AnthropicVertex'],
  timeoutMs: 600_000,
  retries: 2,
  reads: [
    'messages.create',
    'messages.stream',
    'messages.parse',
    'messages.countTokens',
    'beta.messages.create',
    'beta.messages.stream',
    'beta.messages.parse',
    'beta.messages.countTokens',
    'beta.messages.toolRunner',
  ],
  agentUntil: '0.7.0',
  url: 'https://github.com/anthropics/anthropic-sdk-typescript/tree/main/packages/vertex-sdk',
  versions: '1.1.3',
});
