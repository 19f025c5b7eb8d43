import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

export const googleGenerativeAi: ClientModel = {
  id: '@google/generative-ai',
  title: 'Google Generative AI',
  modules: ['@google/generative-ai', '@google/generative-ai/server'],
  package: '@google/generative-ai',
  failure: 'throws',
  traits: ['slow'],
  makes: [
    { path: 'GoogleGenerativeAI', kind: 'factory' },
    { path: 'getGenerativeModel', on: ['factory'], options: ['arg[1]'] },
    { path: 'getGenerativeModelFromCachedContent', on: ['factory'], options: ['arg[2]'] },
    { path: 'GenerativeModel', options: ['arg[2]'] },
    { path: 'startChat', on: ['instance'], kind: 'chat', inherits: true, types: ['ChatSession'] },
    { path: 'GoogleAIFileManager', kind: 'manager', options: ['arg[1]'] },
    { path: 'GoogleAICacheManager', kind: 'manager', options: ['arg[1]'] },
  ],
  calls: [
    {
      paths: ['generateContent', 'generateContentStream', 'countTokens', 'embedContent', 'batchEmbedContents'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'read',
    },
    { paths: ['sendMessage', 'sendMessageStream'], on: ['chat'], options: ['arg[1]'], effect: 'read' },
    {
      paths: ['uploadFile', 'listFiles', 'getFile', 'deleteFile', 'create', 'list', 'get', 'update', 'delete'],
      on: ['manager'],
      options: ['arg[1]'],
      effect: 'verb',
    },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', proved: true },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [noTimeout('Google Generative AI has no timeout unless `requestOptions.timeout` is set'), ...fetchFloor],
  advice: 'genAI.getGenerativeModel({ model }, { timeout: 60_000 })',
  evidence: [{ url: 'https://github.com/google-gemini/deprecated-generative-ai-js', versions: '0.24.1', how: 'read' }],
};
