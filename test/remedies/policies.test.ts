import { describe, expect, test } from 'vitest';
import { missingText, moduleText } from '../../src/remedies/module/module-text';
import { openWorkspace } from '../../src/engine/workspace';
import { applyFix, checkFix, noFix } from '../harness/check-fix';

const sig = '{ signal: AbortSignal.timeout(1000) }';
const module = { 'src/resilience.ts': moduleText({ form: 'typescript' }) };
/** As it is written where it is not there yet. */
const put = (name: string) => ({ 'src/resilience.ts': moduleText({ form: 'typescript' }, name) });
const manifest = (...names: string[]) => ({
  'package.json': JSON.stringify({ type: 'module', dependencies: Object.fromEntries(names.map((name) => [name, '*'])) }),
});
const user = (call: string, before = '') => `${before}export async function user(id: string) {
  const answer = await ${call};
  return answer.json();
}
`;
const fetched = `fetch('https://api.users.example/' + id, ${sig})`;

test('module-retry: a read is repeated, with a timeout for each attempt', () => {
  const fix = checkFix('module-retry', user(fetched), {
    'main.ts': user(`retry(() => ${fetched})`, "import { retry } from './src/resilience';\n\n"),
    ...put('retry'),
  });
  expect(fix.safety).toBe('suggestion');
});

test('module-retry: the number of the configuration', () => {
  checkFix(
    'module-retry',
    { 'main.ts': user(fetched), 'breakwater.config.json': '{ "fix": { "attempts": 5 } }' },
    {
      'main.ts': user(`retry(() => ${fetched}, { attempts: 5 })`, "import { retry } from './src/resilience';\n\n"),
      ...put('retry'),
    },
  );
});

test('module-retry: not a write, not what one signal bounds, not what is still being told its options', () => {
  noFix(
    'module-retry',
    `export const save = (b: string) => fetch('https://x.test', { method: 'POST', body: b, signal: AbortSignal.timeout(1) });\n`,
  );
  noFix(
    'module-retry',
    `export const f = (u: string) => {\n  const signal = AbortSignal.timeout(1000);\n  return fetch(u, { signal });\n};\n`,
  );
  noFix('module-retry', `import ky from 'ky';\n\nexport const f = () => ky.get('https://x.test', { timeout: 100, retry: 0 }).json();\n`);
  noFix(
    'module-retry',
    `export async function f(a?: string) {\n  let u = a;\n  if (!u) u = 'https://x.test';\n  return (await fetch(u, ${sig})).ok;\n}\n`,
  );
  noFix('module-retry', `export const f = async (u: Promise<string>) => fetch(await u, ${sig});\n`);
});

test('what is handed a method may write tomorrow, and is not repeated', () => {
  const text = (method: string) =>
    `export async function ask(path: string, method?: string) {\n  const answer = await fetch('https://api.users.example' + path, { ${method}, signal: AbortSignal.timeout(1000) });\n  return answer.json();\n}\nexport const user = () => ask('/user');\n`;
  const files = (method: string) => ({ 'main.ts': text(method), ...manifest('cockatiel', 'p-retry', 'async-retry') });
  for (const remedy of ['module-retry', 'cockatiel-retry', 'p-retry', 'async-retry']) {
    noFix(remedy, files("method: method ?? 'GET'"));
    noFix(remedy, files('method'));
  }
  checkFix('module-retry', text("method: 'GET'"), {
    'main.ts': text("method: 'GET'")
      .replace('fetch(', 'retry(() => fetch(')
      .replace('(1000) })', '(1000) }))')
      .replace(/^/, "import { retry } from './src/resilience';\n\n"),
    ...put('retry'),
  });
});

test('a download of a minute is repeated by `--fix=all` alone', () => {
  const read = (call: string, before = '') => `${before}export async function file(id: string) {
  const answer = await ${call};
  return answer.arrayBuffer();
}
`;
  const fix = checkFix('module-retry', read(fetched), {
    'main.ts': read(`retry(() => ${fetched})`, "import { retry } from './src/resilience';\n\n"),
    ...put('retry'),
  });
  expect(fix.safety).toBe('dangerous');
});

test('a breaker waits for the bound of its calls: a hang would never count', () => {
  const bare = user("fetch('https://api.users.example/' + id)");
  for (const remedy of ['module-breaker', 'cockatiel-breaker', 'opossum-breaker'])
    noFix(remedy, { 'main.ts': bare, ...manifest('cockatiel', 'opossum') });
});

test('module-retry: an ES module by name says how its imports end', () => {
  const text = (call: string, before = '') => `${before}export const user = async (id) => (await ${call}).json()\n`;
  const made = checkFix(
    'module-retry',
    { 'main.mjs': text(fetched), 'types/other.ts': "import './user';\n", 'types/user.ts': 'export {};\n' },
    { 'main.mjs': text(`retry(() => ${fetched})`, "import { retry } from './src/resilience.js'\n\n"), ...put('retry') },
  );
  expect(made.safety).toBe('suggestion');
});

test('module-breaker: not what may be no call at all, and is asked for that', () => {
  const http = (call: string) => `export const load = async (get?: typeof fetch) => ${call};\n`;
  noFix('module-breaker', http(`get?.('https://api.users.example', ${sig}) ?? 'nothing'`));
  checkFix('module-breaker', http(`await fetch?.('https://api.users.example', ${sig})`), {
    'main.ts': `import { CircuitBreaker } from './src/resilience';\n\nconst usersBreaker = new CircuitBreaker();\n\n${http(`await usersBreaker.run(() => fetch?.('https://api.users.example', ${sig}))`)}`,
    ...put('CircuitBreaker'),
  });
});

test('module-retry: not what its function calls an order, whatever the method', () => {
  noFix(
    'module-retry',
    `export const sendMessage = async (to: string) => (await fetch('https://sms.example/send?to=' + to, ${sig})).ok;\n`,
  );
  noFix(
    'module-retry',
    `export class Sms {\n  async deleteAll() {\n    return (await fetch('https://sms.example/clear', ${sig})).ok;\n  }\n}\n`,
  );
});

test('p-retry, where the project has it and the client throws for a bad status', () => {
  const text = (before: string, after: string, imports = '') =>
    `import axios from 'axios';\n${imports}\nexport const user = (id: string) => ${before}axios.get('https://api.users.example/' + id, { timeout: 1000 })${after};\n`;
  checkFix(
    'p-retry',
    { 'main.ts': text('', ''), ...manifest('axios', 'p-retry') },
    { 'main.ts': text('pRetry(() => ', ', { retries: 2, randomize: true })', "import pRetry from 'p-retry';\n") },
  );
  noFix('p-retry', { 'main.ts': user(fetched), ...manifest('p-retry') });
});

test('module-breaker: one for the host, used again by the next call', () => {
  const once = {
    'main.ts': user(
      `usersBreaker.run(() => ${fetched})`,
      "import { CircuitBreaker } from './src/resilience';\n\nconst usersBreaker = new CircuitBreaker();\n\n",
    ),
    ...put('CircuitBreaker'),
  };
  checkFix('module-breaker', user(fetched), once);
});

test('what the module lacks is put in behind what it has', () => {
  const there = put('withTimeout')['src/resilience.ts'];
  const lacking = missingText({ form: 'typescript' }, 'retry', there) ?? '';
  expect(lacking).toContain('export const retry');
  checkFix(
    'module-retry',
    { 'main.ts': user(fetched), 'src/resilience.ts': there },
    {
      'main.ts': user(`retry(() => ${fetched})`, "import { retry } from './src/resilience';\n\n"),
      'src/resilience.ts': there + lacking,
    },
  );
});

test('what is told once for a dependency is mended at each of its calls, and the title says at how many', () => {
  const text = (before: string, after: string, head = '') =>
    `${head}export const one = async (id: string) => (await ${before}fetch('https://api.users.example/' + id, ${sig})${after}).json();
export const two = async (id: string) => {
  const { name } = await (
    await ${before}fetch(\`https://api.users.example/\${id}\`, ${sig})${after}
  ).json();
  return name;
};
export const other = async () => (await fetch('https://api.teams.example', ${sig})).json();
`;
  const breaker = checkFix('module-breaker', text('', ''), {
    'main.ts': text(
      'usersBreaker.run(() => ',
      ')',
      "import { CircuitBreaker } from './src/resilience';\n\nconst usersBreaker = new CircuitBreaker();\n\n",
    ),
    ...put('CircuitBreaker'),
  });
  expect(breaker.title).toContain('(mends 2 calls)');
  const retry = checkFix('module-retry', text('', ''), {
    'main.ts': text('retry(() => ', ')', "import { retry } from './src/resilience';\n\n"),
    ...put('retry'),
  });
  expect(retry.title).toContain('(mends 2 calls)');
});

test('a breaker stands around the time that an attempt has', () => {
  const web = (before: string, after: string, names: string, more = '') =>
    `import { Resend } from 'resend';\nimport { ${names} } from './src/resilience';\n\n${more}const resend = new Resend('k');\nexport const send = (to: string) => ${before}withTimeout(() => resend.emails.send({ from: 'a@b.c', to, subject: 's', text: 't' }), 5000)${after};\n`;
  checkFix(
    'module-breaker',
    { 'main.ts': web('', '', 'withTimeout'), ...module },
    {
      'main.ts': web('resendBreaker.run(() => ', ')', 'withTimeout, CircuitBreaker', 'const resendBreaker = new CircuitBreaker();\n\n'),
      ...module,
    },
  );
});

test('two calls under a retry of cockatiel get one breaker, joined once', () => {
  const text = (policy: string, imports: string, more = '') =>
    `import axios from 'axios';\nimport { retry, handleAll, ExponentialBackoff${imports} } from 'cockatiel';\n\n${more === '' ? '' : more.split('|')[0]}const usersRetry = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() });\n${more === '' ? '' : more.split('|')[1]}\nexport const one = (id: string) => ${policy}.execute(() => axios.get('https://api.users.example/' + id, { timeout: 1000 }));\nexport const two = (id: string) => ${policy}.execute(() => axios.get('https://api.users.example/b/' + id, { timeout: 1000 }));\n`;
  const breaker =
    'const usersBreaker = circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) });\n\n|const usersPolicy = wrap(usersRetry, usersBreaker);\n';
  checkFix(
    'cockatiel-breaker',
    { 'main.ts': text('usersRetry', ''), ...manifest('axios', 'cockatiel') },
    { 'main.ts': text('usersPolicy', ', circuitBreaker, ConsecutiveBreaker, wrap', breaker) },
  );
});

test('cockatiel and p-retry, too', () => {
  const text = (before: string, after: string, head = '') =>
    `import axios from 'axios';\n${head}\nexport const one = (id: string) => ${before}axios.get('https://api.users.example/' + id, { timeout: 1000 })${after};\nexport const two = (id: string) => ${before}axios.get('https://api.users.example/b/' + id, { timeout: 1000 })${after};\n`;
  checkFix(
    'p-retry',
    { 'main.ts': text('', ''), ...manifest('axios', 'p-retry') },
    { 'main.ts': text('pRetry(() => ', ', { retries: 2, randomize: true })', "import pRetry from 'p-retry';\n") },
  );
  const head =
    "import { circuitBreaker, handleAll, ConsecutiveBreaker } from 'cockatiel';\n\nconst usersBreaker = circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) });\n";
  checkFix(
    'cockatiel-breaker',
    { 'main.ts': text('', ''), ...manifest('axios', 'cockatiel') },
    { 'main.ts': text('usersBreaker.execute(() => ', ')', head) },
  );
});

test('thrown-status: behind the answer', () => {
  const policy = (before: string, after = '') =>
    `import pRetry from 'p-retry';\n\nexport const f = (u: string) =>\n  pRetry(\n    async () => {\n      ${before}\n${after}    },\n    { retries: 2 },\n  );\n`;
  const check = (name: string) =>
    `if (${name}.status === 429 || ${name}.status >= 500) throw new Error(\`fetch answered \${${name}.status}\`);`;
  checkFix(
    'thrown-status',
    policy(`const r = await fetch(u, ${sig});`, '      return r.json();\n'),
    policy(`const r = await fetch(u, ${sig});\n      ${check('r')}`, '      return r.json();\n'),
  );
});

test('thrown-status: whoever repeats by hand is asked', () => {
  const fix = checkFix(
    'thrown-status',
    `const ask = async (u: string) => {\n  const r = await fetch(u, ${sig});\n  return r.json();\n};\nexport async function f(u: string) {\n  for (let i = 0; i < 3; i++) {\n    try {\n      return await ask(u);\n    } catch {\n      await new Promise((r) => setTimeout(r, Math.random() * 100 * 2 ** i));\n    }\n  }\n  throw new Error('gone');\n}\n`,
    `const ask = async (u: string) => {\n  const r = await fetch(u, ${sig});\n  if (r.status === 429 || r.status >= 500) throw new Error(\`fetch answered \${r.status}\`);\n  return r.json();\n};\nexport async function f(u: string) {\n  for (let i = 0; i < 3; i++) {\n    try {\n      return await ask(u);\n    } catch {\n      await new Promise((r) => setTimeout(r, Math.random() * 100 * 2 ** i));\n    }\n  }\n  throw new Error('gone');\n}\n`,
  );
  expect(fix.safety).toBe('dangerous');
});

test('fresh-signal: for each attempt, for each call, or by the option of an instance', () => {
  const policy = (before: string, signal: string) =>
    `import pRetry from 'p-retry';\n\nexport const f = (u: string) => {\n${before}  return pRetry(() => fetch(u, { ${signal} }), { retries: 5 });\n};\n`;
  checkFix(
    'fresh-signal',
    policy('  const signal = AbortSignal.timeout(2000);\n', 'signal'),
    policy('', 'signal: AbortSignal.timeout(2000)'),
  );
  checkFix(
    'fresh-signal',
    `const signal = AbortSignal.timeout(2000);\nexport const f = (u: string) => fetch(u, { signal });\n`,
    `export const f = (u: string) => fetch(u, { signal: AbortSignal.timeout(2000) });\n`,
  );
  const api = (bound: string) =>
    `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://x.test', ${bound} });\nexport const f = (u: string) => api.get(u);\n`;
  checkFix('fresh-signal', api('signal: AbortSignal.timeout(2000)'), api('timeout: 2000'));
});

test('racing-signal: the request ends with the race', () => {
  const race = (options: string) =>
    `export const f = (u: string) =>\n  Promise.race([fetch(u${options}), new Promise((_, j) => setTimeout(() => j(new Error('t')), 1000))]);\n`;
  const fix = checkFix('racing-signal', race(''), race(', { signal: AbortSignal.timeout(1000) }'));
  expect(fix.safety).toBe('suggestion');
});

test('attempt-number: in the place of what knows no end', () => {
  const policy = (name: string, options: string) =>
    `import retry from '${name}';\nimport axios from 'axios';\n\nexport const f = (u: string) => retry(() => axios.get(u, { timeout: 100 }), { ${options} });\n`;
  checkFix('attempt-number', policy('p-retry', 'retries: Infinity'), policy('p-retry', 'retries: 2'));
  checkFix('attempt-number', policy('async-retry', 'forever: true, factor: 2'), policy('async-retry', 'retries: 2, factor: 2'));
  const got = (limit: string) =>
    `import got from 'got';\n\nexport const f = (u: string) => got(u, { timeout: { request: 100 }, retry: { limit: ${limit} } });\n`;
  checkFix('attempt-number', got('Infinity'), got('2'));
});

test('a retry is not put inside of a breaker', () => {
  noFix('p-retry', {
    'main.ts': `import axios from 'axios';
import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';

const breaker = circuitBreaker(handleAll, { halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5) });
export const f = (u: string) => breaker.execute(() => axios.get(u, { timeout: 100 }));
`,
    ...manifest('axios', 'cockatiel', 'p-retry'),
  });
});

test('passed-signal: beside the one that took its place', () => {
  const text = (signal: string) =>
    `export const get = (u: string, init?: RequestInit) => fetch(u, { ...init, signal: ${signal} });\nexport const f = (u: string, signal: AbortSignal) => get(u, { signal });\n`;
  const helper = `const signalOrTimeout = (signal: AbortSignal | null | undefined, ms: number): AbortSignal => {
  const timeout = AbortSignal.timeout(ms);
  // Node may forget a timeout that nobody listens to.
  timeout.addEventListener('abort', () => {});
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
};

`;
  checkFix('passed-signal', text('AbortSignal.timeout(4000)'), helper + text('signalOrTimeout(init?.signal, 4000)'), {
    rule: 'signal-overwritten',
  });
});

test('nothing is repeated that may hang', () => {
  noFix('module-retry', `export const f = async (u: string) => (await fetch(u)).ok;\n`);
});

describe('cockatiel: policies that meet are wrapped, the retry outside', () => {
  const api = `const api = axios.create({ baseURL: 'https://api.users.example', timeout: 1000 });\n`;
  const head = (names: string) => `import axios from 'axios';\nimport { ${names} } from 'cockatiel';\n\n`;
  const retry = `const usersRetry = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() });\n`;
  const breaker = `const usersBreaker = circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) });\n`;
  const joined = `const usersPolicy = wrap(usersRetry, usersBreaker);\n`;
  const call = (policy: string) => `export const user = (id: string) => ${policy}.execute(() => api.get('/users/' + id));\n`;

  test('a breaker inside of a retry', () => {
    checkFix(
      'cockatiel-breaker',
      {
        'main.ts': `${head('retry, handleAll, ExponentialBackoff')}${retry}${api}${call('usersRetry')}`,
        ...manifest('axios', 'cockatiel'),
      },
      {
        'main.ts': `${head('retry, handleAll, ExponentialBackoff, circuitBreaker, ConsecutiveBreaker, wrap')}${breaker}\n${retry}${joined}${api}${call('usersPolicy')}`,
      },
    );
  });

  test('a retry outside of a breaker', () => {
    checkFix(
      'cockatiel-retry',
      {
        'main.ts': `${head('circuitBreaker, handleAll, ConsecutiveBreaker')}${breaker}${api}${call('usersBreaker')}`,
        ...manifest('axios', 'cockatiel'),
      },
      {
        'main.ts': `${head('circuitBreaker, handleAll, ConsecutiveBreaker, retry, ExponentialBackoff, wrap')}${retry}\n${breaker}${joined}${api}${call('usersPolicy')}`,
      },
    );
  });
});

test('opossum-breaker: not for a method, nor for what its function does not hand over, nor without a bound', () => {
  const deps = manifest('axios', 'opossum');
  const api = (bound: string) => `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://x.test'${bound} });\n`;
  noFix('opossum-breaker', {
    'main.ts': `${api(', timeout: 1000')}export class Users {\n  path = '/';\n  user(id: string) {\n    return api.get(this.path + id);\n  }\n}\n`,
    ...deps,
  });
  noFix('opossum-breaker', {
    'main.ts': `${api(', timeout: 1000')}export const user = async (id: string) => {\n  const path = '/' + id;\n  return api.get(path);\n};\n`,
    ...deps,
  });
  noFix('opossum-breaker', { 'main.ts': `${api('')}export const user = (id: string) => api.get(id);\n`, ...deps });
});

test('no breaker for what may go anywhere, and no policy for what gives no promise', () => {
  noFix('module-breaker', `export const f = async (u: string) => (await fetch(u, ${sig})).json();\n`);
  noFix(
    'module-breaker',
    `import * as grpc from '@grpc/grpc-js';
const pkg = grpc.loadPackageDefinition({} as never) as any;
const client = new pkg.users.Users('x:1', grpc.credentials.createInsecure());
export const f = (id: string, done: () => void) => client.getUser({ id }, { deadline: Date.now() + 100 }, done);
`,
  );
  noFix(
    'module-retry',
    `import http from 'node:http';\n\nexport const f = () => http.get('http://x.test', ${sig}, (answer) => answer.resume()).on('error', () => {});\n`,
  );
});

test('one-retry: at the call, or at the client', () => {
  const text = (option: string, own = '') =>
    `import got from 'got';\nimport pRetry from 'p-retry';\n\nconst api = got.extend({ timeout: { request: 100 }${option} });\nexport const f = () => pRetry(() => api.get('https://x.test'${own}), { retries: 4 });\n`;
  checkFix('one-retry', text(''), text('', ', { retry: { limit: 0 } }'), {
    title: 'Leave repeating to the outer layer: `retry.limit: 0` on this call',
  });
  checkFix('one-retry', text(''), text(', retry: { limit: 0 }'), {
    title: 'Leave repeating to the outer layer: `retry.limit: 0` on `api`',
  });
});

describe('module-timeout, for all that is told with a call', () => {
  const text = (calls: Readonly<Record<string, string>>, top = '') =>
    `import { Web3 } from 'web3';\n${top}\nconst web3 = new Web3('https://x.test');\n${Object.entries(calls)
      .map(([name, code]) => `export const ${name} = async () => ${code};\n`)
      .join('')}`;
  const top = "import { withTimeout } from './resilience';\n\nconst REQUEST_TIMEOUT_MS = 5000;\n";
  const before = { block: 'await web3.eth.getBlockNumber()', price: 'await web3.eth.getGasPrice()' };
  const after = {
    block: 'await withTimeout(() => web3.eth.getBlockNumber(), REQUEST_TIMEOUT_MS)',
    price: 'await withTimeout(() => web3.eth.getGasPrice(), REQUEST_TIMEOUT_MS)',
  };

  test('is written at each of them', () => {
    checkFix('module-timeout', { ...module, 'src/a.ts': text(before) }, { ...module, 'src/a.ts': text(after, top) });
  });

  test('leaves a write for whoever asks for it', () => {
    const pay = { pay: 'await web3.eth.sendTransaction({})' };
    const files = { ...module, 'src/a.ts': text({ ...before, ...pay }) };
    const workspace = openWorkspace({ root: '/project', files });
    const [fix] = workspace.findings().flatMap((finding) => workspace.fixes(finding).filter(({ remedy }) => remedy === 'module-timeout'));
    if (fix === undefined) throw new Error('There is no such fix.');
    expect(applyFix(files, fix)['src/a.ts']).toBe(text({ ...after, ...pay }, top));
  });

  describe('stands once for packages among the sources of another', () => {
    const written = (more: string): readonly string[] => {
      const files = {
        'package.json': '{}',
        'src/log.ts': 'export const log = (text: string) => console.log(text);\n',
        'src/loop/package.json': '{}',
        'src/loop/src/chain.ts': `import Web3 from 'web3';\n${more}\nconst web3 = new Web3('https://x.test');\nexport const block = async () => await web3.eth.getBlockNumber();\n`,
      };
      const workspace = openWorkspace({ root: '/project', files });
      const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
      const fix = fixes.find(({ remedy }) => remedy === 'module-timeout');
      if (fix === undefined) throw new Error('There is no such fix.');
      return Object.keys(applyFix(files, fix)).filter((file) => file.endsWith('resilience.ts'));
    };
    test('that take some from there', () => expect(written("import { log } from '../../log';")).toEqual(['src/resilience.ts']));
    test('and in each that does not', () => {
      expect(written("import { log } from '@house/log';")).toEqual(['src/loop/src/resilience.ts']);
      expect(written("import { version } from '../../../package.json';")).toEqual(['src/loop/src/resilience.ts']);
    });
  });

  test('is written in JavaScript for a program of CommonJS, though the package holds TypeScript as well', () => {
    const files = {
      'package.json': '{}',
      'src/page.ts': 'export const page = 1;\n',
      'src/chain.js': `const { Web3 } = require('web3');\n\nconst web3 = new Web3('https://x.test');\nexports.block = async () => await web3.eth.getBlockNumber();\n`,
    };
    const workspace = openWorkspace({ root: '/project', files });
    const fix = workspace
      .findings()
      .flatMap((finding) => workspace.fixes(finding))
      .find(({ remedy }) => remedy === 'module-timeout');
    if (fix === undefined) throw new Error('There is no such fix.');
    const mended = applyFix(files, fix);
    expect(mended['src/chain.js']).toContain("require('./resilience");
    expect(mended['src/resilience.js']).toBe(moduleText({ form: 'commonjs' }, 'withTimeout'));
    expect(mended['src/resilience.ts']).toBeUndefined();
  });

  test('is not written around what was asked before, which a function would not know any more', () => {
    const ask = (before: string, code: string): string =>
      `import { Web3 } from 'web3';\nimport { user } from './user';\n\nconst web3 = new Web3('https://x.test');\nexport async function ask(at: { address?: string }) {\n  ${before}\n  return await web3.eth.getBalance(${code});\n}\n`;
    const other = { 'src/user.ts': `export const user: string | null = process.env.USER ?? null;\n` };
    for (const [before, code] of [
      ['if (!user) return undefined;', 'user'],
      ['if (at.address === undefined) return undefined;', 'at.address'],
    ] as const)
      noFix('module-timeout', { ...module, ...other, 'src/a.ts': ask(before, code) });
    for (const [before, code] of [
      ['if (!web3) return undefined;', "'0x1'"],
      ["if (at.address === '') return undefined;", 'user!'],
    ] as const)
      expect(() => noFix('module-timeout', { ...module, ...other, 'src/a.ts': ask(before, code) })).toThrow();
  });

  test('is not written around what is not asked for yet', () => {
    noFix(
      'module-timeout',
      `import { Client } from 'minio';\n\nconst minio = new Client({ endPoint: 'x.test' } as never);\nexport const list = () => minio.listObjectsV2('a');\n`,
    );
  });
});

test('one-retry: not at a client whose other calls nothing else repeats, nor at a call that only some of its callers repeat', () => {
  const bound = 'timeout: { request: 100 }';
  const shared = `import got from 'got';\nimport pRetry from 'p-retry';\n\nconst api = got.extend({ ${bound} });\nexport const f = () => pRetry(() => api.get('https://x.test'), { retries: 4 });\nexport const g = () => api.get('https://x.test/g');\n`;
  checkFix('one-retry', shared, shared.replace("'https://x.test')", "'https://x.test', { retry: { limit: 0 } })"));
  const atClient = { title: 'Leave repeating to the outer layer: `retry.limit: 0` on `api`' };
  expect(() => checkFix('one-retry', shared, shared, atClient)).toThrow('offers nothing');
  const some = `import got from 'got';\nimport pRetry from 'p-retry';\n\nconst ask = () => got('https://x.test', { ${bound} });\nexport const f = () => pRetry(() => ask(), { retries: 4 });\nexport const g = () => ask();\n`;
  noFix('one-retry', some);
});

test('one-retry: a number that somebody wrote waits for a person', () => {
  const text = (limit: string) =>
    `import got from 'got';\nimport pRetry from 'p-retry';\n\nexport const f = () => pRetry(() => got('https://x.test', { timeout: { request: 100 }${limit} }), { retries: 4 });\n`;
  const safetyOf = (before: string, after: string) => checkFix('one-retry', before, after).safety;
  expect(safetyOf(text(''), text(', retry: { limit: 0 }'))).toBe('suggestion');
  expect(safetyOf(text(', retry: { limit: 5 }'), text(', retry: { limit: 0 }'))).toBe('dangerous');
});

test('one-retry: not inside of one that picks the failures it repeats', () => {
  const text = (again: string) =>
    `import got from 'got';\n\nexport async function f() {\n  for (let attempt = 0; attempt < 5; attempt++) {\n    try {\n      return await got('https://x.test', { timeout: { request: 100 } });\n    } catch (error) {\n      ${again}\n      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** attempt));\n    }\n  }\n}\n`;
  noFix('one-retry', `import { isEmpty } from './answers';\n${text('if (!isEmpty(error)) throw error;')}`);
  checkFix('one-retry', text('console.error(error);'), text('console.error(error);').replace('100 }', '100 }, retry: { limit: 0 }'));
});

test('one-retry: behind the id of the resource above, and the body', () => {
  const files = (more = '') => ({
    'package.json': '{ "dependencies": { "openai": "6.49.0", "p-retry": "7.0.0" } }',
    'main.ts': `import OpenAI from 'openai';\nimport pRetry from 'p-retry';\n\nconst ai = new OpenAI({ timeout: 60000 });\nexport const f = () => pRetry(() => ai.vectorStores.files.create('a', { file_id: 'b' }${more}), { retries: 4 });\n`,
  });
  checkFix('one-retry', files(), files(', { maxRetries: 0 }'), {
    title: 'Leave repeating to the outer layer: `maxRetries: 0` on this call',
  });
});

test('attempt-number: the row of the client, and a policy that says nothing', () => {
  const got = (limit: string) =>
    `import got from 'got';\n\nexport const f = () => got('https://x.test', { timeout: { request: 100 }, retry: { limit: ${limit} } });\n`;
  checkFix('attempt-number', got('Infinity'), got('2'));
  const text = (option: string) =>
    `import axios from 'axios';\nimport { retry, handleAll, ExponentialBackoff } from 'cockatiel';\n\nconst users = retry(handleAll, { backoff: new ExponentialBackoff()${option} });\nexport const f = () => users.execute(() => axios.get('https://x.test', { timeout: 100 }));\n`;
  checkFix('attempt-number', text(''), text(', maxAttempts: 2'));
});

test('jitter-option: a backoff that holds chance', () => {
  const text = (names: string, backoff: string) =>
    `import axios from 'axios';\nimport { ${names} } from 'cockatiel';\n\nconst users = retry(handleAll, { maxAttempts: 2, backoff: new ${backoff} });\nexport const f = () => users.execute(() => axios.get('https://x.test', { timeout: 100 }));\n`;
  checkFix(
    'jitter-option',
    text('retry, handleAll, ConstantBackoff', 'ConstantBackoff(100)'),
    text('retry, handleAll, ConstantBackoff, ExponentialBackoff', 'ExponentialBackoff()'),
  );
});

/** Every way in which a library says "for ever", and the number that takes its place. */
describe('attempt-number: what has no end gets one, by each library', () => {
  const fetched = 'fetch(u, { signal: AbortSignal.timeout(1000) })';
  const run =
    (name: string, call: string, work = `() => ${fetched}`) =>
    (options: string) =>
      `import ${call} from '${name}';\n\nexport const f = (u: string) => ${call.replace(/[{} ]/g, '')}(${work}, { ${options} });\n`;
  const told = (head: string, before: string, after: string) => (options: string) => `${head}\n${before}${options}${after}\n`;
  const rows: readonly (readonly [string, (options: string) => string, string, string])[] = [
    ['p-retry below 7', run('p-retry', 'pRetry'), 'forever: true', 'retries: 2'],
    ['async-retry, none beside it', run('async-retry', 'retry'), 'retries: 0, forever: true', 'retries: 2, forever: false'],
    ['async-retry, both said', run('async-retry', 'retry'), 'retries: 5, forever: true', 'retries: 5, forever: false'],
    ['promise-retry', run('promise-retry', 'promiseRetry', `(again) => ${fetched}.catch(again)`), 'forever: true', 'retries: 2'],
    ['exponential-backoff', run('exponential-backoff', '{ backOff }'), 'numOfAttempts: Infinity', 'numOfAttempts: 3'],
    [
      'retry',
      told(
        "import retry from 'retry';\n\nexport const f = (u: string) => {",
        '  const op = retry.operation({ ',
        ` });\n  op.attempt(() => {\n    ${fetched}.catch((e) => {\n      op.retry(e);\n    });\n  });\n};`,
      ),
      'forever: true',
      'retries: 2',
    ],
    [
      'cockatiel',
      told(
        "import { ConstantBackoff, handleAll, retry } from 'cockatiel';\n",
        'const policy = retry(handleAll, { ',
        `, backoff: new ConstantBackoff(100) });\nexport const f = (u: string) => policy.execute(() => ${fetched});`,
      ),
      'maxAttempts: Infinity',
      'maxAttempts: 2',
    ],
    [
      'axios-retry',
      told(
        "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\n\nconst api = axios.create({ timeout: 1000 });",
        'axiosRetry(api, { retryDelay: axiosRetry.exponentialDelay, ',
        " });\nexport const f = () => api.get('/a');",
      ),
      'retries: Infinity',
      'retries: 2',
    ],
    [
      'rxjs',
      told(
        "import { retry, timeout } from 'rxjs';\nimport { ajax } from 'rxjs/ajax';\n",
        "export const f = () => ajax.getJSON('/a').pipe(timeout(1000), retry({ ",
        ' }));',
      ),
      'delay: 1000',
      'delay: 1000, count: 2',
    ],
    [
      '@tanstack/react-query',
      told(
        "import { useQuery } from '@tanstack/react-query';\n",
        "export const f = (u: string) => useQuery({ queryKey: ['a'], ",
        `, queryFn: () => ${fetched} });`,
      ),
      'retry: true',
      'retry: 2',
    ],
    [
      'kafkajs',
      told(
        "import { Kafka } from 'kafkajs';\n",
        "const kafka = new Kafka({ brokers: ['a'], retry: { ",
        " } });\nexport const producer = kafka.producer();\nexport const f = () => producer.send({ topic: 'a', messages: [] });",
      ),
      'retries: Infinity',
      'retries: 2',
    ],
  ];
  test.each(rows)('%s', (_, text, before, after) => {
    const manifest = JSON.stringify({ type: 'module', dependencies: { 'p-retry': '^6.0.0' } });
    const files = (options: string) => ({ 'main.ts': text(options), 'package.json': manifest });
    // What goes on for ever is not asked what it goes on for, nor how its clients keep step.
    const allowed = ['retry-blind-to-status', 'retry-without-jitter', 'unsafe-retry'];
    const fix = checkFix('attempt-number', files(before), files(after), { rule: 'unbounded-retry', allowed });
    expect(fix).toMatchObject({ title: 'Give up after 3 attempts', safety: 'suggestion' });
  });
});

test('a breaker is named after who runs the host, and hosts of one house are kept apart', () => {
  const text = (before: string, after: string, head = '', more = '') =>
    `${head}export const verify = async (b: string) => (await ${before}fetch('https://challenges.cloudflare.com/verify', { method: 'POST', body: b, signal: AbortSignal.timeout(1000) })${after}).json();\n${more}`;
  const named = (name: string) => `import { CircuitBreaker } from './src/resilience';\n\nconst ${name}Breaker = new CircuitBreaker();\n\n`;
  checkFix('module-breaker', text('', ''), {
    'main.ts': text('cloudflareBreaker.run(() => ', ')', named('cloudflare')),
    ...put('CircuitBreaker'),
  });
  const other = `export const page = 'https://dash.cloudflare.com/x';\n`;
  checkFix('module-breaker', text('', '', '', other), {
    'main.ts': text('cloudflareChallengesBreaker.run(() => ', ')', named('cloudflareChallenges'), other),
    ...put('CircuitBreaker'),
  });
});

test('no breaker for clients that are made for one address each', () => {
  const text = (make: string, before = '', after = '', head = '') =>
    `import axios from 'axios';\n${head}${make}export const state = async (url: string) => (await ${before}client(url).get('/state')${after}).data;\n`;
  noFix('module-breaker', text(`const client = (url: string) => axios.create({ baseURL: url, timeout: 1000 });\n`));
  noFix('module-breaker', text(`const client = (url: { baseURL: string }) => axios.create({ ...url, timeout: 1000 });\n`));
  noFix('module-breaker', text(`const client = (baseURL: string) => axios.create({ timeout: 1000, baseURL });\n`));
  const one = `const client = (key: string) => axios.create({ baseURL: process.env.USERS_URL, timeout: 1000, headers: { key } });\n`;
  checkFix('module-breaker', text(one), {
    'main.ts': text(
      `const axiosBreaker = new CircuitBreaker();\n\n${one}`,
      'axiosBreaker.run(() => ',
      ')',
      "import { CircuitBreaker } from './src/resilience';\n\n",
    ),
    ...put('CircuitBreaker'),
  });
});

test('an import joins the imports, not a `require` further below', () => {
  const text = (call: string, head = '') =>
    `import * as os from 'os';\n${head}\n// eslint-disable-next-line\nconst own: { name: string } = require('../package.json');\n/** What reads it. */\n${user(call).replace('answer.json()', 'os.type() + own.name + (await answer.text())')}`;
  checkFix('module-retry', text(fetched), {
    'main.ts': text(`retry(() => ${fetched})`, "import { retry } from './src/resilience';\n"),
    ...put('retry'),
  });
});

test('a breaker is named after the field that holds its client, or after whose package it is', () => {
  const text = (call: string, before = '', after = '', head = '', more = '') =>
    `import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';\nimport { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\n${head}\n${more}export class Bus {\n  private readonly sns = new SNSClient({ requestHandler: { socketTimeout: 1000 } });\n  private readonly client = new SQSClient({ requestHandler: { socketTimeout: 1000 } });\n  async send() {\n    await ${before}${call}${after};\n  }\n}\n`;
  const imported = "import { CircuitBreaker } from './src/resilience';\n";
  for (const [call, name] of [
    ['this.sns.send(new PublishCommand({}))', 'sns'],
    ["this.client.send(new SendMessageCommand({ QueueUrl: 'a', MessageBody: 'b' }))", 'aws'],
  ] as const) {
    const fixed = text(call, `${name}Breaker.run(() => `, ')', imported, `const ${name}Breaker = new CircuitBreaker();\n\n`);
    checkFix('module-breaker', { 'main.ts': text(call), ...module }, { 'main.ts': fixed, ...module });
  }
});

test('no breaker where an instance without an address is told whom to call', () => {
  const text = (address: string, before = '', after = '', head = '') =>
    `import axios from 'axios';\n${head}const http = axios.create({ timeout: 1000 });\nexport const send = async (url: string, data: string) => (await ${before}http.post(${address}, data)${after}).status;\n`;
  noFix('module-breaker', text('url'));
  noFix('module-breaker', text('`${url}/hook`'));
});

test('what the library gives up by itself is not left behind before that', () => {
  const files = (module: string, connecting: string) => ({
    'main.ts': `import amqp from '${module}';\n\nconst opened = amqp.connect(${connecting});\nexport async function count() {\n  const connection = await opened;\n  const channel = await connection.createChannel();\n  return (await channel.checkQueue('orders')).messageCount;\n}\n`,
    ...manifest('cockatiel'),
  });
  for (const remedy of ['module-timeout', 'cockatiel-timeout']) noFix(remedy, files('amqplib', "'amqp://a.test', { timeout: 500 }"));
});

test('a policy is called after what answers on the same machine, not after where that is', () => {
  const files = (before: string, after: string, head: string) => ({
    'main.ts': `import { CircuitBreaker } from './src/resilience';\nimport { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\n\n${head}const queue = new SQSClient(\n  process.env.LOCAL\n    ? { endpoint: 'http://localhost:9324', requestHandler: { socketTimeout: 1000 } }\n    : { region: 'a', requestHandler: { socketTimeout: 1000 } },\n);\nexport const send = async () => {\n  await ${before}queue.send(new SendMessageCommand({ QueueUrl: 'a', MessageBody: 'b' }))${after};\n};\n`,
    ...module,
  });
  checkFix('module-breaker', files('', '', ''), files('queueBreaker.run(() => ', ')', 'const queueBreaker = new CircuitBreaker();\n\n'));
});

test('no policy of cockatiel around one of many calls that their instance is told for', () => {
  const calls = Array.from(
    { length: 24 },
    (_, i) => `export const get${i} = async () => await db.send(new GetItemCommand({ TableName: 't${i}', Key: {} }));\n`,
  );
  const files = (options: string) => ({
    'main.ts': `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\nimport { options } from './options';\n\nconst db = new DynamoDBClient(${options});\n${calls.join('')}`,
    'options.ts': 'export const options = { region: process.env.REGION };\n',
    ...manifest('cockatiel'),
  });
  const safety = (options: string) => {
    const workspace = openWorkspace({ root: '/project', files: files(options) });
    const [finding] = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
    return finding === undefined
      ? []
      : workspace.fixes(finding).flatMap(({ remedy, safety }) => (remedy === 'cockatiel-timeout' ? [safety] : []));
  };
  expect(safety('options')).not.toContain('suggestion');
});
