import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainOllama: ClientModel = langchain({
  id: '@langchain/ollama',
  classes: ['ChatOllama', 'Ollama', 'OllamaEmbeddings'],
  timeoutMs: 'unbounded',
  timed: [],
  tries: 1,
  queues: false,
  // Between two pieces of an answer it looks at the signal; silence it waits out.
  heeds: ['stream', 'streamEvents'],
});
