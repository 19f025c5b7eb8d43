import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

const wrappers = `
  export type Send = typeof fetch;
  const late = (ms: number) => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), ms));
  export function raced(send: Send, ms?: number): Send {
    if (ms === undefined) return send;
    return (input, init) => Promise.race([send(input, init), late(ms)]);
  }
  export function aborted(send: Send, ms?: number): Send {
    if (!ms) return send;
    return async (input, init) => {
      const stopper = new AbortController();
      const timer = setTimeout(() => stopper.abort(), ms);
      try {
        return await send(input, { ...init, signal: stopper.signal });
      } finally {
        clearTimeout(timer);
      }
    };
  }
  export const always = (send: Send): Send => (input, init) => send(input, { ...init, signal: AbortSignal.timeout(1000) });
  export const told = (send: Send, loud?: boolean): Send => loud ? async (input, init) => { console.log(input); return send(input, init); } : send;
  export const fake: Send = async () => new Response('{}');
`;

/** What bounds a call of what \`user\` is handed: \`–\` nothing, \`?\` perhaps something; absent where it is no call of a client itself. */
function bound(...callers: readonly string[]): string | undefined {
  const app = `
    import { aborted, always, fake, raced, told, type Send } from './wrappers';
    const { MS, LOUD, MOCK, WHOLE } = process.env;
    const user = ({ send }: { send: Send }) => send('https://x.test/user');
    ${callers.map((one, i) => `export const from${i} = () => user({ send: ${one} });`).join('\n')}
  `;
  const { calls } = analyse({ files: { 'app.ts': app, 'wrappers.ts': wrappers } });
  const call = calls.find(({ site }) => site.at.file === 'app.ts');
  return call === undefined ? undefined : { present: '+', absent: '–', unknown: '?' }[call.profile.timeout.is];
}

test.each<[string, string | undefined, ...string[]]>([
  ['a timer that aborts, where a time is set', '?', 'aborted(fetch, Number(MS))'],
  ['a race, where a time is set', '?', 'raced(fetch, Number(MS))'],
  ['a choice that is written out', '?', 'WHOLE ? fetch : always(fetch)'],
  ['whatever sends is bounded', undefined, 'always(fetch)'],
  ['no time is ever handed in', '–', 'aborted(fetch)'],
  ['a function that only tells of it', '–', 'told(fetch, LOUD === "1")'],
  ['what stands in for it', '–', 'MOCK ? fake : fetch'],
  ['one caller hands in what bounds, another does not', '–', 'aborted(fetch, Number(MS))', 'fetch'],
  ['two callers hand in what may bound', '?', 'aborted(fetch, Number(MS))', 'raced(fetch, Number(MS))'],
])('%s', (_, wanted, ...callers) => {
  expect(bound(...callers)).toBe(wanted);
});
