import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudDocumentai: ClientModel = gaxLibrary({
  id: '@google-cloud/documentai',
  title: 'Google Document AI',
  classes: ['DocumentProcessorServiceClient'],
  methods: [
    'getProcessor',
    'listProcessors',
    'createProcessor',
    'deleteProcessor',
    'enableProcessor',
    'disableProcessor',
    'getProcessorVersion',
    'listProcessorVersions',
  ],
  reads: ['processDocument', 'batchProcessDocuments'],
  timeoutMs: 30_000,
  repeats: false,
  own: [
    { methods: ['processDocument'], timeoutMs: 300_000, delayMs: 1_000 },
    { methods: ['batchProcessDocuments'], timeoutMs: 120_000, delayMs: 1_000 },
  ],
  versions: 'google-gax 5.0.8',
});
