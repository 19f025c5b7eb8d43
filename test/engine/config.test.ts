import { describe, expect, test } from 'vitest';
import { type ConfigRequest, openConfigs, wrongRule } from '../../src/engine/config';
import type { Rule } from '../../src/model/rule';

const rules: readonly Rule[] = [
  { id: 'missing-timeout', summary: 'Nothing bounds the wait.', severity: 'error' },
  { id: 'excessive-timeout', summary: 'The bound is too long.', severity: 'warning' },
  { id: 'retry-amplification', summary: 'Layers multiply.', severity: 'warning' },
];

function open(files: Record<string, string>, request: ConfigRequest = {}, root = '/repo') {
  return openConfigs({ root, read: (path) => files[path.replaceAll('\\', '/')], rules, request });
}
const level = (configs: ReturnType<typeof open>, file: string, rule = 'missing-timeout') => configs.of(file).levels.rules[rule]?.level;
const said = (configs: ReturnType<typeof open>) => configs.mistakes().map((m) => `${m.path}:${m.line}:${m.column}: ${m.message}`);

describe('discovery', () => {
  const off = '{"rules":{"missing-timeout":"off"}}';
  test.each([
    ['/repo/breakwater.config.json', off],
    ['/repo/breakwater.config.jsonc', `// why\n${off}`],
    ['/repo/breakwater.config.yaml', 'rules:\n  missing-timeout: off\n'.replace(' off', " 'off'")],
    ['/repo/breakwater.config.yml', 'rules: {missing-timeout: "off"}'],
    ['/repo/.breakwaterrc.json', off],
    ['/repo/.breakwaterrc', off],
    ['/repo/package.json', `{"name":"x","breakwater":${off}}`],
    ['/breakwater.config.json', off],
  ])('%s', (path, text) => {
    const configs = open({ [path]: text });
    expect(level(configs, 'src/a.ts')).toBe('off');
    expect(configs.of('src/a.ts').from).toEqual([path]);
    expect(said(configs)).toEqual([]);
  });

  test('nearest wins, and nothing of the one above is mixed in', () => {
    const configs = open({
      '/repo/breakwater.config.json': '{"rules":{"missing-timeout":"info","excessive-timeout":"off"}}',
      '/repo/packages/a/breakwater.config.json': '{"rules":{"missing-timeout":"warning"}}',
    });
    expect([level(configs, 'src/x.ts'), level(configs, 'packages/a/src/x.ts')]).toEqual(['info', 'warning']);
    expect(level(configs, 'packages/a/src/x.ts', 'excessive-timeout')).toBeUndefined();
  });

  test('a package.json without the key is passed by', () => {
    expect(open({ '/repo/package.json': off.replace('rules', 'config'), '/breakwater.config.json': off }).of('a.ts').from).toEqual([
      '/breakwater.config.json',
    ]);
  });

  test('the search ends at the repository', () => {
    expect(open({ '/repo/.git/HEAD': 'ref: refs/heads/main', '/breakwater.config.json': off }).of('a.ts').from).toEqual([]);
  });

  test('--config names the only one, --no-config none', () => {
    const files = { '/repo/breakwater.config.json': off, '/repo/other.json': '{"rules":{"missing-timeout":"info"}}' };
    expect(level(open(files, { file: 'other.json' }), 'a.ts')).toBe('info');
    expect(level(open(files, { off: true }), 'a.ts')).toBeUndefined();
  });

  test('--config that is not there', () => {
    const configs = open({}, { file: 'other.json' });
    configs.of('a.ts');
    configs.of('b.ts');
    expect(said(configs)).toEqual(['/repo/other.json:1:1: There is no such configuration file.']);
  });

  test('a byte order mark changes nothing', () =>
    expect(level(open({ '/repo/breakwater.config.json': `\ufeff${off}` }), 'a.ts')).toBe('off'));
});

describe('merging', () => {
  test('extends a file and a package, the nearer wins', () => {
    const configs = open({
      '/repo/breakwater.config.json': '{"extends":["@acme/breakwater","./base.yaml"],"rules":{"retry-amplification":"error"}}',
      '/repo/base.yaml': 'preset: strict\nrules:\n  missing-timeout: warning\n',
      '/repo/node_modules/@acme/breakwater/breakwater.config.json':
        '{"preset":"all","rules":{"missing-timeout":"off","excessive-timeout":"off"}}',
    });
    const { levels, from } = configs.of('a.ts');
    expect(levels).toEqual({
      preset: 'strict',
      rules: {
        'excessive-timeout': { level: 'off', by: 'rules' },
        'missing-timeout': { level: 'warning', by: 'rules' },
        'retry-amplification': { level: 'error', by: 'rules' },
      },
    });
    expect(from).toEqual(['/repo/breakwater.config.json', '/repo/base.yaml', '/repo/node_modules/@acme/breakwater/breakwater.config.json']);
  });

  test('circles and missing parents are told', () => {
    const configs = open({
      '/repo/breakwater.config.json': '{\n  "extends": ["./a.json", "none"]\n}',
      '/repo/a.json': '{"extends":"./breakwater.config.json"}',
    });
    configs.of('a.ts');
    expect(said(configs)).toEqual([
      '/repo/breakwater.config.json:2:27: `extends` names `none`, and there is no such configuration.',
      '/repo/a.json:1:12: `extends` goes round in a circle at `./breakwater.config.json`.',
    ]);
  });

  test('overrides are relative to their file, later ones win', () => {
    const configs = open({
      '/repo/app/breakwater.config.json': JSON.stringify({
        rules: { 'missing-timeout': 'error' },
        overrides: [
          { files: ['scripts/**'], rules: { 'missing-timeout': 'info' }, maxTimeoutMs: 1000 },
          { files: ['*.job.ts'], rules: { 'missing-timeout': ['off', {}] } },
        ],
      }),
    });
    expect(['app/src/a.ts', 'app/scripts/a.ts', 'app/scripts/b.job.ts'].map((f) => configs.of(f).levels.rules['missing-timeout'])).toEqual([
      { level: 'error', by: 'rules' },
      { level: 'info', by: 'override' },
      { level: 'off', by: 'override' },
    ]);
    expect(['app/src/a.ts', 'app/scripts/a.ts'].map((f) => configs.of(f).settings.maxTimeoutMs)).toEqual([60_000, 1000]);
  });

  test('options of a rule become settings', () => {
    const configs = open({
      '/repo/breakwater.config.json':
        '{"rules":{"excessive-timeout":["error",{"maxTimeoutMs":5000}],"retry-amplification":["info",{"maxAttempts":9}]}}',
    });
    expect(configs.of('a.ts').settings).toEqual({ maxTimeoutMs: 5000, maxAttempts: 9 });
    expect(said(configs)).toEqual([]);
  });

  test('what a fix writes is no fault by another rule, unless somebody wants it so', () => {
    const written = (text: string) => open({ '/repo/breakwater.config.json': text }).of('a.ts').fix.timeoutMs;
    const short = '"rules":{"excessive-timeout":["error",{"maxTimeoutMs":2000}]}';
    expect(written('{}')).toBe(5000);
    expect(written(`{${short}}`)).toBe(2000);
    expect(written(`{${short},"fix":{"timeoutMs":8000}}`)).toBe(8000);
  });

  test('the command line has the last word', () => {
    const configs = open(
      { '/repo/breakwater.config.json': '{"overrides":[{"files":["*.ts"],"rules":{"missing-timeout":"off"}}]}' },
      { rules: { 'missing-timeout': 'info' }, skip: ['excessive-timeout'], only: ['missing-timeout'] },
    );
    expect(configs.of('a.ts').levels).toEqual({
      preset: 'recommended',
      rules: { 'missing-timeout': { level: 'info', by: 'rules' }, 'excessive-timeout': { level: 'off', by: 'rules' } },
      only: ['missing-timeout'],
    });
    expect(configs.of('a.ts').origins).toEqual({ 'missing-timeout': '--rule', 'excessive-timeout': '--skip' });
  });

  test('include and exclude', () => {
    const configs = open({ '/repo/breakwater.config.json': '{"include":["src"],"exclude":["src/generated","*.gen.ts"]}' });
    expect(['src/a.ts', 'lib/a.ts', 'src/generated/b.ts', 'src/deep/c.gen.ts'].map((f) => configs.of(f).included)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('own clients may leave out what they do not know', () => {
    const configs = open({
      '/repo/breakwater.config.json':
        '{"clients":[{"id":"rpc","modules":["@acme/rpc"],"calls":[{"paths":["send"],"options":["arg[1]"]}],"options":[{"option":"timeout","sets":"timeout"}]}]}',
    });
    expect(configs.of('a.ts').clients).toEqual([
      {
        id: 'rpc',
        modules: ['@acme/rpc'],
        failure: 'unknown',
        defaults: [],
        evidence: [],
        calls: [{ paths: ['send'], options: ['arg[1]'], effect: 'verb' }],
        options: [{ option: 'timeout', sets: 'timeout' }],
      },
    ]);
    expect(said(configs)).toEqual([]);
  });

  test('assumptions', () => {
    const configs = open({
      '/repo/breakwater.config.json':
        '{"assumptions":[{"target":"https://*.internal","files":["src"],"timeout":"2s","retries":1,"reason":"the mesh"}]}',
    });
    const [one] = configs.of('src/a.ts').assumptions;
    expect(one).toMatchObject({
      target: 'https://*.internal',
      facts: { timeoutMs: 2000, retries: 1 },
      reason: 'the mesh',
      from: 'breakwater.config.json',
    });
    expect([one?.holdsIn('src/a.ts'), one?.holdsIn('lib/a.ts')]).toEqual([true, false]);
  });
});

describe('mistakes', () => {
  const at = '/repo/breakwater.config.json';
  test.each([
    ['{"rulez":{}}', '1:2: There is no setting `rulez`; did you mean `rules`?'],
    ['{\n  "rules": {\n    "mising-timeout": "error"\n  }\n}', '3:5: There is no rule `mising-timeout`; did you mean `missing-timeout`?'],
    [
      '{"rules":{"missing-timeout":"eror"}}',
      '1:29: `rules.missing-timeout` must be `off`, `info`, `warning` or `error`, not `eror`; did you mean `error`?',
    ],
    ['{"rules":{"missing-timeout":2}}', '1:29: `rules.missing-timeout` must be `off`, `info`, `warning` or `error`, not `2`.'],
    [
      '{"rules":{"excessive-timeout":["error",{"maxTimeout":5}]}}',
      '1:41: There is no setting of `rules.excessive-timeout[1]` `maxTimeout`; did you mean `maxTimeoutMs`?',
    ],
    ['{"rules":[]}', '1:10: `rules` must be an object, not a list.'],
    ['[]', '1:1: The configuration must be an object, not a list.'],
    ['{"preset":"recomended"}', '1:11: `preset` must be `recommended`, `strict` or `all`, not `recomended`; did you mean `recommended`?'],
    ['{"include":"src"}', '1:12: `include` must be a list, not `src`.'],
    ['{"maxTimeoutMs":0}', '1:17: `maxTimeoutMs` must be at least 1, not 0.'],
    ['{"overrides":[{"rules":{}}]}', '1:15: `overrides[0]` needs `files`.'],
    [
      '{"assumptions":[{"timeout":"soon","reason":"x"}]}',
      '1:28: `assumptions[0].timeout` must be a number of milliseconds or a text such as `2s`, not `soon`.',
    ],
    ['{"clients":[{"id":"x","modules":["x"]}]}', '1:13: `clients[0]` needs `calls`.'],
    ['{"preset":"strict","preset":"all"}', '1:20: `preset` is written twice; the last one counts.'],
    ['{"preset" "strict"}', '1:11: This is no valid JSON: colon expected.'],
    ['', '1:1: The file is empty; write `{}` for the defaults.'],
  ])('%s', (text, message) => {
    const configs = open({ [at]: text });
    configs.of('a.ts');
    expect(said(configs)).toEqual([`${at}:${message}`]);
  });

  test('YAML too, with its place', () => {
    const configs = open({ '/repo/breakwater.config.yaml': '# ours\nrules:\n  missing-timeout: loud\n' });
    configs.of('a.ts');
    expect(said(configs)).toEqual([
      '/repo/breakwater.config.yaml:3:20: `rules.missing-timeout` must be `off`, `info`, `warning` or `error`, not `loud`.',
    ]);
  });

  test('in package.json, at the place in package.json', () => {
    const configs = open({ '/repo/package.json': '{\n  "name": "x",\n  "breakwater": {"rulez": 1}\n}' });
    configs.of('a.ts');
    expect(said(configs)).toEqual(['/repo/package.json:3:18: There is no setting `rulez`; did you mean `rules`?']);
  });

  test('what is right is still in force', () => {
    expect(level(open({ [at]: '{"rulez":1,"rules":{"missing-timeout":"info","excessive-timeout":3}}' }), 'a.ts')).toBe('info');
  });

  test('an unknown rule on the command line', () => {
    expect(wrongRule('missing-timeouts', rules)).toBe('There is no rule `missing-timeouts`; did you mean `missing-timeout`?');
    expect(wrongRule('xyz', rules)).toBe('There is no rule `xyz`; `breakwater rules` lists them.');
    expect(wrongRule('missing-timeout', rules)).toBeUndefined();
  });
});
