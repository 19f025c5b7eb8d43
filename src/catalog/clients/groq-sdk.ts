import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const groqSdk: ClientModel = stainless({
  id: 'groq-sdk',
  title: 'Groq',
  classes: ['Groq'],
  timeoutMs: 60_000,
  retries: 2,
  reads: [
    'chat.completions.create',
    'embeddings.create',
    'audio.speech.create',
    'audio.transcriptions.create',
    'audio.translations.create',
  ],
  members: ['**.content', '**.info'],
  agentUntil: '0.37.0',
  url: 'https://github.com/groq/groq-typescript#timeouts',
  versions: '1.6.0',
});
