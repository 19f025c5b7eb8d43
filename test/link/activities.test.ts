import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** `activities`: functions that a workflow asks for by their names, and for how long it waits for them. */

const send = `import axios from 'axios';
export async function sendMail(to: string) {
  await axios.post('https://mail.test', { to });
}
`;
const workflow = (options: string, use = 'await acts.sendMail(to);'): string => `import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
const acts = proxyActivities<typeof activities>(${options});
export async function welcome(to: string) { ${use} }
`;
const worker = `import { Worker } from '@temporalio/worker';
import * as activities from './activities';
export const run = async () => (await Worker.create({ activities, taskQueue: 'a', workflowsPath: './workflows' })).run();
`;

const told = (files: Record<string, string>): readonly string[] =>
  analyse({
    files: {
      'package.json': '{ "private": true, "dependencies": { "axios": "1.7.0", "@temporalio/workflow": "1.11.7" } }',
      'src/activities.ts': send,
      'src/worker.ts': worker,
      ...files,
    },
  }).findings.flatMap(({ rule, severity, because }) =>
    rule === 'missing-timeout'
      ? [`${severity}: ${because.map(({ says }) => says).find((says) => says.startsWith('Temporal')) ?? 'nothing'}`]
      : [],
  );

const gone = (time: string): string => `Temporal lets whoever asked go after ${time}, and the work goes on`;

describe('an activity is waited for as long as its workflow says', () => {
  test.each([
    ["{ startToCloseTimeout: '1 minute' }", `info: ${gone('1 min')}`],
    ["{ startToCloseTimeout: '30s', scheduleToCloseTimeout: '2 hours' }", `info: ${gone('30 s')}`],
    ['{ startToCloseTimeout: 15_000 }', `info: ${gone('15 s')}`],
    ["{ scheduleToCloseTimeout: '1h' }", `error: ${gone('1 h')}`],
    [
      '{ startToCloseTimeout: process.env.MOST }',
      'info: Temporal lets whoever asked go after a time that is set elsewhere, and the work goes on',
    ],
  ])('%s', (options, expected) => {
    expect(told({ 'src/workflows.ts': workflow(options) })).toEqual([expected]);
  });

  test('the longest counts, of whoever asks for it', () => {
    const files = {
      'src/workflows.ts': workflow("{ startToCloseTimeout: '30s' }"),
      'src/later.ts': `import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
const { sendMail } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 minutes' });
export const remind = (to: string) => sendMail(to);
`,
    };
    expect(told(files)).toEqual([`error: ${gone('10 min')}`]);
  });

  // What only tests ask for, or nobody, is a remark for that reason.
  test.each<[string, Record<string, string>, string?]>([
    ['for another', { 'src/workflows.ts': workflow("{ startToCloseTimeout: '30s' }", 'await acts.sendText(to);') }, 'info: nothing'],
    [
      'by a function of its own',
      { 'src/workflows.ts': workflow("{ startToCloseTimeout: '30s' }").replace('@temporalio/workflow', './own') },
    ],
    [
      'in a test',
      { 'test/workflows.test.ts': workflow("{ startToCloseTimeout: '30s' }").replace('./activities', '../src/activities') },
      'info: nothing',
    ],
    [
      'by the name of a handler',
      {
        'src/workflows.ts': workflow("{ startToCloseTimeout: '30s' }"),
        'src/activities.ts': 'export const sendMail = async (to: string) => to;\n',
        'src/mail.ts': `import axios from 'axios';
import { Controller, Post } from '@nestjs/common';
@Controller('mail')
export class MailController {
  @Post()
  async sendMail() { await axios.post('https://mail.test'); }
}
`,
      },
    ],
  ])('nothing is known of it where it is asked %s', (_, files, expected = 'error: nothing') => {
    expect(told(files)).toEqual([expected]);
  });
});
