import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const temporalioClient: ClientModel = {
  id: '@temporalio/client',
  title: 'Temporal',
  modules: ['@temporalio/client'],
  failure: 'throws',
  traits: ['pooled'],
  makes: [
    { path: 'Client', options: ['arg[0]'] },
    { path: 'WorkflowClient', kind: 'workflows', options: ['arg[0]'] },
    { path: 'ScheduleClient', kind: 'schedules', options: ['arg[0]'] },
    { path: 'workflow.getHandle', on: ['instance'], kind: 'handle', inherits: true, types: ['WorkflowHandle'] },
    { path: 'workflow.start', on: ['instance'], kind: 'handle', inherits: true },
    { path: 'getHandle', on: ['workflows'], kind: 'handle', inherits: true },
    { path: 'start', on: ['workflows'], kind: 'handle', inherits: true },
    { path: 'schedule.getHandle', on: ['instance'], kind: 'schedule', inherits: true, types: ['ScheduleHandle'] },
    { path: 'getHandle', on: ['schedules'], kind: 'schedule', inherits: true },
  ],
  calls: [
    { paths: ['Connection.connect'], on: ['module'], options: ['arg[0]'], effect: 'read', traits: ['connection'] },
    // A start carries a workflow id and a request id, so a repeated one starts nothing twice.
    { paths: ['workflow.start', 'workflow.signalWithStart', 'schedule.create'], on: ['instance'], effect: 'write' },
    { paths: ['start', 'signalWithStart'], on: ['workflows'], effect: 'write' },
    { paths: ['create'], on: ['schedules'], effect: 'write' },
    { paths: ['workflow.count', 'workflow.list', 'schedule.list'], on: ['instance'], effect: 'read' },
    { paths: ['query', 'describe', 'fetchHistory'], on: ['handle'], effect: 'read' },
    { paths: ['signal', 'cancel', 'terminate', 'executeUpdate', 'startUpdate'], on: ['handle'], effect: 'write' },
    { paths: ['describe'], on: ['schedule'], effect: 'read' },
    { paths: ['update', 'delete', 'trigger', 'backfill', 'pause', 'unpause'], on: ['schedule'], effect: 'write' },
    // These two wait for the whole workflow, which may rightly take days.
    { paths: ['workflow.execute', 'workflow.result'], on: ['instance'], effect: 'write', traits: ['connection'] },
    { paths: ['result'], on: ['handle'], effect: 'read', traits: ['connection'] },
    { paths: ['execute', 'result'], on: ['workflows'], effect: 'write', traits: ['connection'] },
  ],
  options: [{ option: 'connectTimeout', at: 'call', on: ['Connection.connect'], sets: 'timeout' }],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 10_000, on: ['Connection.connect'], says: 'Temporal gives up connecting after 10 s' },
    {
      ...noTimeout('Temporal calls have no deadline outside `withDeadline`'),
      on: ['instance', 'workflows', 'schedules', 'handle', 'schedule'],
    },
    {
      facet: 'retry',
      on: ['instance', 'workflows', 'schedules', 'handle', 'schedule'],
      attempts: 10,
      backoff: 'exponential',
      jitter: true,
      delayMs: 100,
      maxDelayMs: 5_000,
      // Request ids make the server see one request, however often it arrives.
      writes: false,
      says: 'Temporal tries 10 times with request ids of its own',
    },
  ],
  advice: 'client.withDeadline(Date.now() + 10_000, () => client.workflow.start(workflow, options))',
  evidence: [{ url: 'https://typescript.temporal.io/api/classes/client.Client', versions: '1.24.0', how: 'read' }],
};
