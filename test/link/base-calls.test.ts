import { expect, test } from 'vitest';
import { everyWay } from '../harness/every-way';
import { timeouts } from '../harness/told';

const job = `import { timeLimit } from 'house-rules';
export abstract class Job {
  protected abstract handle(): Promise<void>;
  async work() { BODY }
}
`;
const heir = (base = 'Job', from = './job'): string => `import { ${base} } from '${from}';
export class Mail extends ${base} {
  protected async handle() { await fetch('https://a.test'); }
}
`;
const race = 'await Promise.race([this.handle(), new Promise((_, fail) => setTimeout(fail, 5000))]);';

test.each([
  ['is bounded around it', race, 'fetch 5000'],
  ['may be bounded around it', 'await timeLimit(this.handle(), 5000);', 'fetch ?'],
  ['is waited for', 'await this.handle();', 'fetch –'],
  ['of another object is called', 'await other.handle();', 'fetch –'],
])('the method of an heir that its base calls %s', (_, body, found) => {
  const files = { 'job.ts': job.replace('BODY', body), 'mail.ts': heir() };
  expect(timeouts({ files })).toEqual([found]);
  everyWay({ files });
});

test('over a base between them, and where the base has a method of its own', () => {
  const between = "import { Job } from './job';\nexport abstract class Letter extends Job {}\n";
  const own = job.replace('abstract handle(): Promise<void>;', 'async handle() { return; }').replace('BODY', race);
  expect(timeouts({ files: { 'job.ts': own, 'letter.ts': between, 'mail.ts': heir('Letter', './letter') } })).toEqual(['fetch 5000']);
});

test('who calls the method of the heir itself counts as well', () => {
  const main = "import { Mail } from './mail';\nexport const now = async (mail: Mail) => { await mail.handle(); };\n";
  const files = { 'job.ts': job.replace('BODY', race), 'mail.ts': heir().replace('protected ', ''), 'main.ts': main };
  expect(timeouts({ files })).toEqual(['fetch –']);
});
