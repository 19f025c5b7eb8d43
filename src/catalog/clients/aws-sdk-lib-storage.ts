import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const awsSdkLibStorage: ClientModel = {
  id: '@aws-sdk/lib-storage',
  title: 'S3 upload',
  modules: ['@aws-sdk/lib-storage'],
  failure: 'throws',
  makes: [{ path: 'Upload', of: ['arg[0].client'] }],
  calls: [{ paths: ['done'], on: ['instance'], effect: 'write', traits: ['idempotent'] }],
  defaults: [
    noTimeout('an upload waits as long as the client it is made with'),
    { facet: 'bulkhead', limit: 4, says: 'an upload sends at most 4 parts at once' },
  ],
  advice: 'new Upload({ client: new S3Client({ requestHandler: { socketTimeout: 10_000 } }), params })',
  evidence: [{ url: 'https://github.com/aws/aws-sdk-js-v3/tree/main/lib/lib-storage', versions: '3.1173', how: 'read' }],
};
