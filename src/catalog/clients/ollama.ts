import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

export const ollama: ClientModel = {
  id: 'ollama',
  title: 'Ollama',
  modules: ['ollama', 'ollama/browser'],
  package: 'ollama',
  failure: 'throws',
  // A model on the same machine may well need minutes for an answer.
  traits: ['local', 'slow'],
  makes: [{ path: 'Ollama', options: ['arg[0]'] }],
  calls: [
    {
      paths: ['chat', 'generate', 'embed', 'embeddings', 'list', 'show', 'ps', 'version', 'webSearch', 'webFetch'],
      options: ['arg[0]'],
      effect: 'read',
    },
    { paths: ['create', 'pull', 'push', 'copy', 'delete'], options: ['arg[0]'], effect: 'write' },
  ],
  options: [ownFetch],
  defaults: [noTimeout('Ollama has no timeout; only a `fetch` of your own can bring one'), ...fetchFloor],
  advice: 'new Ollama({ fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(120_000) }) })',
  evidence: [{ url: 'https://github.com/ollama/ollama-js', versions: '0.6.4', how: 'read' }],
};
