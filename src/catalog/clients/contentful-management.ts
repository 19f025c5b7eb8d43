import type { ClientModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';
import { contentfulDefaults, contentfulOptions } from '../families/contentful';
import { proved } from '../families/proved';

/** An older style hands out objects: a space, its environment, an entry. */
const chain: readonly MakeModel[] = [
  { path: 'getSpace', on: ['instance'], kind: 'space', inherits: true },
  { path: 'getEnvironment', on: ['space'], kind: 'environment', inherits: true },
  ...[
    'getEntry',
    'createEntry',
    'createEntryWithId',
    'getAsset',
    'createAsset',
    'createAssetFromFiles',
    'getContentType',
    'createContentType',
    'createContentTypeWithId',
  ].map((path) => ({ path, on: ['environment'], kind: 'entity', inherits: true })),
];

export const contentfulManagement: ClientModel = {
  id: 'contentful-management',
  title: 'Contentful Management',
  modules: ['contentful-management'],
  failure: 'throws',
  makes: [{ path: 'createClient', options: ['arg[0]'], types: ['ClientAPI', 'PlainClientAPI'] }, ...chain],
  calls: [
    {
      paths: [
        'entry',
        'asset',
        'contentType',
        'environment',
        'space',
        'locale',
        'tag',
        'webhook',
        'release',
        'editorInterface',
        'upload',
        'user',
        'organization',
        'appInstallation',
      ].flatMap((group) =>
        [
          'get',
          'getMany',
          'getPublished',
          'getCurrent',
          'create',
          'createWithId',
          'createFromFiles',
          'update',
          'patch',
          'delete',
          'publish',
          'unpublish',
          'archive',
          'unarchive',
          'processForAllLocales',
          'processForLocale',
          'upsert',
        ].map((member) => `${group}.${member}`),
      ),
      on: ['instance'],
      effect: 'verb',
    },
    { paths: ['getSpace', 'getSpaces', 'getCurrentUser', 'getOrganizations'], on: ['instance'], effect: 'read' },
    { paths: ['getEnvironment', 'getEnvironments', 'getWebhooks', 'getApiKeys'], on: ['space'], effect: 'read' },
    { paths: ['createEnvironment', 'createEnvironmentWithId', 'createWebhook'], on: ['space'], effect: 'write' },
    {
      paths: [
        'getEntry',
        'getEntries',
        'getAsset',
        'getAssets',
        'getContentType',
        'getContentTypes',
        'getLocales',
        'getTags',
        'getEditorInterfaces',
      ],
      on: ['environment'],
      effect: 'read',
    },
    {
      paths: [
        'createEntry',
        'createEntryWithId',
        'createAsset',
        'createAssetFromFiles',
        'createContentType',
        'createContentTypeWithId',
        'createTag',
        'createLocale',
      ],
      on: ['environment'],
      effect: 'write',
    },
    {
      paths: ['update', 'patch', 'delete', 'publish', 'unpublish', 'archive', 'unarchive', 'processForAllLocales', 'processForLocale'],
      on: ['entity'],
      effect: 'write',
    },
  ],
  options: proved('timeout', contentfulOptions),
  defaults: contentfulDefaults,
  advice: 'createClient({ accessToken, timeout: 10_000, retryLimit: 2 })',
  evidence: [{ url: 'https://github.com/contentful/contentful-management.js', versions: '12.18.0', how: 'read' }],
};
