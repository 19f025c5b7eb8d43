import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { claim } from './claims';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { programOf } from './real';
import type { Options, Table } from './table';

record(import.meta.filename);

/** What drives a browser, and what runs in one: a real Chromium of the system's own packages, where there is one. */

const program = programOf('chromium');
const { chromium } = await load('playwright-core').then((loaded) => loaded.default ?? loaded);
const { default: puppeteer } = await load('puppeteer-core');
// Its pages ask any host, as those of a page's own host would.
const launch = { executablePath: program, args: ['--no-sandbox', '--disable-web-security', '--renderer-process-limit=2'] };
const never = Promise.reject(new Error('there is no Chromium here'));
never.catch(() => {});
const opened = program === undefined ? never : chromium.launch(launch);
const driven = program === undefined ? never : puppeteer.launch({ headless: true, ...launch });
afterAll(async () => {
  const both = await Promise.allSettled([opened, driven]);
  await Promise.allSettled(both.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
});

/** Opening a page takes its time, so some are open before they are asked for. */
async function ready(browser: Browser): Promise<Page[]> {
  if (program === undefined) return [];
  const one = await browser;
  return Promise.all(Array.from({ length: 20 }, () => one.newPage()));
}

type Browser = Promise<{ newPage: () => Promise<Page> }>;

interface Page {
  readonly goto: (url: string, options?: Options) => Promise<unknown>;
  readonly close: () => Promise<void>;
  readonly setDefaultTimeout: (ms: unknown) => void;
}

/** A page of its own for each claim; what is said of the page stands beside the options of the call. */
const driver = (id: string, name: string, browser: Browser, pages: Page[], more: Partial<Table> = {}): Table => ({
  id,
  package: name,
  get: async (at, call, made) => {
    const page = pages.pop() ?? (await (await browser).newPage());
    at.after(() => page.close());
    if ('defaultTimeout' in made) page.setDefaultTimeout(made.defaultTimeout);
    return page.goto(at.url, call);
  },
  bare: { silent: 30_000 },
  ...more,
});

const own = createRequire(join(import.meta.dirname, 'packages', 'package.json'));
const text = (path: string): string => readFileSync(path, 'utf8');
const inside = (name: string, file: string): string => join(dirname(own.resolve(`${name}/package.json`)), file);

/** One page in which the libraries lie as a page loads them. */
const page =
  program === undefined
    ? never
    : opened.then(async (browser: { newPage: () => Promise<LoadedPage> }) => {
        const made = await browser.newPage();
        for (const path of [
          join(import.meta.dirname, 'packages/node_modules/jquery/dist/jquery.js'),
          join(import.meta.dirname, 'packages/node_modules/unfetch/dist/unfetch.umd.js'),
          inside('rxjs', 'dist/bundles/rxjs.umd.js'),
        ]) {
          await made.addScriptTag({ content: text(path) });
        }
        return made;
      });

interface LoadedPage {
  readonly addScriptTag: (script: { readonly content: string }) => Promise<unknown>;
  readonly evaluate: (code: string) => Promise<unknown>;
}

/** Runs code in the page: `url` is the place, and `options` what the call is told; a signal is made there. */
const asks =
  (code: string): Table['get'] =>
  async (at, call) => {
    const { signal, ...options } = call;
    const told = `const url = ${JSON.stringify(at.url)}; const options = ${JSON.stringify(options)};`;
    const stops = signal === undefined ? '' : 'options.signal = AbortSignal.timeout(400);';
    return ((await page) as LoadedPage).evaluate(`(async () => { ${told} ${stops} ${code} })()`);
  };

const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const everywhere = { silent: true, body: true, trickle: true, hole: true };
const alone = [
  { fault: 503, sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
] as const;

const stated = (sent: string): string => `
  const failed = (what) => new Error(what);
  return await new Promise((resolve, reject) => { ${sent} });`;

claim(
  driver('playwright', 'playwright-core', opened, await ready(opened)),
  driver('puppeteer', 'puppeteer-core', driven, await ready(driven), { on: ['instance', 'goto'] }),
  {
    id: 'jquery',
    package: 'jquery',
    get: asks('return String(await jQuery.ajax({ url, dataType: "text", ...options }));'),
    post: asks('return String(await jQuery.ajax({ url, dataType: "text", method: "POST", data: "{}", ...options }));'),
    bare: nowhere,
    options: [{ option: 'timeout', value: 400, bounds: everywhere }],
    counts: alone,
  },
  {
    id: 'unfetch',
    package: 'unfetch',
    get: asks('return (await unfetch(url, options)).text();'),
    post: asks('return (await unfetch(url, { method: "POST", body: "{}", ...options })).text();'),
    bare: nowhere,
    counts: alone,
  },
  {
    id: 'rxjs/ajax',
    package: 'rxjs',
    get: asks(
      stated('rxjs.ajax.ajax({ url, ...options }).subscribe({ next: () => resolve("came"), error: (e) => reject(failed(e.message)) });'),
    ),
    post: asks(
      stated(
        'rxjs.ajax.ajax({ url, method: "POST", body: "{}", ...options }).subscribe({ next: () => resolve("came"), error: (e) => reject(failed(e.message)) });',
      ),
    ),
    bare: nowhere,
    options: [{ option: 'timeout', value: 400, bounds: everywhere }],
    counts: alone,
  },
);
