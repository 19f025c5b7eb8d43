import { schedules, schemaTask, task } from '@trigger.dev/sdk';

/** Tasks that a worker of Trigger.dev runs: each asks once, at an address that it is told, and may last five seconds. */

const run = ({ url, externalId = url }) => fetch(externalId).then((answer) => answer.text());
const lasts = { maxDuration: 5, run };

task({ id: 'task', ...lasts });
schemaTask({ id: 'schemaTask', schema: (given) => given, ...lasts });
schedules.task({ id: 'schedules.task', ...lasts });
task({ id: 'nothing', run: () => 'nothing' });
