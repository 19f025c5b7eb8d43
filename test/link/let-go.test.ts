import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A race waits for what is awaited inside of it, and not for what was let go there. */

const race = (inner: string): string => `
  const late = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 1000));
  async function index(id: string) {
    await fetch('https://a.test/' + id, { method: 'POST' });
    await keep(id);
  }
  async function work(id: string) {
    ${inner}
    await keep(id);
  }
  const keep = async (id: string) => { localStorage.length; return id; };
  export const go = async (id: string) => await Promise.race([work(id), late()]);
`;

const bounds = (inner: string): readonly unknown[] =>
  analyse(race(inner)).calls.flatMap(({ site, profile }) => (site.name === 'fetch' ? [profile.timeout.is] : []));

test.each([
  ['awaited', 'await index(id);', 'present'],
  ['given back', 'return index(id);', 'present'],
  ['let go', 'index(id);', 'absent'],
  ['handed on by what it settles', 'await new Promise((resolve, reject) => { index(id).then(resolve, reject); });', 'present'],
  ['let go with a word on its failure', 'index(id).catch((error) => console.error(error));', 'absent'],
])('what is %s', (_, inner, is) => {
  expect(bounds(inner)).toEqual([is]);
});
