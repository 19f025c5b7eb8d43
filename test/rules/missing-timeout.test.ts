import { expect, test } from 'vitest';
import { check } from '../harness/check';

const rule = 'missing-timeout';

test('a bare fetch', () => {
  const findings = check(
    `
    export const user = () => fetch('https://api.example.com/user');
    //                        ^^^^^ missing-timeout
    `,
    { rule },
  );
  expect(findings[0]?.message).toBe('`fetch` may hang forever: nothing bounds the wait for its answer.');
});
