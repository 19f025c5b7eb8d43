import { describe, expect, test } from 'vitest';
import { lineHashes } from '../../src/report/line-hash';
import { sarif } from '../../src/report/sarif';
import { noPaint, report } from './sample';

describe('the hash of a line is the one code scanning computes', () => {
  test.each([
    ['', ['c129715d7a2bc9a3:1']],
    [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
    [
      ' hello; \t\nworld!!!\r\n\r\n  \t\tGreetings\r End\n',
      ['e9496ae3ebfced30:1', 'fb7c023a8b9ccb3f:1', 'ce8ba1a563dcdaca:1', 'b3edc88f2938467e:1', 'c8e28b0b4002a3a0:1', 'c129715d7a2bc9a3:1'],
    ],
  ])('%j', (text, wanted) => {
    const hash = lineHashes(text);
    const all = wanted.map((_, index) => hash(index + 1));
    expect(all.slice(-3)).toEqual(wanted.slice(-3));
    expect(hash(wanted.length + 1)).toBeUndefined();
  });
  test('lines that look alike for a hundred characters are counted', () => {
    const hash = lineHashes(`${'Lorem ipsum dolor sit amet.\n'.repeat(10)}`);
    expect(hash(1)).toMatch(/:1$/);
    expect(hash(2)).toBe(hash(1)?.replace(/:1$/, ':2'));
  });
});

describe('the log', () => {
  const log = JSON.parse(sarif(report({ category: 'api' }), noPaint));
  const [run] = log.runs;
  const [first, second] = run.results;

  test('one run with a tool that says who it is', () => {
    expect(log.$schema).toBe('https://json.schemastore.org/sarif-2.1.0.json');
    expect(run.tool.driver).toMatchObject({ name: 'Breakwater', version: '1.2.3', semanticVersion: '1.2.3' });
    expect(run.automationDetails).toEqual({ id: 'api/' });
    expect(run.originalUriBaseIds['%SRCROOT%'].uri).toBeUndefined();
  });
  test('rules are named by their slug and have help', () => {
    const rule = run.tool.driver.rules[1];
    expect(rule).toMatchObject({
      id: 'missing-timeout',
      name: 'MissingTimeout',
      fullDescription: { text: 'Nothing bounds the wait for a call.' },
      defaultConfiguration: { level: 'error' },
    });
    expect(rule.help.markdown).toContain('## Why it hurts');
    expect(rule.properties.tags).toContain('external/cwe/cwe-1088');
    expect(run.taxonomies[0].taxa.map((taxon: { id: string }) => taxon.id)).toEqual(['1088']);
  });
  test('a result has one place with all four numbers, and both fingerprints', () => {
    expect([first.ruleId, first.ruleIndex, first.level, second.level]).toEqual(['missing-timeout', 1, 'error', 'note']);
    expect(first.locations).toHaveLength(1);
    expect(first.locations[0].physicalLocation.region).toEqual({
      startLine: 4,
      startColumn: 23,
      endLine: 4,
      endColumn: 30,
      snippet: { text: 'api.get' },
    });
    expect(Object.keys(first.partialFingerprints)).toEqual(['primaryLocationLineHash', 'breakwaterFinding/v1']);
  });
  test('reasons are related places, linked from the message, and a flow that ends at the call', () => {
    expect(first.message.text).toBe('`api.get` waits forever if the server never answers. Because: [`api` is made here without one](1).');
    expect(first.relatedLocations[0]).toMatchObject({
      id: 1,
      physicalLocation: { artifactLocation: { uri: 'src/http.ts' }, region: { startLine: 3, startColumn: 20 } },
    });
    const steps = first.codeFlows[0].threadFlows[0].locations;
    expect(
      steps.map(
        (step: { location: { physicalLocation: { artifactLocation: { uri: string } } } }) =>
          step.location.physicalLocation.artifactLocation.uri,
      ),
    ).toEqual(['src/http.ts', 'src/user.ts']);
  });
  test('fixes are replacements', () => {
    expect(first.fixes[0].artifactChanges[0]).toMatchObject({
      artifactLocation: { uri: 'src/http.ts' },
      replacements: [{ insertedContent: { text: ', timeout: 5000' } }],
    });
  });
  test('an incomplete analysis says so', () => {
    const broken = JSON.parse(
      sarif(report({ exitCode: 3, problems: [{ path: 'a b.ts', message: 'It cannot be parsed.', kind: 'input' }] }), noPaint),
    );
    expect(broken.runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 3,
      toolExecutionNotifications: [{ message: { text: 'It cannot be parsed.' } }],
    });
    expect(broken.runs[0].invocations[0].toolExecutionNotifications[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b.ts');
  });
  test('what is silenced is left out unless asked for, and then marked', () => {
    const [one] = report().findings;
    if (one === undefined) throw new Error('The sample has findings.');
    expect(first.suppressions).toBeUndefined();
    const quiet = JSON.parse(sarif(report({ findings: [], quiet: [{ finding: one, by: 'baseline' }] }), noPaint)).runs[0].results;
    expect(quiet[0].suppressions).toEqual([{ kind: 'external', status: 'accepted' }]);
  });
});
