import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { clients } from '../../src/cli/clients';
import { readRequest } from '../../src/cli/request';
import { plain } from '../../src/cli/terminal';
import { clientRow, guardText } from '../../src/report/clients';

/** What `breakwater clients …` writes. */
function told(...args: readonly string[]): string {
  const out: string[] = [];
  const exit = clients(readRequest(['clients', ...args]), { out: (text) => out.push(text), note: () => {}, paint: plain, watched: false });
  expect(exit).toBe(0);
  return out.join('');
}

describe('breakwater clients', () => {
  test('lists every client and guard with what docs/clients.md says of it', () => {
    const text = told();
    const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
    for (const model of catalog.clients) {
      const { name, bounded, retries, evidence } = clientRow(model);
      for (const part of [name, bounded, retries, evidence]) expect(text).toContain(part);
      expect(page).toContain(`| \`${name}\` | ${bounded.replace(/\|/g, '\\|')} | ${retries.replace(/\|/g, '\\|')} |`);
    }
    for (const { id } of catalog.guards) expect(text).toContain(id);
  });

  test('says all of one: by its id, by a module, by a global', () => {
    expect(told('axios')).toMatch(/^axios\n {2}bounded by default {2}nothing\n/);
    expect(told('@aws-sdk/client-s3')).toContain('AWS SDK');
    expect(told('XMLHttpRequest')).toContain('timeout');
    expect(told('cockatiel')).toContain('timeout, retry, breaker, bulkhead, fallback');
    expect(JSON.parse(told('pg', '--format', 'json'))).toMatchObject({ schemaVersion: 1, clients: [{ id: 'pg' }], guards: [] });
  });

  test('says what was read where the rest was executed, as docs/clients.md does', () => {
    const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
    const partly = [...catalog.clients, ...catalog.guards].flatMap(({ id, evidence }) =>
      evidence.flatMap(({ except = [] }) => except.map((row) => ({ id, row }))),
    );
    expect(partly.length).toBeGreaterThan(0);
    for (const { id, row } of partly) {
      expect(told(id)).toContain(`read, not executed: ${row}`);
      expect(page).toContain(`| \`${id}\` | \`${row.slice(0, row.lastIndexOf(': '))}\` |`);
    }
    const [guard] = catalog.guards;
    if (guard === undefined) throw new Error('there is no guard');
    const evidence = [{ url: 'u', versions: '1', how: 'executed', except: ['retry: a reason'] }] as const;
    expect(guardText({ ...guard, evidence })).toContain('read, not executed: retry: a reason');
  });

  test('a name that is not known is a wrong request, with the nearest one', () => {
    expect(() => told('axois')).toThrow('`axois` is not known; did you mean `axios`?');
    expect(() => told('axios', 'got')).toThrow('One library at a time');
  });
});
