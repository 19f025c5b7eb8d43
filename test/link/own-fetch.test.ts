import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

const octokit = (sends: string, above = ''): string =>
  `import { Octokit } from '@octokit/rest'; ${above}
   const octokit = new Octokit({ request: { fetch: ${sends} } });
   export const a = () => octokit.request('GET /user');`;

/** What stands in place of `fetch` bounds a request as what it sends is bounded, and no more is known of it where it cannot be read. */
test.each([
  ['the platform itself', octokit('fetch'), '–'],
  ['the platform itself, bound', octokit('globalThis.fetch.bind(globalThis)'), '–'],
  ['one of a package', octokit('send', "import { fetch as send } from 'undici';"), '–'],
  ['one that passes all on', octokit('(...all) => fetch(...all)'), '–'],
  [
    'one that adds an agent',
    octokit(
      '(url, init) => fetch(url, { ...init, dispatcher: agent })',
      "import { ProxyAgent } from 'undici'; const agent = new ProxyAgent('http://proxy.test');",
    ),
    '–',
  ],
  [
    'one that a function makes',
    octokit(
      "through('https://proxy.test')",
      "import { fetch as send, ProxyAgent } from 'undici'; const through = (to: string) => { const agent = new ProxyAgent(to); const it: typeof send = async (url, init) => { return send(url, { ...init, dispatcher: agent }); }; return it; };",
    ),
    '–',
  ],
  [
    'one that looks at the answer',
    octokit('async (url, init) => { const answer = await fetch(url, init); console.log(answer.status); return answer; }'),
    '–',
  ],
  [
    'one that knows some answers',
    octokit(
      'async (url, init) => { if (kept.has(url)) return new Response(kept.get(url)); return fetch(url, init); }',
      'const kept = new Map<string, string>();',
    ),
    '–',
  ],
  ['one that may be there', octokit('process.env.PROXY ? (url, init) => fetch(url, init) : undefined'), '–'],
  ['one that brings a signal', octokit('(url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5000) })'), '5000'],
  [
    'one that brings a signal where there is none',
    octokit('(url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(5000) })'),
    '5000',
  ],
  [
    'one with a timer',
    octokit(
      'async (url, init) => { const c = new AbortController(); const t = setTimeout(() => c.abort(), 4000); try { return await fetch(url, { ...init, signal: c.signal }); } finally { clearTimeout(t); } }',
    ),
    '4000',
  ],
  [
    'one that brings a signal at times',
    octokit('process.env.SLOW ? (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5000) }) : undefined'),
    '?',
  ],
  ['one of a package that is not known', octokit('again(fetch)', "import again from 'fetch-again';"), '?'],
  [
    'one that is raced',
    octokit('(url, init) => Promise.race([fetch(url, init), later()])', 'declare function later(): Promise<Response>;'),
    '?',
  ],
  [
    'one that sends a request of its own',
    octokit('(url, init) => fetch(new Request(url, { ...init, signal: AbortSignal.timeout(5000) }))'),
    '?',
  ],
  [
    'one with a signal that is not known',
    octokit('(url, init) => fetch(url, { ...init, signal: ours(init.signal) })', 'declare function ours(s: AbortSignal): AbortSignal;'),
    '?',
  ],
  ['one that throws', octokit("() => { throw new Error('no network'); }"), '?'],
])('%s', (_, text, bound) => {
  expect(timeouts(text).filter((one) => one.startsWith('octokit.'))).toEqual([`octokit.request ${bound}`]);
});
