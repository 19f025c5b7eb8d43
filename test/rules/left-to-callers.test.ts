import { expect, test } from 'vitest';
import { analyse, check } from '../harness/check';

const rule = 'missing-timeout';

/** A wrapper that its callers may hand a bound, in one way or another. */
const wrappers: Readonly<Record<string, string>> = {
  'an option that is handed on': `
    import axios from 'axios';
    export async function ask(url: string, options: Options = {}) {
      return axios.get(url, { timeout: options.timeout });
      //     ^^^^^^^^^ missing-timeout
    }`,
  'a signal that is put into the options under a condition': `
    export async function ask(url: string, options: Options = {}) {
      const init: RequestInit = { method: 'GET' };
      if (options.timeout) {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), options.timeout);
        init.signal = controller.signal;
      }
      return fetch(url, init);
      //     ^^^^^ missing-timeout
    }`,
  'a timer that is set under a condition': `
    export async function ask(url: string, options: Options = {}) {
      const controller = new AbortController();
      const timer = options.timeout ? setTimeout(() => controller.abort(), options.timeout) : undefined;
      try {
        const answer = await fetch(url, { signal: controller.signal });
        //                   ^^^^^ missing-timeout
        return await answer.json();
      } finally {
        clearTimeout(timer);
      }
    }`,
  'an option that is spread under a condition': `
    export async function ask(url: string, { timeout, ...rest }: Options = {}) {
      return fetch(url, { ...rest, ...(timeout && { signal: AbortSignal.timeout(timeout) }) });
      //     ^^^^^ missing-timeout
    }`,
  'one of two signals': `
    export async function ask(url: string, options: Options = {}) {
      return fetch(url, { signal: options.timeout ? AbortSignal.timeout(options.timeout) : options.signal });
      //     ^^^^^ missing-timeout
    }`,
  'a name that is filled under a condition': `
    export async function ask(url: string, options: Options = {}) {
      let signal = options.signal;
      if (!signal && options.timeout) signal = AbortSignal.timeout(options.timeout);
      return fetch(url, { signal });
      //     ^^^^^ missing-timeout
    }`,
  'options that other functions complete and give back': `
    class Client {
      async get(url: string, options: Options = {}) {
        let all = Object.assign(options, { method: 'GET' });
        all = this.named(all);
        all = await this.signed(all);
        return this.send(url, all);
      }
      private named(all: Options): Options {
        if (!all.method) all.method = 'GET';
        return all;
      }
      private async signed(all: Options): Promise<Options> {
        all.method = 'POST';
        return all;
      }
      private async send(url: string, options: Options) {
        const init: RequestInit = { method: options.method };
        if (options.timeout) init.signal = AbortSignal.timeout(options.timeout);
        return fetch(url, init);
        //     ^^^^^ missing-timeout
      }
    }
    const client = new Client();
    export const ask = (url: string, options: Options = {}) => client.get(url, options);`,
  'options that go through several functions': `
    const get = (url: string, options: Options) => request({ url, ...options });
    const request = (all: Options & { url: string }) => send(all.url, all);
    async function send(url: string, options: Options) {
      const init: RequestInit = {};
      if (options.signal) init.signal = options.signal;
      if (options.timeout !== undefined) init.signal = AbortSignal.timeout(options.timeout);
      return fetch(url, init);
      //     ^^^^^ missing-timeout
    }
    export const ask = (url: string, options: Options = {}) => get(url, options);`,
};

const types = `interface Options { timeout?: number; signal?: AbortSignal; method?: string }\n`;
const server = `import express from 'express';\nimport { ask } from './ask';\nconst app = express();\n`;
const handler = (path: string, call: string): string => `app.get('${path}', async (_, res) => res.json(await ${call}));\n`;
const bounded = handler('/a', "ask('https://x.test', { timeout: 5000 })");
const bare = handler('/b', "ask('https://x.test', { method: 'GET' })");
const withoutMarks = (text: string): string => text.replace(/^.*\/\/ +\^.*\n/gm, '');

for (const [name, wrapper] of Object.entries(wrappers)) {
  test(`${name}, by one of two callers`, () => {
    const files = { 'ask.ts': types + wrapper, 'main.ts': server + bounded + bare };
    const [finding] = check({ files }, { rule });
    expect(finding?.message).toMatch(/^`(?:fetch|axios\.get)` may hang forever: one caller hands in no bound\.$/);
    const [place] = finding?.because.filter(({ from }) => from === 'caller') ?? [];
    expect(place?.says).toBe('`ask` is called here without a bound');
    expect(files['main.ts'].slice(place?.at?.start, place?.at?.end)).toBe('ask');
    expect(place?.at?.start).toBeGreaterThan(files['main.ts'].indexOf("'/b'"));
  });

  test(`${name}, by nobody`, () => {
    const [finding] = check(
      { files: { 'ask.ts': types + wrapper, 'main.ts': server + bare + handler('/c', "ask('https://x.test')") } },
      { rule },
    );
    expect(finding?.message).toMatch(/: nothing bounds the wait for its answer\.$/);
    expect(finding?.callers?.map(({ says }) => says)).toEqual(Array.from({ length: 2 }, () => '`ask` is called here without a bound'));
  });

  test(`${name}, by all who call it`, () => {
    check({ files: { 'ask.ts': types + withoutMarks(wrapper), 'main.ts': server + bounded } }, { rule });
  });

  test(`${name}, by callers of whom that is not known`, () => {
    const main = `${server}export const every = (options: object) => ask('https://x.test', options);\n`;
    check({ files: { 'ask.ts': types + withoutMarks(wrapper), 'main.ts': main } }, { rule });
  });
}

test('a wrapper that takes no bound names all who call it, where there are several', () => {
  const wrapper = `export const ask = async (url: string) => (await fetch(url)).json();\n//                                               ^^^^^ missing-timeout\n`;
  const several = server + handler('/a', "ask('https://x.test')") + handler('/b', "ask('https://y.test')");
  const [finding] = check({ files: { 'ask.ts': wrapper, 'main.ts': several } }, { rule });
  expect(finding?.callers?.map(({ says }) => says)).toEqual(['`ask` is called here', '`ask` is called here']);
  const one = server + handler('/a', "ask('https://x.test')");
  expect(check({ files: { 'ask.ts': wrapper, 'main.ts': one } }, { rule })[0]?.callers).toBeUndefined();
});

test('where others bound the head only, who bounds nothing speaks for the call', () => {
  const ask = `export async function ask(url: string, options: { timeout?: number } = {}) {
  const init: RequestInit = {};
  let timer: NodeJS.Timeout | undefined;
  if (options.timeout) {
    const controller = new AbortController();
    timer = setTimeout(() => controller.abort(), options.timeout);
    init.signal = controller.signal;
  }
  let answer: Response;
  try {
    answer = await fetch(url, init);
    //             ^^^^^ missing-timeout
  } finally {
    clearTimeout(timer);
  }
  return answer.json();
}
`;
  check({ files: { 'ask.ts': ask, 'main.ts': server + bounded + bare } }, { rule });
  check(
    { files: { 'ask.ts': ask.replace('missing-timeout', 'partial-timeout'), 'main.ts': server + bounded } },
    { rule: 'partial-timeout' },
  );
});

test('a function that completes the options with a time bounds all who come by it', () => {
  const ask = `export async function ask(url: string, options: { timeout?: number } = {}) {
  let all = { ...options };
  all = completed(all);
  return fetch(url, all.timeout ? { signal: AbortSignal.timeout(all.timeout) } : {});
}
function completed(all: { timeout?: number }) {
  all.timeout ??= 3000;
  return all;
}
`;
  check({ files: { 'ask.ts': ask, 'main.ts': server + bounded + bare } }, { rule });
});

test('where more lead to a call than are followed, others may hand in a bound', () => {
  const many = Array.from({ length: 30 }, (_, i) => handler(`/${i}`, `ask('https://x.test/${i}')`)).join('');
  const ask = `export const ask = async (url: string, init?: RequestInit) => (await fetch(url, init)).json();\n//                                                                   ^^^^^ missing-timeout\n`;
  const [finding] = check({ files: { 'ask.ts': ask, 'main.ts': server + many } }, { rule });
  expect(finding?.message).toBe('`fetch` may hang forever: 24 callers hand in no bound.');
});

test('a bound that a caller switches off is not one that is left out', () => {
  const files = {
    'ask.ts': `import axios from 'axios';\nexport const ask = (url: string, options: { timeout?: number }) => axios.get(url, { timeout: options.timeout });\n//                                                                 ^^^^^^^^^ disabled-timeout\n`,
    'main.ts': server + handler('/a', "ask('https://x.test', { timeout: 0 })"),
  };
  const [finding] = check({ files }, { rule: 'disabled-timeout' });
  expect(finding?.message).not.toContain('hands in no bound');
});

test('arguments that come in from further out are not left out', () => {
  check(
    `
    import http from 'node:http';
    const original = http.request;
    function send(args: any[]) {
      return original(args[0], args[1]);
    }
    http.request = function (...args: any[]) {
      return send(args);
    };
  `,
    { rule },
  );
});

test('what the instance bounds in any case needs nobody to hand anything in', () => {
  const files = {
    'ask.ts': `import axios from 'axios';
const api = axios.create({ timeout: 120_000 });
export const ask = (url: string, options: { timeout?: number } = {}) => api.get(url, { timeout: options.timeout });
`,
    'main.ts': server + bounded + bare,
  };
  check({ files }, { rule });
  expect(analyse({ files }).calls.map(({ site }) => site.bare)).toEqual([undefined]);
});

test('a caller who waits no longer than for a timer of its own hands in nothing, and need not', () => {
  const ask = `import axios from 'axios';
export const ask = (url: string, options: { timeout?: number } = {}) => axios.get(url, { timeout: options.timeout });
//                                                                      ^^^^^^^^^ missing-timeout
`;
  const race = handler('/r', "Promise.race([ask('https://r.test'), new Promise((_, fail) => setTimeout(fail, 1000))])");
  const files = { 'ask.ts': ask, 'main.ts': server + race + bare };
  const [finding] = check({ files }, { rule });
  expect(finding?.message).toMatch(/: one caller hands in no bound\.$/);
  const places = finding?.because.filter(({ from }) => from === 'caller') ?? [];
  expect(places.map(({ at }) => (at?.start ?? 0) > files['main.ts'].indexOf("'/b'"))).toEqual([true]);
});

test.each([
  ['disabled-timeout', 'timeout: 0'],
  ['ineffective-timeout', 'timeout: 5'],
])('%s names all who call a wrapper, too', (other, option) => {
  const ask =
    other === 'disabled-timeout'
      ? `import axios from 'axios';\nexport const ask = (url: string) => axios.get(url, { ${option} });\n//                                  ^^^^^^^^^ ${other}\n`
      : `import http from 'node:http';\nexport const ask = (url: string) => new Promise((done) => http.get(url, { timeout: 5 }, done));\n//                                                        ^^^^^^^^ ${other}\n`;
  const several = server + handler('/a', "ask('https://x.test')") + handler('/b', "ask('https://y.test')");
  const [finding] = check({ files: { 'ask.ts': ask, 'main.ts': several } }, { rule: other });
  expect(finding?.callers?.map(({ says }) => says)).toEqual(['`ask` is called here', '`ask` is called here']);
});
