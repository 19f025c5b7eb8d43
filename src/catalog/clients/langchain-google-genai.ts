import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainGoogleGenai: ClientModel = langchain({
  id: '@langchain/google-genai',
  classes: ['ChatGoogleGenerativeAI', 'GoogleGenerativeAIEmbeddings'],
  timeoutMs: 'unbounded',
  timed: [],
  heeds: ['stream', 'streamEvents'],
  heedsWith: 'streaming',
});
