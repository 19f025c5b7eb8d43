import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

/** Credentials that no option names are asked for before each request, outside of `timeout`. */
export const anthropicAiBedrockSdk: ClientModel = stainless({
  id: '@anthropic-ai/bedrock-sdk',
  title: 'Anthropic on Bedrock',
  classes: ['AnthropicBedrock', 'AnthropicBedrockMantle'],
  timeoutMs: 600_000,
  retries: 2,
  reads: [
    'messages.create',
    'messages.stream',
    'messages.parse',
    'completions.create',
    'beta.messages.create',
    'beta.messages.stream',
    'beta.messages.parse',
    'beta.messages.toolRunner',
  ],
  agentUntil: '0.12.6',
  url: 'https://github.com/anthropics/anthropic-sdk-typescript/tree/main/packages/bedrock-sdk',
  versions: '1.1.3',
});
