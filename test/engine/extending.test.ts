import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { openConfigs } from '../../src/engine/config';
import { rules } from '../../src/rules';
import { analyse } from '../harness/check';

const page = readFileSync(new URL('../../docs/extending.md', import.meta.url), 'utf8');

interface Example {
  readonly config: string;
  readonly text: string;
  /** The rule that speaks, or none. */
  readonly rule?: string;
}

/** Each example is read with the configuration that stands before it. */
function examples(): readonly Example[] {
  let config = '';
  const out: Example[] = [];
  for (const [, language, kind, rule, text = ''] of page.matchAll(/^```(json|ts)(?: (bad|good))?(?: ([a-z-]+))?\n([\s\S]*?)^```$/gm)) {
    if (language === 'json') config = text;
    else if (kind !== undefined) out.push({ config, text, ...(rule === undefined ? {} : { rule }) });
  }
  return out;
}

const said = (config: string, text = ''): ReturnType<typeof analyse> =>
  analyse({ files: { 'breakwater.config.json': config, 'main.ts': text } });

describe('docs/extending.md', () => {
  test('has examples of all three', () => expect(examples().length).toBeGreaterThanOrEqual(6));

  test.each(examples())('$rule', ({ config, text, rule }) => {
    const { findings, problems, calls } = said(config, text);
    expect(problems).toEqual([]);
    expect(calls.length).toBeGreaterThan(0);
    const loud = findings.filter(({ severity }) => severity !== 'info').map((finding) => finding.rule);
    if (rule === undefined) expect(loud).toEqual([]);
    else expect(findings.map((finding) => finding.rule)).toContain(rule);
  });
});

describe('own models', () => {
  test('every shipped model may stand in a configuration as it is', () => {
    expect(said(JSON.stringify({ clients: catalog.clients, guards: catalog.guards })).problems).toEqual([]);
  });

  const client = (part: string): string =>
    `{\n  "clients": [\n    { "id": "x", "modules": ["x"], "calls": [{ "paths": ["get"] }],\n      ${part} }\n  ]\n}`;
  const guard = (part: string): string => `{\n  "guards": [\n    { "id": "x", "modules": ["x"],\n      "forms": [${part}] }\n  ]\n}`;

  test.each([
    [client('"modulez": []'), '4:7: There is no setting of `clients[0]` `modulez`; did you mean `modules`?'],
    [client('"options": [{ "option": "timeout" }]'), '4:19: `clients[0].options[0]` needs `sets`.'],
    [
      client('"options": [{ "option": "timeout", "sets": "timeouts" }]'),
      '4:50: `clients[0].options[0].sets` must be `timeout`, `retry`, `cancellation`, `idempotency`, `bulkhead`, `status` or `agent`, not `timeouts`; did you mean `timeout`?',
    ],
    [
      client('"makes": [{ "path": "create", "options": ["0"] }]'),
      '4:49: `clients[0].makes[0].options[0]` must be a place such as `arg[1]` or `arg[0].retry`, not `0`.',
    ],
    [
      client('"defaults": [{ "facet": "timeout", "says": "x" , "covers": "attempt" }]'),
      '4:20: `clients[0].defaults[0]` needs `ms` where `facet` is `timeout`.',
    ],
    [guard('{ "form": "run", "path": "", "provides": [] }'), '4:17: `guards[0].forms[0]` needs `runs` where `form` is `run`.'],
    [
      guard('{ "form": "runs", "path": "" }'),
      '4:27: `guards[0].forms[0].form` must be `run`, `make`, `apply`, `wrap`, `combine`, `attach`, `operator` or `decorator`, not `runs`; did you mean `run`?',
    ],
    [
      guard(
        '{ "form": "operator", "path": "retry", "provides": [{ "facet": "retry", "attempts": { "at": "arg[0]" }, "backoff": "none", "jitter": false }] }',
      ),
      '4:101: `guards[0].forms[0].provides[0].attempts` needs `fallback`.',
    ],
  ])('%s', (config, message) => {
    const path = '/repo/breakwater.config.json';
    const configs = openConfigs({ root: '/repo', read: (file) => (file.replaceAll('\\', '/') === path ? config : undefined), rules });
    configs.of('a.ts');
    expect(configs.mistakes().map((one) => `${one.line}:${one.column}: ${one.message}`)).toEqual([message]);
  });
});
