import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const text = (service: string, options: string) =>
  `import { ${service}Client, AskCommand } from '@aws-sdk/client-${service.toLowerCase()}';\nconst client = new ${service}Client({ ${options} });\nexport const ask = () => client.send(new AskCommand({}));\n`;

function seen(service: string, options: string) {
  const workspace = openWorkspace({ root: '/project', files: { 'src/a.ts': text(service, options) } });
  const [call] = workspace.analyse().calls;
  const titles = workspace.findings().flatMap((finding) => workspace.fixes(finding).map(({ title }) => title));
  return { timeout: call?.profile.timeout.is, titles };
}

/** Run against the client of Bedrock in test/evidence/sdks-more.evidence.ts, and read in the packages of the others: `socketTimeout` is not known there, and `requestTimeout` ends a silence. */
test.each(['BedrockRuntime', 'Kinesis', 'Polly'])('%s is asked over HTTP/2, whose handler knows `requestTimeout` alone', (service) => {
  expect(seen(service, 'requestHandler: { socketTimeout: 5000 }').timeout).toBe('absent');
  expect(seen(service, 'requestHandler: { requestTimeout: 5000 }').timeout).toBe('present');
  expect(seen(service, '').titles).toContainEqual(expect.stringMatching(/^Set `requestHandler\.requestTimeout: \d+` on `client`/));
});

test('others are asked over HTTP/1', () => {
  expect(seen('SNS', 'requestHandler: { socketTimeout: 5000 }').timeout).toBe('present');
  expect(seen('SNS', '').titles).toContainEqual(expect.stringMatching(/^Set `requestHandler\.socketTimeout: \d+` on `client`/));
});
