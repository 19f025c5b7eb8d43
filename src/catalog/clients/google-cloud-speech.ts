import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudSpeech: ClientModel = gaxLibrary({
  id: '@google-cloud/speech',
  title: 'Google Speech',
  classes: ['SpeechClient'],
  methods: ['getRecognizer', 'listRecognizers', 'createRecognizer', 'updateRecognizer', 'deleteRecognizer', 'batchRecognize'],
  reads: ['recognize', 'longRunningRecognize'],
  timeoutMs: 5_000_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
