import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

/** Only `generateText` and `streamText` look at them; the others take the type and drop the value. */
const timeouts = ['timeout', 'timeout.totalMs', 'timeout.stepMs', 'timeout.chunkMs'];

export const ai: ClientModel = {
  id: 'ai',
  title: 'AI SDK',
  modules: ['ai', 'ai/rsc'],
  package: 'ai',
  failure: 'throws',
  traits: ['slow'],
  calls: [
    {
      paths: [
        'generateObject',
        'embed',
        'embedMany',
        'rerank',
        'generateImage',
        'experimental_generateImage',
        'experimental_generateSpeech',
        'experimental_transcribe',
        'generateSpeech',
        'transcribe',
        'experimental_generateVideo',
      ],
      on: ['module'],
      options: ['arg[0]'],
      effect: 'read',
      without: timeouts,
    },
    { paths: ['generateText'], on: ['module'], options: ['arg[0]'], effect: 'read' },
    // Errors of a stream arrive in the stream; the call itself does not throw.
    { paths: ['streamText'], on: ['module'], options: ['arg[0]'], effect: 'read' },
    { paths: ['streamObject', 'streamUI'], on: ['module'], options: ['arg[0]'], effect: 'read', without: timeouts },
  ],
  options: [
    // Before version 6.0.14 only the signal works, and a `timeout` counts for nothing.
    { option: 'abortSignal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'timeout', at: 'call', sets: 'timeout', covers: 'total', versions: '>=6.0.14' },
    { option: 'timeout.totalMs', at: 'call', sets: 'timeout', covers: 'total', versions: '>=6.0.14' },
    { option: 'timeout.stepMs', at: 'call', sets: 'timeout', versions: '>=6.0.14' },
    { option: 'timeout.chunkMs', at: 'call', sets: 'timeout', covers: 'idle', versions: '>=6.0.14' },
    { option: 'maxRetries', at: 'call', sets: 'retry', off: [0], writes: true },
  ],
  defaults: [
    noTimeout('the AI SDK has no timeout unless `timeout` or `abortSignal` is given'),
    ...fetchFloor,
    {
      facet: 'retry',
      attempts: 3,
      backoff: 'exponential',
      jitter: false,
      delayMs: 2_000,
      writes: true,
      says: 'the AI SDK tries every model call 3 times (pauses of 2 and 4 s)',
    },
  ],
  advice: 'generateText({ model, prompt, abortSignal: AbortSignal.timeout(60_000) })',
  evidence: [{ url: 'https://ai-sdk.dev/docs/ai-sdk-core/settings', versions: '6.0.326, 7.0.173', how: 'read' }],
};
