import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { callFormats, findingFormats } from '../../src/report';
import { begin, hangs, inside, project, write } from './command';

begin();

const sources = {
  'src/http.ts': "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://api.example.com' });\n",
  'src/user.ts': `import { api } from './http';\n// ä\n${hangs}export const list = () => api.get('/list', {\n  timeout: 2_000_000,\n});\n`,
  'src/torn.ts': 'fetch(',
};

/** What a saved report no longer knows, taken out of a text of any format. */
const without = (format: string, text: string): string =>
  format === 'pretty' ? text.replace(/ {2}test\/evidence$/gm, '').replace(/ · \d+ outgoing calls?, \d+ with a timeout/, '') : text;

describe('findings', () => {
  const folder = project(sources);
  const saved = inside(['-f', 'json:saved.json', '-f', 'unix'], folder);
  test.each(Object.keys(findingFormats).filter((format) => format !== 'html'))('%s is what the run itself writes', async (format) => {
    const { code } = await saved;
    const [again, itself] = [await inside(['report', 'saved.json', '-f', format], folder), await inside(['-f', format], folder)];
    expect([again.code, again.err]).toEqual([code, '']);
    if (format === 'sarif') {
      const bare = (text: string) =>
        JSON.parse(text, (key, value) =>
          ['fixes', 'logicalLocations', 'level', 'endLine', 'endColumn'].includes(key) ? undefined : value,
        );
      expect(bare(again.out)).toEqual(bare(itself.out));
    } else if (format === 'rdjson')
      expect(JSON.parse(again.out, (key, value) => (key === 'suggestions' ? undefined : value))).toEqual(
        JSON.parse(itself.out, (key, value) => (key === 'suggestions' ? undefined : value)),
      );
    else expect(without(format, again.out)).toBe(without(format, itself.out));
  });
  test('a page does not claim to know the calls', async () => {
    const { out } = await inside(['report', 'saved.json', '-f', 'html'], folder);
    expect(out).toContain('missing-timeout');
    expect(out).not.toContain('outgoing call with');
  });
  test('it fails as the flags say, and hides what is asked to be hidden', async () => {
    const whole = project({ ...sources, 'src/torn.ts': '' });
    await inside(['-f', 'json:saved.json'], whole);
    const ended = async (...flags: readonly string[]) => (await inside(['report', 'saved.json', ...flags], whole)).code;
    expect([await ended(), await ended('--fail-on', 'none'), await ended('--fail-on', 'none', '--max-warnings', '0')]).toEqual([1, 0, 1]);
    expect((await inside(['report', 'saved.json', '-q', '-f', 'unix'], whole)).out).not.toContain('[warning/');
    await inside(['report', 'saved.json', '-f', 'markdown:out.md', '-f', 'junit:out.xml'], whole);
    expect(readFileSync(join(whole, 'out.xml'), 'utf8')).toMatch(/^<\?xml/);
  });
  test('code that is no longer there is not shown, and that is said', async () => {
    const later = project({ ...sources, 'src/torn.ts': '' });
    await inside(['-f', 'json:saved.json'], later);
    write(later, { 'src/user.ts': '' });
    for (const format of ['pretty', 'unix', 'sarif', 'rdjson', 'checkstyle']) {
      const { out, err } = await inside(['report', 'saved.json', '-f', format], later);
      expect(err).toBe('`src/user.ts` is gone or not as it was when the report was written, so its code is not shown.\n');
      expect(out).toMatch(format === 'unix' || format === 'pretty' ? /src\/user\.ts:3:27/ : /src\/user\.ts/);
    }
  });
  test('parts of a sharded run are told as one', async () => {
    const whole = project(sources);
    await inside(['-f', 'json:a.json', '--shard', '1/2'], whole);
    await inside(['-f', 'json:b.json', '--shard', '2/2'], whole);
    expect((await inside(['report', 'a.json', 'b.json', '-f', 'unix'], whole)).out).toBe((await inside(['-f', 'unix'], whole)).out);
  });
});

describe('inventories', () => {
  const folder = project({ ...sources, 'src/torn.ts': '' });
  test.each(Object.keys(callFormats))('%s is what the run itself writes', async (format) => {
    await inside(['calls', '-f', 'json:saved.json'], folder);
    const again = await inside(['report', 'saved.json', '-f', format], folder);
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toBe((await inside(['calls', '-f', format], folder)).out);
  });
  test('formats of findings are none of theirs', async () => {
    expect(await inside(['report', 'saved.json', '-f', 'sarif'], folder)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^There is no format `sarif`/),
    });
  });
});
