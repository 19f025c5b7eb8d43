import type { ClientModel } from '../../model/catalog/client';
import { elasticEngine } from '../families/elastic';
import { noTimeout } from '../families/floor';

export const elasticElasticsearch: ClientModel = elasticEngine(
  {
    id: '@elastic/elasticsearch',
    title: 'Elasticsearch',
    modules: ['@elastic/elasticsearch', '@elastic/elasticsearch-serverless'],
    advice: 'new Client({ node, requestTimeout: 30_000 })',
    evidence: [
      {
        url: 'https://www.elastic.co/docs/reference/elasticsearch/clients/javascript/basic-config',
        versions: '8.19.2, 9.4.3',
        how: 'read',
      },
    ],
  },
  {
    options: [{ option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' }],
    bounds: [
      { ...noTimeout('Elasticsearch waits for an answer without end unless `requestTimeout` is set'), versions: '>=9.0.0' },
      {
        facet: 'timeout',
        covers: 'attempt',
        ms: 600_000,
        versions: '>=8.19.2 <9.0.0',
        says: 'Elasticsearch gives up a request after 10 minutes',
      },
      { facet: 'timeout', covers: 'attempt', ms: 30_000, versions: '<8.19.2', says: 'Elasticsearch gives up a request after 30 s' },
    ],
    onTimeout: false,
    tries: 'Elasticsearch tries 4 times after network errors, 502, 503 and 504, writes as well, and statuses without a pause',
  },
);
