import type { ClientModel } from '../../model/catalog';
import { langchain } from '../families/langchain';

export const langchainAws: ClientModel = langchain({
  id: '@langchain/aws',
  classes: ['ChatBedrockConverse', 'BedrockEmbeddings'],
  timeoutMs: 'unbounded',
});
