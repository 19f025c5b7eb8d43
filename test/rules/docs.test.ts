import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { directiveRules } from '../../src/engine/directive-rules';
import { rules } from '../../src/rules';
import { analyse, type Source } from '../harness/check';

const folder = fileURLToPath(new URL('../../docs/rules', import.meta.url));
const sections = ['What it reports', 'Why it hurts', 'Examples', 'How to mend it', 'When to leave it be', 'See also'];

describe.each([...rules, ...directiveRules].map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const path = join(folder, `${id}.md`);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

  test('has a page that opens with its summary', () => {
    expect(page.split('\n\n').slice(0, 2)).toEqual([`# ${id}`, rule.summary]);
  });

  test('has every section, in order, and something in each', () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map((found) => found[1])).toEqual(sections);
    for (const body of page.split(/^## .+$/m).slice(1)) expect(body.trim().length).toBeGreaterThan(10);
  });

  test('reports every bad example', () => {
    const bad = blocks(page, 'bad');
    expect(bad.length).toBeGreaterThan(0);
    for (const source of bad) expect(analyse(source).findings.map((finding) => finding.rule)).toContain(id);
  });

  test('is silent on every good example, as is every other rule above a remark', () => {
    const good = blocks(page, 'good');
    expect(good.length).toBeGreaterThan(0);
    for (const source of good) {
      const { findings, calls } = analyse(source);
      expect(calls.length).toBeGreaterThan(0);
      expect(findings.filter((finding) => finding.rule === id || finding.severity !== 'info').map((finding) => finding.message)).toEqual(
        [],
      );
    }
  });

  test('points to pages that exist', () => {
    for (const [, target = ''] of page.matchAll(/\]\(([a-z-]+\.md)\)/g)) expect(existsSync(join(folder, target)), target).toBe(true);
  });
});

test('every rule has its file, its test and its line, in order', () => {
  const ids = rules.map((rule) => rule.id);
  expect(ids).toEqual([...ids].sort());
  const files = (path: string) => readdirSync(fileURLToPath(new URL(path, import.meta.url)));
  expect(files('../../src/rules').filter((file) => file !== 'index.ts')).toEqual(ids.map((id) => `${id}.ts`));
  expect(files('.')).toEqual(expect.arrayContaining(ids.map((id) => `${id}.test.ts`)));
});

test('a summary is one sentence', () => {
  for (const { summary } of rules) expect(summary).toMatch(/^[A-Z][^.]*\.$/);
});

/** The examples of one kind; lines such as `// file: http.ts` part the files of one example. */
function blocks(page: string, kind: 'bad' | 'good'): Source[] {
  return [...page.matchAll(new RegExp(`^\`\`\`ts ${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => {
    const parts = code.split(/^\/\/ file: (.+)\n/m);
    if (parts.length === 1) return code;
    return { files: Object.fromEntries(parts.slice(1).flatMap((part, i, all) => (i % 2 === 0 ? [[part, all[i + 1] ?? '']] : []))) };
  });
}
