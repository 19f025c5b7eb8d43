import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainCohere: ClientModel = langchain({
  id: '@langchain/cohere',
  classes: ['ChatCohere', 'Cohere', 'CohereEmbeddings', 'CohereRerank'],
  timeoutMs: 300_000,
  timed: ['call'],
  // Its SDK makes three of each.
  tries: 21,
  times: 3,
});
