import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A controller that is handed to a function of the project is aborted by what that does. */

const timeout = (helper: string, use: string, more = ''): string => {
  const files = {
    'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { express: '5.0.0' } }),
    'aborts.ts': helper,
    'ask.ts': `
      import { withHelper } from './aborts';
      async function ask(url: string, signal?: AbortSignal) {
        const controller = new AbortController();
        ${use}
        return fetch(url, { signal: controller.signal });
      }
      ${more === '' ? "export const user = (id: string) => ask('https://a.test/' + id);" : more}
    `,
  };
  const { profile } = analyse({ files }).calls[0]!;
  return profile.timeout.is === 'present' ? String(profile.timeout.layer.ms) : profile.timeout.is;
};

const late = 'export function withHelper(controller: AbortController, ms: number) { setTimeout(() => controller.abort(), ms); }';
const follow = `export function withHelper(controller: AbortController, signal?: AbortSignal) {
  if (signal === undefined) return () => controller.abort();
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort);
  return abort;
}`;

test.each([
  ['by a timer', late, 'withHelper(controller, 700);', '700'],
  [
    'by a timer that calls a member',
    late.replace('() => controller.abort()', 'controller.abort.bind(controller)'),
    'withHelper(controller, 700);',
    '700',
  ],
  [
    'by nothing',
    'export function withHelper(controller: AbortController) { console.log(controller.signal.aborted); }',
    'withHelper(controller);',
    'absent',
  ],
  ['by a signal that nobody brings', follow, 'withHelper(controller, signal);', 'absent'],
  ['by what it gives back, which a timer calls', follow, 'setTimeout(withHelper(controller, signal), 900);', '900'],
  ['by what it gives back, which goes elsewhere at once', follow, 'enlist(withHelper(controller, signal));', 'unknown'],
  [
    'by what it gives back, which has a name and a timer',
    follow,
    'const stop = withHelper(controller, signal); setTimeout(stop, 900);',
    '900',
  ],
  ['by what it gives back, in a timer', follow, 'const stop = withHelper(controller, signal); setTimeout(() => { stop(); }, 900);', '900'],
  ['by what it gives back, which goes elsewhere', follow, 'const stop = withHelper(controller, signal); enlist(stop);', 'unknown'],
  [
    'where it is handed on',
    'export function withHelper(controller: AbortController) { enlist(controller); }',
    'withHelper(controller);',
    'unknown',
  ],
  [
    'where it is kept',
    'export const all = { one: undefined };\nexport function withHelper(controller: AbortController) { all.one = controller; }',
    'withHelper(controller);',
    'unknown',
  ],
])('%s', (_, helper, use, is) => {
  expect(timeout(helper, use)).toBe(is);
});

test('by a signal with a time that a caller brings', () => {
  const more = "export const user = (id: string) => ask('https://a.test/' + id, AbortSignal.timeout(800));";
  expect(timeout(follow, 'withHelper(controller, signal);', more)).toBe('800');
});

test('by a signal that whoever calls may bring', () => {
  expect(timeout(follow, 'withHelper(controller, signal);', 'export { ask };')).toBe('unknown');
});
