import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

/** Files of calls: enough of them that memory is looked at. */
function project(): Record<string, string> {
  const made: Record<string, string> = {
    'package.json': '{"name":"many","dependencies":{"axios":"1.7.0"}}',
  };
  for (let i = 0; i < 40; i++) {
    const calls = Array.from(
      { length: 30 },
      (_, j) =>
        `export const read${j} = async (id: string) => (await axios.get('https://api.test/${i}/${j}/' + id, { timeout: ${j} })).data;`,
    );
    made[`src/part${i}.ts`] = `import axios from 'axios';\n${calls.join('\n')}\n`;
  }
  return made;
}

/** What is found, and how the first of it would be mended. */
const plain = (workspace: ReturnType<typeof openWorkspace>): string => {
  const findings = workspace.findings();
  return JSON.stringify([
    findings,
    findings.slice(0, 20).map((finding) => workspace.fixes(finding).map(({ title, edits }) => ({ title, edits }))),
  ]);
};

describe('a project of which more is kept than there is memory for', () => {
  it('is told of as any other, before and after an edit', () => {
    const asked = { full: 0, roomy: 0 };
    const files = project();
    const full = openWorkspace({ root: '/p', files, resident: true, isFull: () => ++asked.full > 0 });
    expect(full.findings().length).toBeGreaterThan(0);
    expect(asked.full).toBe(1);
    const edited = `${files['src/part3.ts']}export const other = () => fetch('https://other.test/now');\n`;
    full.update('src/part3.ts', edited);
    const answer = plain(full);
    // What was too much once is not tried again.
    expect(asked.full).toBe(1);
    const roomy = openWorkspace({ root: '/p', files, resident: true, isFull: () => ++asked.roomy < 0 });
    roomy.findings();
    roomy.update('src/part3.ts', edited);
    expect(answer).toBe(plain(roomy));
    expect(asked.roomy).toBeGreaterThan(1);
    expect(answer).toContain('other.test');
  });
});
