import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import type { GuardedCall } from '../../src/model/call';
import { moduleText } from '../../src/remedies/module/module-text';

function callIn(text: string, file = 'src/main.ts', module = moduleText({ form: 'typescript' })): GuardedCall {
  const workspace = openWorkspace({
    root: '/project',
    files: { [file]: text, [`src/resilience.${file.endsWith('.js') ? 'js' : 'ts'}`]: module },
  });
  expect(workspace.analyse().problems).toEqual([]);
  const calls = workspace.analyse().calls;
  expect(calls).toHaveLength(1);
  return calls[0]!;
}

describe('a copy of the resilience module is known for what it is', () => {
  test('all of it around one call', () => {
    const { profile, layers } = callIn(`
      import { bulkhead, CircuitBreaker, fallback, retry, withTimeout } from './resilience.js';
      const breaker = new CircuitBreaker();
      const limit = bulkhead(10);
      export const user = (url: string) =>
        fallback(() => limit(() => retry(() => breaker.run(() => withTimeout((signal) => fetch(url, { signal }), 5000)), { attempts: 4 })), () => undefined);
    `);
    expect(profile.timeout).toMatchObject({ is: 'present', layer: { ms: 5000, covers: 'total' } });
    expect(profile.retry).toMatchObject({
      is: 'present',
      layer: { attempts: 4, backoff: 'exponential', jitter: true, permanent: false, onStatus: true },
    });
    expect(profile.breaker).toMatchObject({ is: 'present', layer: { lives: 'module', onStatus: true } });
    expect(profile.bulkhead).toMatchObject({ is: 'present', layer: { limit: 10, lives: 'module' } });
    expect(profile.fallback).toMatchObject({ is: 'present' });
    const order: readonly string[] = ['timeout', 'breaker', 'retry', 'bulkhead', 'fallback'];
    expect(layers.map(({ kind }) => kind).filter((kind) => order.includes(kind))).toEqual(order);
  });

  test.each([
    [
      'a namespace',
      `import * as safe from './resilience'; export const user = (u: string) => safe.withTimeout((s) => fetch(u, { signal: s }), 5000);`,
    ],
    [
      'a barrel',
      `import { withTimeout } from './barrel'; export const user = (u: string) => withTimeout((s) => fetch(u, { signal: s }), 5000);`,
    ],
  ])('by %s', (_, text) => {
    const files = {
      'src/main.ts': text,
      'src/barrel.ts': `export * from './resilience';`,
      'src/resilience.ts': moduleText({ form: 'typescript' }),
    };
    const { calls } = openWorkspace({ root: '/project', files }).analyse();
    expect(calls[0]?.profile.timeout).toMatchObject({ is: 'present', layer: { ms: 5000 } });
  });

  test('in CommonJS', () => {
    const { profile } = callIn(
      `const { retry, withTimeout } = require('./resilience'); exports.user = (u) => retry(() => withTimeout((signal) => fetch(u, { signal }), 5000));`,
      'src/main.js',
      moduleText({ form: 'commonjs' }),
    );
    expect(profile.retry).toMatchObject({ is: 'present', layer: { attempts: 3 } });
    expect(profile.timeout).toMatchObject({ is: 'present', layer: { ms: 5000 } });
  });

  test.each(['typescript', 'commonjs'] as const)('a part of it, and what somebody added to it, in %s', (form) => {
    const ending = form === 'typescript' ? 'ts' : 'js';
    const own = `function mine(u) { return fetch(u); }\n`;
    const [imported, added, asked] =
      form === 'typescript'
        ? [`import { mine, withTimeout } from './resilience';`, `export ${own}`, 'export const user']
        : [`const { mine, withTimeout } = require('./resilience');`, `${own}exports.mine = mine;\n`, 'exports.user'];
    const files = {
      [`src/main.${ending}`]: `${imported}\n${asked} = (u) => withTimeout((signal) => fetch(u, { signal }), 5000).then(() => mine(u));\n`,
      [`src/resilience.${ending}`]: moduleText({ form }, 'withTimeout') + added,
    };
    const { calls } = openWorkspace({ root: '/project', files }).analyse();
    expect(calls.map(({ site, profile }) => [site.at.file, profile.timeout.is])).toEqual([
      [`src/main.${ending}`, 'present'],
      [`src/resilience.${ending}`, 'absent'],
    ]);
  });

  test('a module of the same name is read as it is', () => {
    const { profile } = callIn(
      `import { withTimeout } from './resilience'; export const user = (u: string) => withTimeout(() => fetch(u));`,
      'src/main.ts',
      'export const withTimeout = <T>(run: () => T): T => run();',
    );
    expect(profile.timeout).toMatchObject({ is: 'absent' });
  });
});
