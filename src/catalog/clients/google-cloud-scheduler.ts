import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudScheduler: ClientModel = gaxLibrary({
  id: '@google-cloud/scheduler',
  title: 'Google Cloud Scheduler',
  classes: ['CloudSchedulerClient'],
  methods: ['createJob', 'getJob', 'listJobs', 'updateJob', 'deleteJob', 'runJob', 'pauseJob', 'resumeJob'],
  timeoutMs: 600_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
