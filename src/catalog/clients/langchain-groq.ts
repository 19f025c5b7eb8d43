import type { ClientModel } from '../../model/catalog';
import { langchain } from '../families/langchain';

export const langchainGroq: ClientModel = langchain({ id: '@langchain/groq', classes: ['ChatGroq'], timeoutMs: 60_000, proved: true });
