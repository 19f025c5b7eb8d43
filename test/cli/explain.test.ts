import { expect, test } from 'vitest';
import { begin, inside, project } from './command';

begin();

const folder = project({
  'src/ask.ts': `export const ask = (url: string, init?: RequestInit) => send(url, init);\nconst send = (url: string, init?: RequestInit) => fetch(url, init);\n`,
  'src/main.ts': `import { ask } from './ask';\n\nexport const one = () => ask('https://x.test', { signal: AbortSignal.timeout(2000) });\nexport const two = () => ask('https://x.test');\nexport const three = () => one();\n`,
});

test('a place that calls a function which sends shows the call, and each way to it', async () => {
  for (const line of [3, 4]) {
    const { out, code } = await inside(['explain', `src/main.ts:${line}`], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^fetch {2}src\/ask\.ts:2:51\n/);
    expect(out).toContain('2 ways lead here:');
    expect(out).toMatch(/timeout 2 s, retry –, called from `ask` {2}src\/ask\.ts:1:57, called from `one` {2}src\/main\.ts:3:26/);
    expect(out).toMatch(/timeout –, retry –, called from `ask` {2}src\/ask\.ts:1:57, called from `two` {2}src\/main\.ts:4:26/);
    expect(out).toContain('error missing-timeout: `fetch` may hang forever: one caller hands in no bound.');
  }
});

test('a place that leads to no call says so', async () => {
  const { err, code } = await inside(['explain', 'src/main.ts:2'], folder);
  expect([code, err]).toEqual([2, expect.stringContaining('There is no outgoing call at `src/main.ts:2`')]);
});
