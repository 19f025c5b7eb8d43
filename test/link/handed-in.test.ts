import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

const library = { name: 'it', main: 'index.js', exports: './index.js' };

/** How loud the missing bound of a package's call is. */
const told = (manifest: object, text: string): readonly string[] =>
  analyse({ files: { 'package.json': JSON.stringify(manifest), 'src/index.ts': text } })
    .findings.filter((finding) => finding.rule === 'missing-timeout')
    .map((finding) => finding.severity);

const client = (body: string): string => `
  export interface Options { url: string; fetch?: typeof fetch }
  ${body}
`;

const chosen: readonly (readonly [string, string, string])[] = [
  ['a name', 'export const ask = (opts: Options) => { const f = opts.fetch ?? globalThis.fetch; return f(opts.url); };', 'info'],
  [
    'a pattern with a default',
    'export const ask = (opts: Options) => { const { fetch: f = globalThis.fetch } = opts; return f(opts.url); };',
    'info',
  ],
  ['a parameter with a default', 'export const ask = (url: string, f: typeof fetch = fetch) => f(url);', 'info'],
  [
    'a helper',
    'const getFetch = (opts: Options) => opts.fetch ?? globalThis.fetch;\nexport const ask = (opts: Options) => getFetch(opts)(opts.url);',
    'info',
  ],
  [
    'a helper, under a name',
    'function getFetch(opts: Options) { if (opts.url) return opts.fetch ?? fetch; return fetch; }\nexport const ask = (opts: Options) => { const send = getFetch(opts); return send(opts.url); };',
    'info',
  ],
  [
    'a helper of its class',
    'export class Api { constructor(private readonly opts: Options) {}\n get() { return this.opts.fetch ?? fetch; }\n ask() { return this.get()(this.opts.url); } }',
    'info',
  ],
  [
    'a helper that gives the same whoever asks',
    'const getFetch = () => globalThis.fetch;\nexport const ask = (opts: Options) => getFetch()(opts.url);',
    'error',
  ],
  ['nobody', 'export const ask = (opts: Options) => fetch(opts.url);', 'error'],
];

test.each(chosen)('what sends is chosen by %s', (_, body, severity) => {
  expect(told(library, client(body))).toEqual([severity]);
});

test('a command of the same package does not make it less of a library, and a server that nobody installs is none', () => {
  const [, body] = chosen[3]!.slice(0, 2);
  expect(told({ ...library, bin: { it: './bin.js' } }, client(body!))).toEqual(['info']);
  expect(told({ ...library, dependencies: { express: '5' } }, client(body!))).toEqual(['info']);
  expect(told({ private: true, dependencies: { express: '5' } }, client(body!))).toEqual(['error']);
  expect(told({ main: 'index.js', dependencies: { express: '5' } }, client(body!))).toEqual(['error']);
});

const utils = `
  import axios from 'axios';
  export default class Utils {
    constructor({ send = axios, log = console } = {}) { this.send = send; this.log = log; }
    async ask(url) { return this.send({ url }); }
  }
`;

test.each<[string, Record<string, string>, string]>([
  ['hands in nothing', { 'lib/client.js': "import Utils from './utils.js';\nexport const client = new Utils();" }, 'error'],
  [
    'hands in something else',
    { 'lib/client.js': "import Utils from './utils.js';\nexport const client = new Utils({ log: console });" },
    'error',
  ],
  [
    'hands in what it is given',
    { 'lib/client.js': "import Utils from './utils.js';\nexport const make = (options) => new Utils(options);" },
    'info',
  ],
  ['is a test', { 'lib/utils.spec.js': "import Utils from './utils.js';\nnew Utils();" }, 'info'],
  ['is nobody', {}, 'info'],
])('a command that is installed sends by the default where who makes it %s', (_, files, severity) => {
  const manifest = { name: 'it', main: 'index.js', files: ['lib'], bin: { it: './bin/it.js' }, dependencies: { axios: '1' } };
  const { findings } = analyse({ files: { 'package.json': JSON.stringify(manifest), 'lib/utils.js': utils, ...files } });
  expect(findings.filter(({ rule }) => rule === 'missing-timeout').map((finding) => finding.severity)).toEqual([severity]);
});

test.each<[string, string, string]>([
  [
    'as a field that may hold another',
    'export class Api { constructor(opts = {}) { this.opts = opts; }\n ask() { const send = this.opts.fetch ?? fetch; return send(this.opts.url); } }\nexport const api = new Api({ url: "https://x.test" });',
    'error',
  ],
  ['as an argument', 'export const ask = (url, send = fetch) => send(url);\nexport const go = () => ask("https://x.test");', 'error'],
  [
    'in nothing it does itself',
    'export class Api { constructor(opts = {}) { this.opts = opts; }\n ask() { const send = this.opts.fetch ?? fetch; return send(this.opts.url); } }',
    'info',
  ],
])('the program leaves what sends to the default %s', (_, text, severity) => {
  const manifest = JSON.stringify({ name: 'it', main: 'index.js', files: ['lib'], bin: { it: './bin/it.js' } });
  // In a command what Node gives up is a remark whoever brings what sends.
  const { findings } = analyse({ files: { 'package.json': manifest, 'lib/server/api.js': text } });
  expect(findings.filter(({ rule }) => rule === 'missing-timeout').map((finding) => finding.severity)).toEqual([severity]);
});
