import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands';
import { flags } from '../../src/cli/flags';
import { begin, inside, project, started, write } from './command';

begin();

const folder = project();
const script = async (shell: string): Promise<string> => (await inside(['completion', shell], folder)).out;

describe('bash', () => {
  const proposed = async (...words: readonly string[]): Promise<readonly string[]> => {
    write(folder, { 'complete.bash': await script('bash') });
    const asked = `source ./complete.bash; COMP_WORDS=(breakwater ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _breakwater; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { err, out } = await started(['bash', '-c', asked], folder);
    expect(err).toBe('');
    return out.split('\n').filter((line) => line !== '');
  };
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['a command', ['ba'], ['baseline']],
    ['a word of a command', ['baseline', 'cr'], ['create']],
    ['a shell', ['completion', ''], ['bash', 'zsh', 'fish', 'complete.bash']],
    ['a rule to explain', ['explain', 'missing-t'], ['missing-timeout']],
    ['a flag without a command', ['--max'], ['--max-warnings']],
    ['a flag of one command only', ['init', '--with'], ['--with-baseline']],
    ['a format', ['--format', 'chec'], ['checkstyle']],
    ['a format by its short flag', ['-f', 'gitl'], ['gitlab']],
    ['a value behind an equals sign', ['--fix', '=', 'sug'], ['suggestions']],
    ['a rule to ask alone', ['check', '--only', 'unused-p'], ['unused-policy']],
    ['a file', ['comp'], ['completion', 'complete.bash']],
  ])('%s', async (_, words, answer) => expect(await proposed(...words)).toEqual(answer));
  test('no flag of another command', async () => expect(await proposed('rules', '--fix')).toEqual([]));
});

describe.each(['bash', 'zsh', 'fish'])('%s', (shell) => {
  test('names every command and every flag', async () => {
    const text = await script(shell);
    for (const { name } of commands) expect(text).toContain(name);
    for (const { name } of flags) expect(text).toMatch(new RegExp(shell === 'fish' ? `-l ${name}\\b` : `--${name}\\b`));
  });
  test.skipIf(!['/bin', '/usr/bin'].some((place) => existsSync(`${place}/${shell}`)))('is read by its shell', async () => {
    write(folder, { script: await script(shell) });
    const { code, err } = await started([shell, '-n', 'script'], folder);
    expect([code, err]).toEqual([0, '']);
  });
});
