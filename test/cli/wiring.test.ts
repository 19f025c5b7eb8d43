import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readRequest } from '../../src/cli/request';
import { begin, bundle, hangs, inside, project, started } from './command';

begin();

const root = join(import.meta.dirname, '../..');
const page = (name: string): string => readFileSync(join(root, name), 'utf8');
const version: string = JSON.parse(page('package.json')).version;

describe('the action', () => {
  const action = parse(page('action.yml'));
  const [step, upload] = action.runs.steps;

  /** What the runner does with it: inputs over defaults, expressions filled in, the script run. */
  async function run(inputs: Readonly<Record<string, string>> = {}) {
    const folder = project({ 'src/user.ts': hangs, 'package.json': '{}', outputs: '', summary: '' });
    // Stands in for the registry: says what was asked for, and runs this build.
    const bin = project({ npx: `#!/bin/sh\necho "$2" >&2\nshift 2\nexec "${process.execPath}" "${bundle}" "$@"\n` });
    chmodSync(join(bin, 'npx'), 0o755);
    const value = (name: string): string => inputs[name] ?? action.inputs[name].default;
    const filled = (text: string): string => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => value(name));
    const env = Object.fromEntries(Object.entries<string>(step.env).map(([name, text]) => [name, filled(text)]));
    const { code, out, err } = await started(['bash', '-e', '-c', step.run], join(folder, filled(step['working-directory'])), {
      env: {
        ...env,
        PATH: `${bin}:${process.env.PATH}`,
        GITHUB_ACTION_PATH: root,
        GITHUB_OUTPUT: join(folder, 'outputs'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
        RUNNER_TEMP: folder,
      },
    });
    const outputs = Object.fromEntries(
      readFileSync(join(folder, 'outputs'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('=', 2)),
    );
    return { code, out, err, outputs, folder, summary: readFileSync(join(folder, 'summary'), 'utf8') };
  }

  test('reports, annotates, and ends as the run ended', async () => {
    const { code, out, err, outputs, folder, summary } = await run();
    expect([code, err]).toEqual([1, `breakwater@${version}\n`]);
    expect(out).toMatch(/^::error file=src\/user\.ts,line=1,/m);
    expect(outputs).toEqual({ 'sarif-file': 'breakwater.sarif', errors: '1', warnings: '0', 'exit-code': '1' });
    expect(JSON.parse(readFileSync(join(folder, 'breakwater.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(summary).toContain('| error | `missing-timeout` |');
  });
  test('takes its inputs as words and never as commands', async () => {
    const { code, out, outputs } = await run({
      paths: 'src $(touch${IFS}pwned) ; *',
      args: '--only  missing-timeout',
      sarif: '',
      annotate: 'false',
    });
    expect([code, outputs]).toEqual([2, { 'sarif-file': '', errors: '0', warnings: '0', 'exit-code': '2' }]);
    expect(out).toBe('');
    const { outputs: fine, out: text } = await run({ paths: 'user.ts', 'working-directory': 'src', 'fail-on': 'none' });
    expect(fine).toEqual({ 'sarif-file': 'src/breakwater.sarif', errors: '1', warnings: '0', 'exit-code': '0' });
    expect(text).toContain('::error file=user.ts');
  });
  test('uploads when there is something to upload, whatever the run ended with', () => {
    expect(upload.if).toBe("${{ always() && inputs.upload-sarif == 'true' && steps.run.outputs.sarif-file != '' }}");
    expect(upload.with.sarif_file).toBe('${{ steps.run.outputs.sarif-file }}');
  });
  test('every input is used, described, and in the docs; every output comes from the step', () => {
    const used = page('action.yml').match(/inputs\.[\w-]+/g) ?? [];
    for (const name of Object.keys(action.inputs)) {
      expect(used).toContain(`inputs.${name}`);
      expect(action.inputs[name].description).toMatch(/\.$/);
      expect(page('docs/ci.md')).toContain(`| \`${name}\` |`);
    }
    for (const [name, { value }] of Object.entries<{ value: string }>(action.outputs))
      expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
    expect(action.inputs.version.default).toBe(version);
  });
});

describe('hooks of pre-commit', () => {
  const hooks: readonly Hook[] = parse(page('.pre-commit-hooks.yaml'));
  test.each(hooks.map((hook) => [hook.id, hook] as const))('%s is a whole one, takes no file names, and its command is one', (_, hook) => {
    expect(hook).toMatchObject({ language: 'node', pass_filenames: false, require_serial: true });
    const [command, ...words] = hook.entry.split(' ');
    expect(command).toBe('breakwater');
    expect(() => readRequest(words)).not.toThrow();
    expect(readRequest(words).args).toEqual([]);
  });
  test('one looks at what is staged, one at everything', () => {
    expect(hooks.map(({ id, entry }) => [id, entry.includes('--staged')])).toEqual([
      ['breakwater', true],
      ['breakwater-all', false],
    ]);
  });
  test('npm pack says the name of the package and nothing else, which is what pre-commit installs', async () => {
    const { scripts } = JSON.parse(page('package.json'));
    const like = { name: 'like', version: '1.0.0', scripts: Object.fromEntries(Object.keys(scripts).map((name) => [name, 'echo built'])) };
    const folder = project({ 'package.json': JSON.stringify(like), '.npmrc': page('.npmrc'), 'index.js': '' });
    const { code, out } = await started(['npm', 'pack', '--offline'], folder);
    expect([code, out]).toEqual([0, 'like-1.0.0.tgz\n']);
  });
  test('installing from the repository builds the command, where what builds it is there', () => {
    const { scripts, bin } = JSON.parse(page('package.json'));
    expect(scripts.prepare).toContain('scripts/build.mjs');
    expect(bin.breakwater).toBe('dist/cli.js');
  });
});

describe('the template for GitLab', () => {
  const { breakwater: job } = parse(page('templates/gitlab.yml'));
  test('its script runs, and leaves the report where the job says', async () => {
    const folder = project({ 'src/user.ts': hangs });
    const bin = project({ npx: `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${bundle}" "$@"\n` });
    chmodSync(join(bin, 'npx'), 0o755);
    const env = { ...job.variables, BREAKWATER_ARGS: '--only missing-timeout', PATH: `${bin}:${process.env.PATH}` };
    const { code } = await started(['bash', '-e', '-c', job.script.join('\n')], folder, { env });
    expect(code).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, job.artifacts.reports.codequality), 'utf8'))).toHaveLength(1);
    expect(job.variables.BREAKWATER_VERSION).toBe(version);
    expect(job.variables.GIT_DEPTH).toBe('0');
  });
});

describe('init', () => {
  test('writes a configuration that is right, once', async () => {
    const folder = project({ 'src/user.ts': hangs });
    expect(await inside(['init'], folder)).toEqual({ code: 0, out: '', err: 'Wrote breakwater.config.json.\n' });
    expect((await inside(['config', 'src/user.ts'], folder)).code).toBe(0);
    expect((await inside([], folder)).code).toBe(1);
    expect(await inside(['init'], folder)).toMatchObject({ code: 2, err: 'There is a configuration already: `breakwater.config.json`.\n' });
  });
  test('with a baseline, nothing is left to report', async () => {
    const folder = project({ 'src/user.ts': hangs });
    const { code, err } = await inside(['init', '--with-baseline'], folder);
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^Wrote breakwater\.config\.json\.\nWrote breakwater-baseline\.json: \d accepted\.\n$/),
    ]);
    expect((await inside([], folder)).code).toBe(0);
  });
  test.each(['github', 'gitlab', 'pre-commit'])('the snippet for %s is what the docs show or the template holds', async (name) => {
    const { out } = await inside(['init', '--ci', name], project({ 'src/user.ts': hangs }));
    const value = parse(out);
    const docs = [...page('docs/ci.md').matchAll(/^```yaml (\S+)\n([\s\S]*?)^```$/gm)].map(([, , code = '']) => parse(code));
    if (name === 'gitlab') {
      const words = value.breakwater.script[0].split(' ');
      expect(() => readRequest(words.slice(words.indexOf('breakwater') + 1))).not.toThrow();
    } else expect(docs).toContainEqual(value);
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
}
