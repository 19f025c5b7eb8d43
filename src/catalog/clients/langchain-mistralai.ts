import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainMistralai: ClientModel = langchain({
  id: '@langchain/mistralai',
  classes: ['ChatMistralAI', 'MistralAI', 'MistralAIEmbeddings'],
  timeoutMs: 300_000,
  timed: [],
  queues: false,
});
