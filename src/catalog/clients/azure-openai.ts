import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';

export const azureOpenai: ClientModel = {
  id: '@azure/openai',
  title: 'Azure OpenAI',
  modules: ['@azure/openai'],
  failure: 'throws',
  makes: [{ path: 'OpenAIClient', options: ['arg[2]'] }],
  calls: [
    {
      paths: [
        'getChatCompletions',
        'getCompletions',
        'streamChatCompletions',
        'streamCompletions',
        'getEmbeddings',
        'getImages',
        'getAudioTranscription',
        'getAudioTranslation',
        'generateSpeechFromText',
      ],
      on: ['instance'],
      options: ['arg[2]'],
      effect: 'read',
    },
  ],
  options: azureOptions,
  defaults: azureDefaults,
  advice: 'client.getChatCompletions(deployment, messages, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [
    { url: 'https://learn.microsoft.com/javascript/api/overview/azure/openai-readme', versions: 'core-rest-pipeline 1.24.0', how: 'read' },
  ],
};
