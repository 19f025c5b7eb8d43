import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainGoogleVertexai: ClientModel = langchain({
  id: '@langchain/google-vertexai',
  classes: ['ChatVertexAI', 'VertexAI', 'VertexAIEmbeddings'],
  timeoutMs: 'unbounded',
  timed: ['call'],
});
