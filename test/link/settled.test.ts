import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Helpers that bound a promise, or what makes one, by a timer of their own. */
const head = 'new Promise<T>((resolve, reject) => { const timer = setTimeout(() => reject(new Error("late")), ms);';
const given = (body: string): string => `export const within = <T>(work: Promise<T>, ms: number): Promise<T> => ${head} ${body} });`;
const made = (body: string): string => `export const within = <T>(work: () => Promise<T>, ms: number): Promise<T> => ${head} ${body} });`;

const bound = (helper: string, call: string): unknown => {
  const { calls } = analyse({
    files: { 'within.ts': helper, 'main.ts': `import { within } from './within';\nexport const go = (url: string) => ${call};` },
  });
  const [timeout] = (calls[0]?.layers ?? []).filter((layer) => layer.kind === 'timeout');
  return timeout?.kind === 'timeout' ? timeout.ms : undefined;
};

const promise = 'within(fetch(url), 700)';
const work = 'within(() => fetch(url), 700)';

test.each([
  ['hands on how it ends', given('work.then(resolve, reject).finally(() => clearTimeout(timer));'), promise, 700],
  [
    'clears in either handler',
    given('work.then((v) => { clearTimeout(timer); resolve(v); }, (e) => { clearTimeout(timer); reject(e); });'),
    promise,
    700,
  ],
  ['hands on one end at a time', given('work.then(resolve).catch(reject).finally(() => clearTimeout(timer));'), promise, 700],
  ['clears before it hands on', given('work.finally(() => clearTimeout(timer)).then(resolve, reject);'), promise, 700],
  ['waits in a function of its own', given('(async () => { try { resolve(await work); } catch (e) { reject(e); } })();'), promise, 700],
  ['is given more than the call', given('work.then(resolve, reject);'), 'within(fetch(url).then((answer) => answer.json()), 700)', 700],
  [
    'hands it on to another',
    `${given('work.then(resolve, reject);').replace('within', 'inner')}\nexport const within = <T>(work: Promise<T>, ms: number) => inner(work, ms);`,
    promise,
    700,
  ],
  [
    'races with what is chained to it',
    `export const within = <T>(work: Promise<T>, seconds: number): Promise<T> => {
      let timer: NodeJS.Timeout;
      return Promise.race([
        work.then((v) => { clearTimeout(timer); return v; }, (e) => { clearTimeout(timer); throw e; }),
        new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error('late')), seconds * 1000); }),
      ]);
    };`,
    'within(fetch(url), 7)',
    7000,
  ],
  [
    'races with what it names',
    `export const within = <T>(work: Promise<T>, ms: number): Promise<T> => {
      const done = work.then((v) => v).finally(() => console.log('done'));
      return Promise.race([done, new Promise<never>((_, reject) => { setTimeout(() => reject(new Error('late')), ms); })]);
    };`,
    promise,
    700,
  ],
  ['runs what it is given', made('work().then(resolve, reject).finally(() => clearTimeout(timer));'), work, 700],
  ['runs it behind a promise', made('Promise.resolve().then(work).then(resolve, reject);'), work, 700],
])('a helper that %s', (_, helper, call, ms) => {
  expect(bound(helper, call)).toBe(ms);
});

test.each([
  [
    'races with something else',
    `export const within = <T>(work: Promise<T>, ms: number): Promise<T> => {
      const other = Promise.resolve().then(() => 1);
      void Promise.race([other, new Promise<never>((_, reject) => { setTimeout(() => reject(new Error('late')), ms); })]);
      return work.then((v) => v);
    };`,
    promise,
  ],
  ['does not use what it is given', given('resolve(undefined as T);'), promise],
  ['stops its timer at once', given('clearTimeout(timer); work.then(resolve, reject);'), promise],
  [
    'stops its timer by what else ends',
    given('other.finally(() => clearTimeout(timer)); work.then(resolve, reject);').replace(
      'export',
      'declare const other: Promise<void>;\nexport',
    ),
    promise,
  ],
  [
    'has a timer that settles nothing',
    given('work.then(resolve, reject);').replace('reject(new Error("late"))', 'console.warn("late")'),
    promise,
  ],
])('a helper bounds nothing that %s', (_, helper, call) => {
  expect(bound(helper, call)).toBeUndefined();
});

/** A call that is made when a socket stands, inside of a promise that a timer settles. */
const told = (executor: string): unknown => {
  const { calls } = analyse(`
    import net from 'node:net';
    import tls from 'node:tls';
    export const open = (host: string, ms: number) => new Promise((resolve, reject) => {
      const socket = net.connect({ host, port: 443, timeout: 1000 });
      ${executor}
    });
  `);
  const [timeout] = (calls.find(({ site }) => site.name === 'tls.connect')?.layers ?? []).filter((layer) => layer.kind === 'timeout');
  return timeout?.kind === 'timeout' ? { ms: timeout.ms, cancels: timeout.cancels } : undefined;
};

const fail = 'const fail = (error: Error) => { clearTimeout(timer); socket.destroy(); reject(error); };';
const pass = 'const pass = (answer: unknown) => { clearTimeout(timer); resolve(answer); };';
const timer = "const timer = setTimeout(() => fail(new Error('late')), 700);";
const secure = (then: string): string =>
  `socket.on('connect', () => { socket.on('data', () => { const secured = tls.connect({ socket }); ${then} }); });`;

test.each([
  ['by a function beside it', `${fail} ${pass} ${timer} ${secure("secured.on('secureConnect', () => { pass(secured); });")}`, true],
  [
    'itself',
    `const timer = setTimeout(() => reject(new Error('late')), 700); ${secure("secured.on('secureConnect', () => resolve(1));")}`,
    false,
  ],
  ['with what is handed on', `setTimeout(() => reject(new Error('late')), 700); ${secure("secured.on('secureConnect', resolve);")}`, false],
])('a timer settles the promise in whose listeners a call is made, %s', (_, executor, cancels) => {
  expect(told(executor)).toEqual({ ms: 700, cancels });
});

test.each([
  [
    'that was settled before',
    `${fail} ${pass} ${timer} socket.on('connect', () => pass(socket)); socket.on('data', () => { tls.connect({ socket }); });`,
  ],
  [
    'whose timer only warns',
    `${pass} const timer = setTimeout(() => console.warn('late'), 700); ${secure('secured.on("secureConnect", pass);')}`,
  ],
  ['that has no timer', secure("secured.on('secureConnect', resolve);")],
])('nothing bounds a call in a listener of a promise %s', (_, executor) => {
  expect(told(executor)).toBeUndefined();
});
