import type { ClientModel } from '../../model/catalog';
import { elasticCalls, elasticMakes } from '../families/elastic';

export const opensearchProjectOpensearch: ClientModel = {
  id: '@opensearch-project/opensearch',
  title: 'OpenSearch',
  modules: ['@opensearch-project/opensearch', '@opensearch-project/opensearch/*'],
  package: '@opensearch-project/opensearch',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: elasticMakes,
  calls: elasticCalls,
  options: [
    { option: 'requestTimeout', sets: 'timeout' },
    { option: 'maxRetries', sets: 'retry', off: [0], unbounded: ['Infinity'], writes: true },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'OpenSearch gives up an attempt after 30 s' },
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'none',
      jitter: false,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: 'OpenSearch tries 4 times after timeouts, network errors, 502, 503 and 504, writes as well, without a pause',
    },
  ],
  advice: 'new Client({ node, requestTimeout: 10_000, maxRetries: 1 })',
  evidence: [{ url: 'https://github.com/opensearch-project/opensearch-js/blob/main/USER_GUIDE.md', versions: '3.9.0', how: 'read' }],
};
