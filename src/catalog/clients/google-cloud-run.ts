import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudRun: ClientModel = gaxLibrary({
  id: '@google-cloud/run',
  title: 'Google Cloud Run',
  classes: ['ServicesClient', 'JobsClient', 'RevisionsClient', 'ExecutionsClient'],
  methods: [
    'createService',
    'getService',
    'listServices',
    'updateService',
    'deleteService',
    'createJob',
    'getJob',
    'listJobs',
    'updateJob',
    'deleteJob',
    'runJob',
    'getRevision',
    'listRevisions',
    'deleteRevision',
    'getExecution',
    'listExecutions',
    'cancelExecution',
  ],
  timeoutMs: 30_000,
  repeats: false,
  versions: 'google-gax 5.0.8',
});
