import type { ClientModel } from '../../model/catalog/client';
import { fernDefaults, fernOptions } from '../families/fern';

const sdk = { title: 'Cohere', timeoutMs: 300_000 };

export const cohereAi: ClientModel = {
  id: 'cohere-ai',
  title: sdk.title,
  modules: ['cohere-ai'],
  failure: 'throws',
  makes: [
    { path: 'CohereClient', options: ['arg[0]'] },
    { path: 'CohereClientV2', options: ['arg[0]'] },
  ],
  calls: [
    {
      paths: [
        'chat',
        'chatStream',
        'generate',
        'generateStream',
        'embed',
        'rerank',
        'classify',
        'summarize',
        'tokenize',
        'detokenize',
        'checkApiKey',
      ].flatMap((member) => [member, `v2.${member}`]),
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'read',
    },
    {
      paths: ['embedJobs', 'datasets', 'connectors', 'models', 'finetuning', 'batches'].flatMap((group) =>
        [
          'list',
          'get',
          'create',
          'update',
          'delete',
          'cancel',
          'getUsage',
          'oAuthAuthorize',
          'listFinetunedModels',
          'createFinetunedModel',
          'getFinetunedModel',
          'updateFinetunedModel',
          'deleteFinetunedModel',
          'listEvents',
          'listTrainingStepMetrics',
        ].map((member) => `${group}.${member}`),
      ),
      on: ['instance'],
      options: ['arg[2]', 'arg[1]'],
      effect: 'verb',
    },
  ],
  options: fernOptions(sdk),
  defaults: fernDefaults(sdk),
  advice: 'new CohereClientV2({ token, timeoutInSeconds: 60, maxRetries: 2 })',
  evidence: [{ url: 'https://github.com/cohere-ai/cohere-typescript', versions: '8.1.0', how: 'read' }],
};
