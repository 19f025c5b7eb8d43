import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainOpenai: ClientModel = langchain({
  id: '@langchain/openai',
  classes: ['ChatOpenAI', 'AzureChatOpenAI', 'OpenAI', 'AzureOpenAI', 'OpenAIEmbeddings', 'AzureOpenAIEmbeddings'],
  timeoutMs: 600_000,
  proved: true,
});
