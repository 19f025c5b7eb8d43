import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { clients } from '../../src/cli/clients';
import { readRequest } from '../../src/cli/request';
import { plain } from '../../src/cli/terminal';
import { clientRow } from '../../src/report/clients';

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

  test('a name that is not known is a wrong request, with the nearest one', () => {
    expect(() => told('axois')).toThrow('`axois` is not known; did you mean `axios`?');
    expect(() => told('axios', 'got')).toThrow('One library at a time');
  });
});
