import { expect, test } from 'vitest';
import { type LogLevel, makeLog } from '../../src/server/log';

test.each<[LogLevel, readonly string[]]>([
  ['off', []],
  ['error', ['error']],
  ['warn', ['error', 'warn']],
  ['info', ['error', 'warn', 'info']],
  ['debug', ['error', 'warn', 'info', 'debug']],
])('at %s', (level, wanted) => {
  const said: string[] = [];
  const note = (kind: string) => () => void said.push(kind);
  const console = { error: note('error'), warn: note('warn'), info: note('info'), debug: note('debug') };
  const log = makeLog({ console }, () => level);
  for (const kind of ['debug', 'info', 'warn', 'error'] as const) log[kind]('words');
  expect(said.sort()).toEqual([...wanted].sort());
});
