import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Each of these ended the command: an option was asked of what holds itself. */
test.each([
  ['of the platform', 'let options = given; if (url) options = new Headers(options); return fetch(url, options);'],
  ['in a loop', 'let options = { a: 1 }; for (;;) { options = new Map(options); return fetch(url, options); }'],
  ['of a library', 'let options = given; if (url) options = new Wrapped(options); return fetch(url, options);'],
  [
    'by two ways',
    'let options = given; let more = options; if (url) { options = new Headers(more); more = new Map(options); } return fetch(url, options);',
  ],
  [
    'of many',
    `let o = given;${Array.from({ length: 40 }, (_, i) => ` if (url[${i}]) o = new Headers(o);`).join('')} return fetch(url, o);`,
  ],
])('options that are made of themselves: %s', (_, body) => {
  const { calls, problems } = analyse(`import { Wrapped } from 'wrapping';\nexport function send(url: string, given: any) { ${body} }\n`);
  expect(problems).toEqual([]);
  expect(calls.map(({ profile }) => profile.timeout.is)).toEqual(['unknown']);
});

test('what one place makes for two callers is what each of them handed in', () => {
  const { calls } = analyse(`
    import { NodeHttpHandler } from '@smithy/node-http-handler';
    import { S3 } from '@aws-sdk/client-s3';
    const handler = (ms: number) => new NodeHttpHandler({ requestTimeout: ms });
    const client = new S3({ requestHandler: process.env.SLOW ? handler(1000) : handler(2000) });
    export const load = (Key: string) => client.getObject({ Bucket: 'b', Key });
  `);
  const bounds = calls.flatMap(({ layers }) =>
    layers.flatMap((layer) => (layer.kind === 'timeout' && layer.by === 'option' ? [layer.ms] : [])),
  );
  expect(bounds).toContain(2000);
});
