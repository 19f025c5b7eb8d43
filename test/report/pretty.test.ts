import { describe, expect, test } from 'vitest';
import { callsTable } from '../../src/report/calls-table';
import { frameOf } from '../../src/report/frame';
import { pretty } from '../../src/report/pretty';
import { noPaint, report } from './sample';

test('a finding shows its place, the sentence, the code and the chain of reasons', () => {
  expect(pretty(report(), noPaint)).toBe(
    [
      'src/user.ts:4:23  error  missing-timeout',
      '`api.get` waits forever if the server never answers.',
      '',
      '   3 │ export async function user(id: string) {',
      '   4 │   const answer = await api.get(',
      '     │                        ^^^^^^^',
      '     ├─ axios has no timeout unless `timeout` is set  https://axios-http.com/docs/req_config',
      '     ╰─ `api` is made here without one  src/http.ts:3:20',
      '',
      'src/user.ts:9:27  info  missing-retry',
      'One failed answer of `fetch` is final; 50% | <b>of "them"</b>, [all].',
      '',
      '   8 │ }',
      "   9 │ export const ping = () => fetch('https://status.example.com');",
      '     │                           ^^^^^',
      '     ╰─ the same holds for `api.get`  src/user.ts:1:10',
      '',
      '1 error and 1 remark in 1 file · 2 outgoing calls, 1 with a timeout · 2 files',
      '',
    ].join('\n'),
  );
});

test('nothing found, something silenced, something broken', () => {
  const text = pretty(
    report({ findings: [], suppressed: 2, accepted: 3, problems: [{ path: 'a.ts', message: 'It cannot be parsed.', kind: 'input' }] }),
    noPaint,
  );
  expect(text).toBe(
    'a.ts  problem\nIt cannot be parsed.\n\nNothing to report · 2 outgoing calls, 1 with a timeout · 2 files · 2 silenced by directives · 3 in the baseline · 1 problem\n',
  );
});

test('the inventory is a table', () => {
  expect(callsTable(report(), noPaint)).toBe(
    [
      'call     where          to                          timeout  retry  breaker  bulkhead  fallback  cancel  longest',
      'api.get  src/user.ts:4  https://api.example.com     2 s      –      –        –         –         –       2 s',
      'fetch    src/user.ts:9  https://status.example.com  –        –      –        –         –         –       forever',
      '',
      '2 outgoing calls with 2 clients: 1 has a timeout and 1 has none.',
      '– known to be absent   ? not known   longest: the longest one call can take, with its retries',
      '',
    ].join('\n'),
  );
});

describe('code frames', () => {
  const place = (line: number, column: number, endColumn: number) => ({ path: 'a.ts', line, column, endLine: line, endColumn });
  const drawing = (text: string, where: ReturnType<typeof place>, width = 80) => {
    const { rows, carets } = frameOf(text, where, width);
    return [...rows.map((row) => row.code), carets];
  };

  test('wide characters take two columns', () => {
    expect(drawing('const 名 = go();', place(1, 11, 13))).toEqual(['const 名 = go();', '           ^^']);
  });
  test('what could speak to the terminal is left out', () => {
    expect(drawing('a\u001b[31m = go();', place(1, 10, 12))[0]).toBe('a[31m = go();');
  });
  test('a very long line is cut around the squiggle', () => {
    const text = `${'x'.repeat(5000)}fetch()${'y'.repeat(5000)}`;
    const [code = '', carets = ''] = drawing(text, place(1, 5001, 5006));
    expect(code.length).toBeLessThan(80);
    expect(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('fetch');
  });
  test('CRLF, and a squiggle at the end of the file', () => {
    expect(drawing('one();\r\ntwo', place(2, 1, 4))).toEqual(['one();', 'two', '^^^']);
  });
});
