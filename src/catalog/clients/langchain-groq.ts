import type { ClientModel } from '../../model/catalog/client';
import { langchain } from '../families/langchain';

export const langchainGroq: ClientModel = langchain({ id: '@langchain/groq', classes: ['ChatGroq'], timeoutMs: 60_000, proved: true });
