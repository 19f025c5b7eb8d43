import { describe, test } from 'vitest';
import { check } from '../harness/check';

const rule = 'missing-timeout';

const imports: Readonly<Record<string, string>> = {
  'the module itself': `import AbortController from 'abort-controller';`,
  'what a module exports': `import { AbortController } from 'node-abort-controller';`,
  'what is required': `const AbortController = require('abort-controller');`,
  'what is taken out of what is required': `const { AbortController } = require('abort-controller');`,
  'what is taken out of another that is required': `const { AbortController } = require('node-abort-controller');`,
  'a file of a package': `import { AbortController } from 'abortcontroller-polyfill/dist/cjs-ponyfill';`,
};

describe.each(Object.entries(imports))('%s stands for what the platform has', (_, line) => {
  test('a timer behind it bounds a call', () => {
    check(
      `${line}
      import fetch from 'node-fetch';
      export async function user() {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), 5000);
        return (await fetch('https://x.test', { signal: controller.signal })).json();
      }`,
      { rule },
    );
  });

  test('without a timer nothing does', () => {
    check(
      `${line}
      import fetch from 'node-fetch';
      export async function user(leave: (stop: () => void) => void) {
        const controller = new AbortController();
        leave(() => controller.abort());
        return (await fetch('https://x.test', { signal: controller.signal })).json();
        //            ^^^^^ missing-timeout
      }`,
      { rule },
    );
  });
});

test('something else of such a package stands for nothing', () => {
  check(
    `import { anything } from 'node-abort-controller';
    import fetch from 'node-fetch';
    export const user = async () => (await fetch('https://x.test', { signal: new anything().signal })).json();`,
    { rule },
  );
});
