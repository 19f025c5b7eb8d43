import type { ClientModel } from '../../model/catalog/client';
import { contentfulDefaults, contentfulOptions } from '../families/contentful';
import { proved } from '../families/proved';

export const contentful: ClientModel = {
  id: 'contentful',
  title: 'Contentful',
  modules: ['contentful'],
  failure: 'throws',
  makes: [
    { path: 'createClient', options: ['arg[0]'], types: ['ContentfulClientApi'] },
    ...['withAllLocales', 'withoutLinkResolution', 'withoutUnresolvableLinks'].map((path) => ({ path, on: ['instance'], inherits: true })),
  ],
  calls: [
    {
      paths: [
        'getEntries',
        'getEntry',
        'getAssets',
        'getAsset',
        'getContentTypes',
        'getContentType',
        'getSpace',
        'getLocales',
        'getTags',
        'getTag',
        'sync',
        'createAssetKey',
      ].flatMap((member) => [member, `withAllLocales.${member}`, `withoutLinkResolution.${member}`, `withoutUnresolvableLinks.${member}`]),
      on: ['instance'],
      effect: 'read',
    },
  ],
  options: proved('timeout', contentfulOptions),
  defaults: contentfulDefaults,
  advice: 'createClient({ space, accessToken, timeout: 10_000, retryLimit: 2 })',
  evidence: [{ url: 'https://github.com/contentful/contentful.js/blob/master/ADVANCED.md', versions: '11.12.10', how: 'read' }],
};
