import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';
import { commonBound } from '../families/google-common';

const generated: ClientModel = gaxLibrary({
  id: '@google-cloud/translate',
  title: 'Google Translate',
  classes: ['TranslationServiceClient'],
  methods: ['listGlossaries', 'getGlossary', 'createGlossary', 'deleteGlossary'],
  reads: ['translateText', 'detectLanguage', 'getSupportedLanguages', 'translateDocument', 'batchTranslateText'],
  timeoutMs: 600_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});

/** The hand-written `v2.Translate` is no gax client: it sends through @google-cloud/common. */
export const googleCloudTranslate: ClientModel = {
  ...generated,
  makes: [
    ...(generated.makes ?? []),
    { path: 'v2.Translate', kind: 'translate', options: ['arg[0]'] },
    { path: 'Translate', kind: 'translate', options: ['arg[0]'] },
  ],
  calls: [...generated.calls, { paths: ['translate', 'detect', 'getLanguages'], on: ['translate'], effect: 'read' }],
  defaults: [
    ...generated.defaults.map((row) => ({ ...row, on: ['instance'] })),
    ...commonBound('Translate', { from: '9.0.0', on: ['translate'] }),
  ],
};
