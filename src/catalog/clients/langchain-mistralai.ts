import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainMistralai: ClientModel = langchain({
  id: '@langchain/mistralai',
  classes: ['ChatMistralAI', 'MistralAI', 'MistralAIEmbeddings'],
  timeoutMs: 30_000,
  timed: [],
  queues: false,
  // Given a signal a chat model asks for a stream, and looks at it between two pieces; silence it waits out.
  heeds: ['stream', 'streamEvents'],
});
