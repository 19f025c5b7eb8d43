import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';
import { proved } from '../families/proved';

export const azureAiTextAnalytics: ClientModel = {
  id: '@azure/ai-text-analytics',
  title: 'Azure AI',
  modules: [
    '@azure/ai-text-analytics',
    '@azure/ai-language-text',
    '@azure/ai-form-recognizer',
    '@azure/monitor-query',
    '@azure/monitor-query-logs',
  ],
  failure: 'throws',
  makes: [
    { path: 'TextAnalyticsClient', options: ['arg[2]'] },
    { path: 'TextAnalysisClient', options: ['arg[2]'] },
    { path: 'DocumentAnalysisClient', options: ['arg[2]'] },
    { path: 'DocumentModelAdministrationClient', options: ['arg[2]'] },
    { path: 'FormRecognizerClient', options: ['arg[2]'] },
    { path: 'LogsQueryClient', options: ['arg[1]'] },
    { path: 'MetricsQueryClient', options: ['arg[1]'] },
  ],
  calls: [
    {
      paths: [
        'analyzeSentiment',
        'detectLanguage',
        'extractKeyPhrases',
        'recognizeEntities',
        'recognizePiiEntities',
        'recognizeLinkedEntities',
        'beginAnalyzeActions',
        'beginAnalyzeHealthcareEntities',
        'beginAnalyzeDocument',
        'beginAnalyzeDocumentFromUrl',
        'beginRecognizeReceipts',
        'beginRecognizeContent',
      ],
      on: ['instance'],
      options: ['arg[2]'],
      effect: 'read',
    },
    { paths: ['analyze', 'beginAnalyzeBatch', 'queryWorkspace', 'queryResource'], on: ['instance'], options: ['arg[3]'], effect: 'read' },
    { paths: ['queryBatch'], on: ['instance'], options: ['arg[2]'], effect: 'read' },
  ],
  options: proved('abortSignal', azureOptions),
  defaults: azureDefaults,
  advice: 'client.analyzeSentiment(documents, language, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [
    {
      url: 'https://learn.microsoft.com/javascript/api/overview/azure/ai-language-text-readme',
      versions: 'core-rest-pipeline 1.24.0',
      how: 'read',
    },
  ],
};
