import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What is told where an interceptor `resends` what failed, and where a message `returns` to its broker. */
const told = (main: string, rules = /^(?:retry-without-backoff|unbounded-retry|unsafe-retry)$/): readonly string[] =>
  analyse({
    files: { 'package.json': '{ "dependencies": { "axios": "1", "amqplib": "0.10", "amqp-connection-manager": "4" } }', 'main.ts': main },
  })
    .findings.filter(({ rule }) => rules.test(rule))
    .map(({ rule, severity, at }) => `${severity} ${rule} ${main.slice(at.start, at.end)}`)
    .sort();

const interceptor = (handler: string, method = 'get'): string => `
  import axios from 'axios';
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const api = axios.create({ timeout: 1000 });
  const other = axios.create({ timeout: 1000 });
  let open = true;
  api.interceptors.response.use((answer) => answer, ${handler});
  export const go = (url: string) => api.${method}(url);
`;

test.each([
  ['at once', '(error) => api(error.config)', ['error unbounded-retry api', 'warning retry-without-backoff api']],
  [
    'at once, for a status',
    '(error) => { if (error.response?.status >= 500) return api.request(error.config); throw error; }',
    ['error unbounded-retry api.request', 'warning retry-without-backoff api.request'],
  ],
  [
    'at once, by a name',
    'async (error) => { const { config } = error; if (!error.response) return api.request({ ...config }); throw error; }',
    ['error unbounded-retry api.request', 'warning retry-without-backoff api.request'],
  ],
  ['after a pause', 'async (error) => { await sleep(1000); return api(error.config); }', ['error unbounded-retry api']],
  [
    'after a pause that has a name',
    '(error) => { const pause = new Promise((resolve) => { setTimeout(() => { resolve(1); }, 3000); }); return pause.then(() => api(error.config)); }',
    ['error unbounded-retry api'],
  ],
  [
    'after something else that has a name',
    '(error) => { const asked = fetch("https://a.test"); return asked.then(() => api(error.config)); }',
    ['error unbounded-retry api', 'warning retry-without-backoff api'],
  ],
  [
    'after a pause of a timer',
    '(error) => new Promise((resolve) => setTimeout(() => resolve(api(error.config)), 1000))',
    ['error unbounded-retry api'],
  ],
  ['after a pause that is chained', '(error) => sleep(1000).then(() => api(error.config))', ['error unbounded-retry api']],
  [
    'with a mark',
    'async (error) => { const config = error.config; if (config.again) throw error; config.again = true; await sleep(500); return api(config); }',
    [],
  ],
  [
    'after new credentials, by a condition that has a name',
    'async (error) => { const stale = error.response?.status === 401 && open; if (stale) { await login(); return api(error.config); } throw error; }',
    [],
  ],
  [
    'by a condition that has a name and may mean anything',
    'async (error) => { const stale = error.response?.status === 401 || open; if (stale) { await login(); return api(error.config); } throw error; }',
    ['error unbounded-retry api', 'warning retry-without-backoff api'],
  ],
  [
    'after new credentials',
    'async (error) => { if (error.response?.status === 401) { await login(); return api(error.config); } throw error; }',
    [],
  ],
  ['while something else lets it', 'async (error) => { if (!open) throw error; await sleep(500); return api(error.config); }', []],
  ['by another client', '(error) => other(error.config)', []],
  ['as something else', "(error) => api('/fallback')", []],
  ['not at all', '(error) => Promise.reject(error)', []],
])('an interceptor that sends again %s', (_, handler, found) => {
  expect(told(interceptor(handler))).toEqual(found);
});

test('an interceptor repeats writes, too, unless it asks for the method', () => {
  const rule = /^unsafe-retry$/;
  expect(told(interceptor('(error) => api(error.config)', 'post'), rule)).toEqual(['warning unsafe-retry api.post']);
  const asked = "(error) => { if (error.config.method === 'get') return api(error.config); throw error; }";
  expect(told(interceptor(asked, 'post'), rule)).toEqual([]);
});

const consumer = (handler: string, library = 'amqplib'): string => `
  import amqp from '${library}';
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  export async function consume(channel: amqp.Channel) {
    await channel.consume('jobs', async (message) => {
      if (message === null) return;
      try {
        await fetch('https://x.test', { signal: AbortSignal.timeout(1000) });
        channel.ack(message);
      } catch (error) {
        ${handler}
      }
    });
  }
`;

const both = (name: string): string[] => [`info retry-without-backoff ${name}`, `info unbounded-retry ${name}`];

test.each([
  ['given back', 'channel.nack(message);', both('channel.nack')],
  ['given back in so many words', 'channel.nack(message, false, true);', both('channel.nack')],
  ['refused and given back', 'channel.reject(message);', both('channel.reject')],
  ['given back after a pause', 'await sleep(1000); channel.nack(message);', ['info unbounded-retry channel.nack']],
  [
    'given back once',
    'if (!message.fields.redelivered) channel.nack(message); else channel.ack(message);',
    ['info retry-without-backoff channel.nack'],
  ],
  ['thrown away', 'channel.nack(message, false, false);', []],
  ['refused', 'channel.reject(message, false);', []],
  ['given back as a setting says', "channel.nack(message, false, process.env.AGAIN === 'yes');", []],
  ['done with', 'channel.ack(message);', []],
])('a message whose work fails is %s', (_, handler, found) => {
  expect(told(consumer(handler))).toEqual(found);
});

test('work of another function is given back all the same', () => {
  const main = `
    import type { Channel, ConsumeMessage } from 'amqplib';
    const send = (body: string) => fetch('https://x.test', { method: 'POST', body, signal: AbortSignal.timeout(1000) });
    export class Worker {
      constructor(private channel: Channel) {}
      async work(message: ConsumeMessage) {
        try {
          await this.handle(message);
          this.channel.ack(message);
        } catch {
          this.channel.nack(message, false, true);
        }
      }
      private async handle(message: ConsumeMessage) {
        await send(message.content.toString());
      }
    }
  `;
  expect(told(main)).toEqual(both('this.channel.nack'));
});
