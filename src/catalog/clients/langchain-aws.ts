import type { ClientModel } from '../../model/catalog';
import { langchain } from '../families/langchain';

export const langchainAws: ClientModel = langchain({
  id: '@langchain/aws',
  classes: ['ChatBedrockConverse', 'BedrockEmbeddings'],
  timeoutMs: 'unbounded',
  timed: ['call'],
  // Those of the SDK of Amazon's below it.
  tries: 3,
  counts: false,
  queues: false,
});
