import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';
import { proved } from '../families/proved';

const model = langchain({
  id: '@langchain/aws',
  classes: ['ChatBedrockConverse', 'BedrockEmbeddings'],
  timeoutMs: 'unbounded',
  timed: ['call'],
  // Those of the SDK of Amazon's below it.
  tries: 3,
  counts: false,
  queues: false,
});

export const langchainAws: ClientModel = { ...model, options: proved('signal', model.options ?? []) };
