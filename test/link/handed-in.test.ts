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
