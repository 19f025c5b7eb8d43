import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';
import { proved } from '../families/proved';

/** The transport itself; the services above it have models of their own. */
export const azureCoreRestPipeline: ClientModel = {
  id: '@azure/core-rest-pipeline',
  title: 'Azure pipeline',
  modules: ['@azure/core-rest-pipeline', '@azure/core-client'],
  failure: 'resolves',
  makes: [
    { path: 'createPipelineFromOptions', kind: 'pipeline', options: ['arg[0]'], types: ['Pipeline'] },
    { path: 'createDefaultHttpClient', kind: 'transport', types: ['HttpClient'] },
    { path: 'ServiceClient', options: ['arg[0]'] },
  ],
  calls: [
    { paths: ['sendRequest'], on: ['pipeline'], options: ['arg[1]'], effect: 'unknown' },
    { paths: ['sendRequest'], on: ['transport', 'instance'], options: ['arg[0]'], effect: 'unknown' },
    // Its options stand under `options`, beside what the operation is asked for.
    { paths: ['sendOperationRequest'], on: ['instance'], options: ['arg[0].options'], effect: 'unknown' },
  ],
  options: [
    // Its timer ends a request without an answer; a body that stops is waited for all the same.
    { option: 'timeout', at: 'call', on: ['sendRequest'], sets: 'timeout', covers: 'headers', off: [0] },
    ...proved('abortSignal', azureOptions).map((row) =>
      row.option === 'requestOptions.timeout' ? { ...row, on: ['sendOperationRequest'] } : row,
    ),
  ],
  defaults: azureDefaults.map((row) => (row.facet === 'retry' ? { ...row, on: ['pipeline', 'instance'] } : row)),
  advice: 'pipeline.sendRequest(client, createPipelineRequest({ url, abortSignal: AbortSignal.timeout(10_000) }))',
  evidence: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/core-rest-pipeline', versions: '1.24.0', how: 'read' }],
};
