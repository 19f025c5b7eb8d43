import type { ClientModel } from '../../model/catalog';
import { langchain } from '../families/langchain';

export const langchainGoogleGenai: ClientModel = langchain({
  id: '@langchain/google-genai',
  classes: ['ChatGoogleGenerativeAI', 'GoogleGenerativeAIEmbeddings'],
  timeoutMs: 'unbounded',
  timed: [],
  heeds: ['stream', 'streamEvents'],
  heedsWith: 'streaming',
});
