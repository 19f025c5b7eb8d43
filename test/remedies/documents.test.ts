import { describe, expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

/** A client that takes a document and its variables, or all of it as one object, in which a signal stands. */

const program = (call: string, before = ''): string =>
  `import { GraphQLClient, gql } from 'graphql-request';\n\n${before}const client = new GraphQLClient('https://x.test');\nexport const user = (id: string) => client.request(${call});\n`;
const signal = 'signal: AbortSignal.timeout(5000)';

// `behind` of a call names what stands behind the document.
describe('a document goes into an object', () => {
  test.each([
    ["'{ a }'", "{ document: '{ a }', signal }"],
    ["'query ($id: ID) { a }', { id }", "{ document: 'query ($id: ID) { a }', variables: { id }, signal }"],
    ['USER, { id }, headers', '{ document: USER, variables: { id }, requestHeaders: headers, signal }'],
    ['userQuery', '{ document: userQuery, signal }'],
  ])('%s', (call, mended) => {
    const before = "declare const USER: any;\nconst userQuery = '{ a }';\ndeclare const headers: Record<string, string>;\n";
    const long = mended.replace('signal', 'signal: AbortSignal.timeout(15000)');
    const fix = checkFix('abort-signal', program(call, before), program(long, before));
    expect(fix.title).toContain('signal');
  });
});

test('an object gets one more property', () => {
  checkFix('abort-signal', program("{ document: '{ a }' }"), program(`{ document: '{ a }', ${signal.replace('5000', '15000')} }`));
});

test('what a function or a name without a meaning gives may be either, and is left', () => {
  noFix('abort-signal', program('documentOf(id)', 'declare const documentOf: (id: string) => string;\n'));
  noFix('abort-signal', program('wanted', 'declare const wanted: any;\n'));
});
