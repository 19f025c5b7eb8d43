import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Whether a loop is taken for a retry of one request. */
function isRetry(handler: string, sent = 'fetch(request.url, { body: request.model })'): boolean {
  const { calls } = analyse(`
    interface Model { model: string; url: string; key: string; delay: number }
    declare const pick: (tried: readonly string[]) => Model | undefined;
    declare const renew: () => Promise<string | undefined>;
    declare const isLimited: (text: string) => boolean;
    export async function ask(request: Model) {
      const tried: string[] = [];
      let key = request.key;
      for (let n = 0; n < 3; n++) {
        try {
          return await ${sent};
        } catch (error) {
          ${handler}
        }
      }
    }
  `);
  return calls[0]?.layers.some(({ kind }) => kind === 'retry') ?? false;
}

test.each<[string, string, string?]>([
  [
    'another model after a failure that is known',
    'if (!isLimited(String(error))) throw error; const next = pick(tried); if (!next) throw error; request.model = next.model;',
  ],
  [
    'another model, where the failure is asked by a name',
    'const text = String(error); const limited = isLimited(text); if (limited) { const next = pick(tried); if (next) { request.model = next.model; continue; } break; } else break;',
  ],
  ['another address, whatever failed', 'const next = pick(tried); if (next === undefined) throw error; request.url = next.url;'],
  [
    'another key under a name',
    'if (!isLimited(String(error))) throw error; const next = pick(tried); if (!next) throw error; key = next.key;',
    'fetch(request.url, { headers: { key } })',
  ],
])('%s is no second try', (_, handler, sent) => {
  expect(isRetry(handler, sent)).toBe(false);
});

test.each<[string, string, string?]>([
  ['the same, after a failure that is known', 'if (!isLimited(String(error))) throw error;'],
  [
    'a new token, whatever failed',
    'const next = await renew(); if (!next) throw error; key = next;',
    'fetch(request.url, { headers: { key } })',
  ],
  [
    'another model where there is one, and the same where there is none',
    'if (!isLimited(String(error))) throw error; const next = pick(tried); if (next) request.model = next.model;',
  ],
  [
    'another model that is not sent',
    'if (!isLimited(String(error))) throw error; const next = pick(tried); if (!next) throw error; tried.push(next.model);',
  ],
  [
    'another pause',
    'if (!isLimited(String(error))) throw error; const next = pick(tried); if (!next) throw error; request.delay = next.delay;',
  ],
  [
    'what was picked before the failure',
    'if (!isLimited(String(error))) throw error; const next = request; if (!next) throw error; request.model = next.model;',
  ],
])('%s is one', (_, handler, sent) => {
  expect(isRetry(handler, sent)).toBe(true);
});
