import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

/** A bound that may be there is not known; one that is given is. */
test.each([
  [
    'spread on a condition, and nothing but what stands there',
    `import axios from 'axios';
     export const a = (o: { length: number }) => axios.get('https://x.test', { ...(o.length > 0 && { proxy: false }) });`,
    ['axios.get –'],
  ],
  [
    'spread where a member is there',
    `import axios from 'axios';
     export class Api {
       constructor(private o: { agent?: object }) {}
       a() { return axios.get('https://x.test', { ...(this.o.agent && { httpAgent: this.o.agent }) }); }
     }`,
    ['axios.get –'],
  ],
  [
    'spread on a condition, a bound',
    `import axios from 'axios';
     export const a = (o: { length: number }) => axios.get('https://x.test', { ...(o.length > 0 && { timeout: 500 }) });`,
    ['axios.get ?'],
  ],
  [
    'spread of what cannot be read',
    `import axios from 'axios';
     export const a = () => axios.get('https://x.test', { ...JSON.parse(process.env.OPTIONS ?? '{}') });`,
    ['axios.get ?'],
  ],
  [
    'a setting that may be missing',
    `import axios from 'axios';
     const setting = (name: string) => { const v = process.env[name]; if (v === undefined) return undefined; return Number(v); };
     export const a = () => axios.get('https://x.test', { timeout: setting('MS') });`,
    ['axios.get ?'],
  ],
  [
    'a setting whose function runs out',
    `import axios from 'axios';
     function setting(name: string) { if (process.env[name] !== undefined) { return Number(process.env[name]); } }
     export const a = () => axios.get('https://x.test', { timeout: setting('MS') });`,
    ['axios.get ?'],
  ],
  [
    'a setting that the class of this looks up',
    `import axios from 'axios';
     class Users {
       options;
       constructor() { this.options = { timeout: this.constructor.setting('MS') }; }
       static setting(name) {
         let value = process.env[name];
         if (value !== undefined) {
           if (value === 'true') value = JSON.parse(value);
           return value;
         }
       }
       one() { return axios.get('https://x.test', { timeout: this.options.timeout }); }
     }
     export const users = new Users();`,
    ['axios.get ?'],
  ],
  [
    'a setting that ends either way',
    `import axios from 'axios';
     function setting(name: string) { if (process.env[name] !== undefined) return Number(process.env[name]); else return 5; }
     export const a = () => axios.get('https://x.test', { timeout: setting('MS') });`,
    ['axios.get unknown'],
  ],
  [
    'a table of settings that says it always gives one',
    `import axios from 'axios';
     function setting(kind: 'a' | 'b'): number { switch (kind) { case 'a': return 100; case 'b': return 200; } }
     export const a = (kind: 'a' | 'b') => axios.get('https://x.test', { timeout: setting(kind) });`,
    ['axios.get 200'],
  ],
  [
    'a setting that is always there',
    `import axios from 'axios';
     const setting = (name: string) => Number(process.env[name] ?? 5);
     export const a = () => axios.get('https://x.test', { timeout: setting('MS') });`,
    ['axios.get unknown'],
  ],
  [
    'what is written under a computed name',
    `import axios from 'axios';
     export function a(more: Record<string, unknown>) {
       const options: Record<string, unknown> = { headers: {} };
       for (const key of Object.keys(more)) options[key] = more[key];
       return axios.get('https://x.test', options);
     }`,
    ['axios.get ?'],
  ],
  [
    'a computed name that is one of two others',
    `import axios from 'axios';
     export function a(more: object, post: boolean) {
       const options: Record<string, unknown> = { headers: {} };
       const kind = post ? 'data' : 'params';
       options[kind] = more;
       return axios.get('https://x.test', options);
     }`,
    ['axios.get –'],
  ],
  [
    'a computed name that is one of two, of which one is the bound',
    `import axios from 'axios';
     export function a(more: object, post: boolean) {
       const options: Record<string, unknown> = { headers: {} };
       const kind = post ? 'timeout' : 'params';
       options[kind] = more;
       return axios.get('https://x.test', options);
     }`,
    ['axios.get ?'],
  ],
  [
    'a computed name beside a written bound',
    `import axios from 'axios';
     export function a(more: Record<string, unknown>, key: string) {
       const options: Record<string, unknown> = {};
       options.timeout = 800;
       options.headers = {};
       return axios.get('https://x.test', options);
     }`,
    ['axios.get 800'],
  ],
  [
    'a condition about the bound itself',
    `import https from 'node:https';
     declare const config: { load(): { ms?: number } };
     export function a() {
       const ms = config.load().ms;
       const request = https.get('https://x.test');
       if (ms) request.setTimeout(ms, () => request.destroy());
     }`,
    ['https.get ?'],
  ],
  [
    'a condition about a number that is written',
    `import https from 'node:https';
     const ms = 900;
     export function a() {
       const request = https.get('https://x.test');
       if (ms > 0) request.setTimeout(ms, () => request.destroy());
     }`,
    ['https.get 900'],
  ],
  [
    'callers of which some give none',
    `import https from 'node:https';
     function send(config: { url: string; ms?: number }) {
       const request = https.get(config.url);
       if (config.ms) request.setTimeout(config.ms, () => request.destroy());
     }
     export const a = () => send({ url: 'https://x.test', ms: 100 });
     export const b = () => send({ url: 'https://x.test' });`,
    ['https.get –'],
  ],
])('%s', (_, source, wanted) => {
  expect(timeouts(source)).toEqual(wanted);
});

/** NestJS hands out axios itself where its module is imported as it is. */
const service = `import { HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import axios from 'axios';
export class Users {
  constructor(private readonly http: HttpService) {}
  one() { return this.http.get('https://x.test'); }
}
`;

test.each([
  ['as it is', '@Module({ imports: [HttpModule] })\nexport class App {}', ['this.http.get –']],
  ['told options', '@Module({ imports: [HttpModule.register({ timeout: 600 })] })\nexport class App {}', ['this.http.get 600']],
  [
    'told options later',
    '@Module({ imports: [HttpModule.registerAsync({ useFactory: () => ({}) })] })\nexport class App {}',
    ['this.http.get ?'],
  ],
  [
    'over axios with a bound',
    'axios.defaults.timeout = 400;\n@Module({ imports: [HttpModule] })\nexport class App {}',
    ['this.http.get 400'],
  ],
  ['that nobody is seen to import', '', ['this.http.get ?']],
])('the module of a container, %s', (_, rest, wanted) => {
  const imports = rest === '' ? '' : "import { HttpModule } from '@nestjs/axios';\n";
  expect(timeouts(`${imports}${service}${rest}`).filter((line) => line.startsWith('this.http'))).toEqual(wanted);
});
