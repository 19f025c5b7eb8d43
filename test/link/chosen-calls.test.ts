import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What is written behind a choice between two calls is said of either of them. */

const sockets = (chosen: string, held: string): string => `
  import net from 'node:net';
  import tls from 'node:tls';
  export class Line {
    socket?: net.Socket;
    open(secure: boolean, host: string) {
      ${chosen}
      ${held}.once('timeout', () => ${held}.destroy(new Error('late')));
      ${held}.on('error', () => undefined);
    }
  }
`;

const options = '{ host, port: 9092, timeout: 5000 }';

test.each([
  ['field', `this.socket = secure ? tls.connect(${options}) : net.connect(${options});`, 'this.socket'],
  ['name', `const socket = secure ? tls.connect(${options}) : net.connect(${options});`, 'socket'],
  ['name with a fallback', `const socket = this.socket ?? net.connect(${options});`, 'socket'],
  ['name chosen twice', `const socket = secure ? tls.connect(${options}) : (this.socket ?? net.connect(${options}));`, 'socket'],
])('a silence is ended by a listener of the %s that a choice goes into', (_, chosen, held) => {
  const { calls, findings } = analyse(sockets(chosen, held));
  expect(calls.length).toBeGreaterThan(0);
  for (const { profile } of calls) expect(profile.timeout).toMatchObject({ is: 'present', layer: { ms: 5000 } });
  expect(findings.filter(({ rule }) => rule === 'ineffective-timeout')).toEqual([]);
});

test('the listener of another field ends nothing', () => {
  const { findings } = analyse(sockets(`this.other = secure ? tls.connect(${options}) : net.connect(${options});`, 'this.socket'));
  expect(findings.filter(({ rule }) => rule === 'ineffective-timeout')).toHaveLength(2);
});
