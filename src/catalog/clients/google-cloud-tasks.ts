import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudTasks: ClientModel = gaxLibrary({
  id: '@google-cloud/tasks',
  title: 'Google Cloud Tasks',
  classes: ['CloudTasksClient'],
  methods: [
    'createTask',
    'getTask',
    'listTasks',
    'deleteTask',
    'runTask',
    'createQueue',
    'getQueue',
    'listQueues',
    'updateQueue',
    'deleteQueue',
    'purgeQueue',
    'pauseQueue',
    'resumeQueue',
  ],
  timeoutMs: 20_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
