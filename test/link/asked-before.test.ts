import { test } from 'vitest';
import { askedInAnyOrder } from '../harness/any-order';

/** What an expression holds does not depend on what was asked before it. */

const axios = "import axios from 'axios';\n";

test.each<[string, string]>([
  [
    'a promise whose handler is told what asks for it',
    `${axios}export const check = (given) => { const tx = { ...given }; tx.from = Promise.all([tx.from, 1]).then((all) => all[1]); return tx; };`,
  ],
  [
    'what a base class makes of what its subclasses have',
    `${axios}class Base { static get api() { return this.http; } }
class One extends Base { static http = axios.create({ timeout: 100 }); }
class Two extends Base { static http = axios.create({ timeout: 200 }); }
export const one = () => One.api.get('/a');
export const two = () => Two.api.get('/b');`,
  ],
  [
    'names that are written in turn',
    `${axios}export let one = { timeout: 1000 };\nexport let two = {};\nexport let three = { timeout: 0 };
export const turn = () => { one = two; two = three; three = one; };
export const get = () => axios.get('https://a.test', three);`,
  ],
  [
    'functions that call each other with what they were handed',
    `${axios}const forth = (n, o) => { if (n > 0) back(n - 1, o); return axios.get('https://a.test', o); };
const back = (n, o) => { if (n > 0) forth(n - 1, { ...o, timeout: 5 }); return axios.put('https://a.test', {}, o); };
forth(1, { timeout: 0 });\nback(2, {});`,
  ],
])('%s', (_, text) => askedInAnyOrder({ 'main.ts': text }));
