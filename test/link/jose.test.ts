import { expect, test } from 'vitest';
import { callsIn } from '../harness/check';

const listed = (text: string): readonly (readonly unknown[])[] =>
  [...(callsIn({ 'main.ts': text }).get('main.ts') ?? [])].map(({ site, profile: { timeout } }) => [
    site.name,
    timeout.is === 'present' ? timeout.layer.ms : timeout.is,
  ]);

test('what is verified against the keys of an issuer asks for them', () => {
  expect(
    listed(`
      import { createRemoteJWKSet, jwtVerify } from 'jose';
      const keys = createRemoteJWKSet(new URL('https://issuer.test/keys'));
      const quick = createRemoteJWKSet(new URL('https://issuer.test/keys'), { timeoutDuration: 1000 });
      export const who = (token: string) => jwtVerify(token, keys, { issuer: 'https://issuer.test' });
      export const soon = (token: string) => jwtVerify(token, quick);
      export const anew = () => keys.reload();
    `),
  ).toEqual([
    ['jwtVerify', 5000],
    ['jwtVerify', 1000],
    ['keys.reload', 5000],
  ]);
});

test('through whatever they come: a member that is filled when it is first asked for, and a library that is loaded late', () => {
  expect(
    listed(`
      const library = () => import('jose');
      export class Door {
        private keys?: ReturnType<typeof import('jose').createRemoteJWKSet>;
        private async issuer() {
          const { createRemoteJWKSet } = await library();
          this.keys ??= createRemoteJWKSet(new URL('https://issuer.test/keys'), { cooldownDuration: 60_000 });
          return this.keys;
        }
        async open(token: string) {
          const { jwtVerify } = await library();
          return jwtVerify(token, await this.issuer());
        }
      }
    `),
  ).toEqual([['jwtVerify', 5000]]);
});

test('a key of the program is asked for nowhere, and of one that is handed in nothing is known', () => {
  expect(
    listed(`
      import { createLocalJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
      const local = createLocalJWKSet({ keys: [] });
      const secret = new TextEncoder().encode('secret');
      export const one = (token: string) => jwtVerify(token, local);
      export const two = (token: string) => jwtVerify(token, secret);
      export const three = (token: string, keys: JWTVerifyGetKey) => jwtVerify(token, keys);
    `),
  ).toEqual([]);
});
