import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'signal-not-forwarded';
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'a parameter': `
    export async function load(url: string, signal: AbortSignal) {
      signal.throwIfAborted();
      return await fetch(url, ${bounded});
    //             ^^^^^ signal-not-forwarded
    }
  `,
  'a parameter, two hops away': `
    const get = (url: string) => fetch(url, ${bounded});
    //                           ^^^^^ signal-not-forwarded
    export async function load(url: string, { signal }: { signal: AbortSignal }) {
      log(signal.aborted);
      return await get(url);
    }
    declare const log: (value: unknown) => void;
  `,
  'no option at all': `
    import axios from 'axios';
    export const load = (id: string, signal: AbortSignal) => axios.get('/user/' + id, { timeout: 1000 });
    //                                                       ^^^^^^^^^ signal-not-forwarded
  `,
});

clean(rule, {
  'a signal of its own where none is handed in, which is handed on': `
    class Api {
      async send(rows: string[], { signal = AbortSignal.timeout(5000) }: { signal?: AbortSignal } = {}) {
        await this.put(rows, signal);
      }
      private async put(rows: string[], signal?: AbortSignal) {
        await fetch('https://x.test', { method: 'PUT', body: rows.join(), signal });
      }
    }
    export class Reports {
      constructor(private api: Api) {}
      async tell(rows: string[], signal?: AbortSignal) {
        const either = signal ?? AbortSignal.timeout(1000);
        await this.api.send(rows, { signal: either });
      }
    }
    export const reports = new Reports(new Api());
  `,
  'a socket whose pages name no signal': `
    import WebSocket from 'ws';
    export async function open(url: string, signal: AbortSignal) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      while (!signal.aborted) await new Promise((resolve) => socket.once('message', resolve));
    }
  `,
  'it is passed': 'export const load = (url: string, signal: AbortSignal) => fetch(url, { signal });',
  'it is joined with a timer': `
    export const load = (url: string, signal: AbortSignal) => fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(1000)]) });
  `,
  'it is passed by its name':
    "import axios from 'axios';\nexport const load = (signal: AbortSignal) => axios.get('/user', { signal, timeout: 1000 });",
  'it is passed with all the options': 'export const load = (url: string, init: { signal: AbortSignal }) => fetch(url, init);',
  'it is passed on by a wrapper': `
    const get = (url: string, signal: AbortSignal) => fetch(url, { signal });
    export const load = (url: string, signal: AbortSignal) => get(url, signal);
  `,
  'it is passed on in options': `
    const get = (url: string, init: RequestInit) => fetch(url, { ...init, method: 'GET' });
    export const load = (url: string, signal: AbortSignal) => get(url, { signal });
  `,
  'there is none': `export const load = (url: string) => fetch(url, ${bounded});`,
  'a signal of the system': `
    process.on('SIGTERM', (signal) => {
      console.log(signal);
      void fetch('https://x.test/bye', ${bounded});
    });
  `,
  'a signal that is a name': `export const kill = (signal: string) => fetch('https://x.test/kill/' + signal, ${bounded});`,
  'a signal that is a number': `export const kill = (signal: number) => fetch('https://x.test/kill/' + signal, ${bounded});`,
  'a client that takes none': `
    import request from 'superagent';
    export const load = (signal: AbortSignal) => request.get('https://x.test').timeout(1000);
  `,
  'a controller chained to it': `
    export const load = (url: string, signal: AbortSignal) => {
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      return fetch(url, { signal: controller.signal });
    };
  `,
  'options from outside': 'export const load = (url: string, init: RequestInit, signal: AbortSignal) => fetch(url, { ...init, signal });',
  'cleaning up is not to be cancelled': `
    export const load = async (url: string, signal: AbortSignal) => {
      try {
        return await fetch(url, { signal });
      } finally {
        await fetch('https://x.test/release', { method: 'POST', signal: AbortSignal.timeout(1000) });
      }
    };
  `,
  'the signal belongs to somebody else': `
    const other = (signal: AbortSignal) => signal.aborted;
    export const load = (url: string) => fetch(url, ${bounded});
    export const state = other;
  `,
  'a field of that type in a shape': `
    export interface Options { signal: AbortSignal }
    export const load = (url: string) => fetch(url, ${bounded});
  `,
});

const retrying = (pause: string, signal = 'signal: AbortSignal'): string => `
  import { setTimeout as wait } from 'node:timers/promises';
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const heard = (ms: number, signal: AbortSignal) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
  });
  export async function load(url: string, ${signal}) {
    for (let i = 1; i < 5; i++) {
      try {
        return await fetch(url, { signal });
      } catch (error) {
        if (signal.aborted) throw error;
        ${pause}
      }
    }
    throw new Error('no success');
  }
`;

test.each([
  ['a helper of the project', 'await sleep(2000 * i);', ['sleep']],
  ['a promise in place', 'await new Promise((resolve) => setTimeout(resolve, 5000));', ['Promise']],
  ["Node's own", 'await wait(5000);', ['wait']],
  ["Node's own, told the signal", 'await wait(5000, undefined, { signal });', []],
  ['a helper that hears it', 'await heard(5000, signal);', []],
  ['a race with it', "await Promise.race([sleep(5000), new Promise((resolve) => signal.addEventListener('abort', resolve))]);", []],
  ['a moment', 'await sleep(100);', []],
])('a pause between two tries, with a signal at hand: %s', (_, pause, found) => {
  const main = retrying(pause);
  const told = analyse(main).findings.filter(({ rule }) => rule === 'signal-not-forwarded');
  expect(told.map(({ severity, at }) => `${severity} ${main.slice(at.start, at.end)}`)).toEqual(found.map((one) => `info ${one}`));
});

test('a pause in a retry that is handed no signal is nobody’s to cut short', () => {
  const main = retrying('await sleep(5000);', 'it: { controller: AbortController }').replaceAll(
    '{ signal }',
    '{ signal: it.controller.signal }',
  );
  expect(
    analyse(main.replace('if (signal.aborted) throw error;', '')).findings.filter(({ rule }) => rule === 'signal-not-forwarded'),
  ).toEqual([]);
});

test.each([
  ['whose signal nothing is handed', '{ redirect: "error" }', ['info fetch']],
  ['whose signal the call is handed', '{ signal: controller.signal }', []],
  ['left over from before the call had a bound of its own', '{ signal: AbortSignal.timeout(5000) }', []],
])('a controller with a timer, %s', (_, options, found) => {
  const main = `
    export async function load(url: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 5000);
      try {
        return await fetch(url, ${options});
      } finally {
        clearTimeout(timer);
      }
    }
  `;
  const told = analyse(main).findings.filter(({ rule }) => rule === 'signal-not-forwarded');
  expect(told.map(({ severity, at }) => `${severity} ${main.slice(at.start, at.end)}`)).toEqual(found);
});

test.each([
  ['of the server, which is asked by a request', "'use server';", []],
  ['beside it', '', ['load.ts']],
])('a signal of a page, and a function %s', (_, pragma, found) => {
  const files = {
    'load.ts': `${pragma} export async function load(url: string) { return fetch(url); }`,
    'form.tsx': `'use client'; import { load } from './load';
      export const save = async (url: string, signal: AbortSignal) => { await load(url); if (signal.aborted) return; };`,
  };
  const told = analyse({ files }).findings.filter(({ rule }) => rule === 'signal-not-forwarded');
  expect(told.map(({ at }) => at.file)).toEqual(found);
});
