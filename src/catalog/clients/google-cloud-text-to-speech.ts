import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudTextToSpeech: ClientModel = gaxLibrary({
  id: '@google-cloud/text-to-speech',
  title: 'Google Text-to-Speech',
  classes: ['TextToSpeechClient', 'TextToSpeechLongAudioSynthesizeClient'],
  methods: ['listVoices'],
  reads: ['synthesizeSpeech', 'synthesizeLongAudio'],
  timeoutMs: 300_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
