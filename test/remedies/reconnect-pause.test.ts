import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

const opened = (handler: string, head = 'export function connect()') =>
  `import WebSocket from 'ws';\n\n${head} {\n  const socket = new WebSocket('wss://x.test', { handshakeTimeout: 1000 });\n  // again\n  socket.on('close', ${handler});\n}\n`;
const wait = '1000 + Math.random() * 4000';

test.each([
  ['the handler calls', '() => connect()', `() => setTimeout(() => connect(), ${wait})`],
  ['the handler is the function itself', 'connect', `() => setTimeout(connect, ${wait})`],
  [
    'the handler does more',
    "() => {\n    console.log('gone');\n    connect();\n  }",
    `() => {\n    console.log('gone');\n    setTimeout(() => connect(), ${wait});\n  }`,
  ],
])('%s', (_, before, after) => {
  for (const rule of ['unbounded-retry', 'retry-without-backoff']) {
    const fix = checkFix('reconnect-pause', opened(before), opened(after), { rule });
    expect(fix).toMatchObject({ title: 'Wait one to five seconds before connecting again', safety: 'suggestion' });
  }
});

test('a method, and what it needs, stay what they are', () => {
  const text = (call: string) =>
    `import WebSocket from 'ws';\n\nexport class Feed {\n  connect(url: string) {\n    const socket = new WebSocket(url, { handshakeTimeout: 1000 });\n    socket.on('close', () => ${call});\n  }\n}\n`;
  checkFix('reconnect-pause', text('this.connect(url)'), text(`setTimeout(() => this.connect(url), ${wait})`));
});

test.each([
  ['what waits already', '() => setTimeout(connect, 1000)', undefined],
  ['what is handed the event', 'connect', 'export function connect(event?: unknown)'],
  ['what waits for the next connection', 'async () => {\n    await connect();\n  }', 'export async function connect()'],
])('%s is left alone', (_, handler, head) => noFix('reconnect-pause', opened(handler, head)));
