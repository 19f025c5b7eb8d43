import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const safeties = (file: string, text: string) => {
  const workspace = openWorkspace({ root: '/project', files: { [file]: text } });
  return workspace.findings().flatMap((finding) => workspace.fixes(finding).map(({ safety }) => safety));
};

const call = 'export const user = async (url: string) => (await fetch(url)).json();\n';

test('what was copied from somebody else is mended by --fix=all alone', () => {
  for (const folder of ['vendor', 'src/vendors', 'third_party', 'lib/third-party/viem'])
    expect(new Set(safeties(`${folder}/user.ts`, call))).toEqual(new Set(['dangerous']));
  expect(safeties('src/vendoring/user.ts', call)).toContain('safe');
});

test('a signal that somebody put into what is spread is not replaced', () => {
  const text = (set: string) =>
    `class Watcher {\n  stop = new AbortController();\n  build = async () => {\n    const { opts, url } = await config();\n${set}    return { opts, url };\n  };\n  watch = async () => {\n    const { opts, url } = await this.build();\n    const answer = await fetch(url, { headers: { a: 'b' }, ...opts });\n    return answer.json();\n  };\n}\nasync function config() {\n  const opts: RequestInit = { method: 'GET' };\n  return { opts, url: 'https://x.test' };\n}\nexport const watched = new Watcher().watch();\n`;
  expect(safeties('src/load.ts', text(''))).toContain('safe');
  const held = safeties('src/load.ts', text('    opts.signal = this.stop.signal;\n'));
  expect(held).not.toContain('safe');
  expect(held).toContain('dangerous');
});

test('an address that is put together from what a request says is no request', () => {
  const text = (made: string) =>
    `export async function versionOf(host: string, req: Request) {\n  const address = ${made};\n  const answer = await fetch(address);\n  return answer.json();\n}\n`;
  expect(safeties('src/version.ts', text('`https://${host}${req.url}`'))).toContain('safe');
  expect(safeties('src/version.ts', text('withHost(req, host)'))).not.toContain('safe');
});
