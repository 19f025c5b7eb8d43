import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** Questions to a model, each of which is a function of the module as well as a member of a client. */
const questions: readonly string[] = [
  'audioClassification',
  'automaticSpeechRecognition',
  'imageClassification',
  'imageSegmentation',
  'imageToText',
  'objectDetection',
  'zeroShotImageClassification',
  'chatCompletion',
  'featureExtraction',
  'fillMask',
  'questionAnswering',
  'sentenceSimilarity',
  'summarization',
  'tableQuestionAnswering',
  'textClassification',
  'textGeneration',
  'tokenClassification',
  'translation',
  'zeroShotClassification',
  'documentQuestionAnswering',
  'visualQuestionAnswering',
  'tabularClassification',
  'tabularRegression',
  'audioToAudio',
  'textToAudio',
  'textToSpeech',
  'imageToImage',
  'imageTextToImage',
  'textToImage',
  'request',
];
/** What some providers answer with the number of a job, which is asked after until it is done. */
const films: readonly string[] = ['textToVideo', 'imageToVideo', 'imageTextToVideo'];

export const huggingfaceInference: ClientModel = {
  id: '@huggingface/inference',
  title: 'Hugging Face',
  modules: ['@huggingface/inference'],
  failure: 'throws',
  traits: ['slow'],
  makes: [
    ...['InferenceClient', 'InferenceClientEndpoint', 'HfInference'].map((path) => ({ path, options: ['arg[1]'] as const })),
    { path: 'endpoint', on: ['instance'], inherits: true },
  ],
  calls: [
    { paths: questions, options: ['arg[1]'], effect: 'read' },
    { paths: films, options: ['arg[1]'], effect: 'write', traits: ['job'] },
    {
      paths: ['chatCompletionStream', 'textGenerationStream', 'streamingRequest'],
      options: ['arg[1]'],
      effect: 'read',
      traits: ['lazy'],
    },
  ],
  options: [
    // What it asks of the hub first, who serves a model, is not stopped by it.
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'retry_on_error', sets: 'retry', field: 'all', off: [false] },
    ownFetch,
  ],
  defaults: [
    noTimeout('Hugging Face has no timeout; only `signal` stops a call'),
    ...fetchFloor,
    {
      // Whatever it sends is a POST, and asked anew at once for as long as 503 comes back.
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'none',
      jitter: false,
      writes: true,
      says: 'Hugging Face asks again after 503 without a pause, for as long as it is told so',
    },
  ],
  advice: 'client.chatCompletion(question, { signal: AbortSignal.timeout(60_000) })',
  evidence: [{ url: 'https://github.com/huggingface/huggingface.js/tree/main/packages/inference', versions: '4.13.30', how: 'read' }],
};
