import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainAnthropic: ClientModel = langchain({
  id: '@langchain/anthropic',
  classes: ['ChatAnthropic'],
  timeoutMs: 600_000,
  timed: ['call'],
  times: 'itself',
  proved: true,
});
