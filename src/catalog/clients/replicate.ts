import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

export const replicate: ClientModel = {
  id: 'replicate',
  title: 'Replicate',
  modules: ['replicate'],
  failure: 'throws',
  traits: ['slow'],
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'Replicate', options: ['arg[0]'] },
  ],
  calls: [
    // Both poll until the prediction is done, without a limit.
    { paths: ['run'], on: ['instance'], options: ['arg[1]'], effect: 'write', traits: ['job'] },
    { paths: ['wait'], on: ['instance'], options: ['arg[1]'], effect: 'read', traits: ['job'] },
    { paths: ['stream'], on: ['instance'], options: ['arg[1]'], effect: 'write', traits: ['lazy'] },
    {
      paths: ['request'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: { method: ['arg[1].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
    { paths: ['paginate'], on: ['instance'], options: ['arg[1]'], effect: 'read', traits: ['lazy'] },
    {
      paths: [
        'accounts.current',
        'collections.list',
        'collections.get',
        'hardware.list',
        'models.get',
        'models.list',
        'models.search',
        'models.versions.list',
        'models.versions.get',
        'trainings.get',
        'trainings.list',
        'predictions.get',
        'predictions.list',
        'deployments.get',
        'deployments.list',
        'files.get',
        'files.list',
        'webhooks.default.secret.get',
      ],
      on: ['instance'],
      options: ['arg[2]', 'arg[1]', 'arg[0]'],
      effect: 'read',
    },
    {
      paths: [
        'predictions.create',
        'predictions.cancel',
        'deployments.create',
        'deployments.update',
        'deployments.delete',
        'deployments.predictions.create',
        'trainings.create',
        'trainings.cancel',
        'models.create',
        'files.create',
        'files.delete',
      ],
      on: ['instance'],
      options: ['arg[2]', 'arg[1]', 'arg[0]'],
      effect: 'write',
    },
  ],
  options: [{ option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true }, ownFetch],
  defaults: [
    noTimeout('Replicate has no timeout; only `signal` stops a call'),
    ...fetchFloor,
    {
      // Its pauses are computed but never waited for; on 429 and 5xx only reads are repeated.
      facet: 'retry',
      attempts: 6,
      backoff: 'none',
      jitter: false,
      writes: true,
      says: 'Replicate sends a request up to 6 times after network errors, writes included, and without a pause',
    },
  ],
  advice: 'replicate.run(model, { input, signal: AbortSignal.timeout(120_000) })',
  evidence: [{ url: 'https://github.com/replicate/replicate-javascript', versions: '1.4.0', how: 'read' }],
};
