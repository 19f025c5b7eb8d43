import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudLanguage: ClientModel = gaxLibrary({
  id: '@google-cloud/language',
  title: 'Google Natural Language',
  classes: ['LanguageServiceClient'],
  methods: ['annotateText'],
  reads: ['analyzeSentiment', 'analyzeEntities', 'analyzeSyntax', 'analyzeEntitySentiment', 'classifyText', 'moderateText'],
  timeoutMs: 600_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
