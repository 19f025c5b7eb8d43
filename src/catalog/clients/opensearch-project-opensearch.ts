import type { ClientModel } from '../../model/catalog/client';
import { elasticEngine } from '../families/elastic';

export const opensearchProjectOpensearch: ClientModel = elasticEngine(
  {
    id: '@opensearch-project/opensearch',
    title: 'OpenSearch',
    modules: ['@opensearch-project/opensearch', '@opensearch-project/opensearch/*'],
    advice: 'new Client({ node, requestTimeout: 10_000, maxRetries: 1 })',
    evidence: [{ url: 'https://github.com/opensearch-project/opensearch-js/blob/main/USER_GUIDE.md', versions: '3.9.0', how: 'read' }],
  },
  {
    bounds: [{ facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'OpenSearch gives up an attempt after 30 s' }],
    onTimeout: true,
    proved: true,
    tries: 'OpenSearch tries 4 times after timeouts, network errors, 502, 503 and 504, writes as well, without a pause',
  },
);
