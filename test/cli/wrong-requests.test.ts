import { describe, expect, test } from 'vitest';
import { begin, hangs, inside, project } from './command';

begin();

const folder = project({ 'src/user.ts': hangs, 'notes.txt': 'no code', 'report.json': '{}', 'broken.json': '{ "rules": ' });

/** What was asked, and the sentence that answers it. */
describe('one sentence, and what to write instead', () => {
  test.each([
    ['--fromat json', 'There is no flag `--fromat`; did you mean `--format`?'],
    ['-x', 'There is no flag `-x`; `breakwater --help` lists them.'],
    ['--quite', 'There is no flag `--quite`; did you mean `--quiet`?'],
    ['--format jsno', 'There is no format `jsno`; did you mean `json`?'],
    ['--format', '`--format` needs a value: `--format NAME[:FILE]`.'],
    ['--quiet=yes', '`--quiet` takes no value.'],
    ['--since a --since b', '`--since` is given twice.'],
    ['--fail-on errors', '`--fail-on` must be error, warning, info, none, not `errors`; did you mean `error`?'],
    ['--max-warnings many', '`--max-warnings` must be a whole number, not `many`.'],
    ['--color sometimes', '`--color` must be auto, always, never, not `sometimes`.'],
    ['--fix=everything', '`--fix` must be safe, suggestions, all, not `everything`.'],
    ['calls --fix', '`--fix` means nothing to `breakwater calls`; it belongs to `check`, `fix`.'],
    ['--rule missing-timout=error', 'There is no rule `missing-timout`; did you mean `missing-timeout`?'],
    ['--rule missing-timeout=loud', /^`--rule missing-timeout=loud`: the level must be off, info, warning or error/],
    ['--only retry', /^There is no rule `retry`/],
    ['--config nowhere.json', 'There is no configuration file `nowhere.json`.'],
    ['--config broken.json', /^broken\.json:1:12: This is no valid JSON/],
    ['--config broken.json --no-config', '`--config` and `--no-config` exclude each other.'],
    ['src/nowhere.ts', 'There is no file or folder `src/nowhere.ts`.'],
    ['chekc', 'There is no file or folder `chekc`; did you mean `check`?'],
    ['help', 'There is no file or folder `help`; did you mean `--help`?'],
    ['notes.txt', 'There is no JavaScript or TypeScript file at `notes.txt`.'],
    ['src/*.mjs', 'There is no JavaScript or TypeScript file at `src/*.mjs`.'],
    ['--since main', 'This is no git repository, so what changed cannot be known.'],
    ['--staged --changed', '`--staged` and `--changed` or `--since` exclude each other.'],
    ['--threads few', '`--threads` must be a whole number, not `few`.'],
    ['--shard 3/2', '`--shard 3/2`: write which part of how many, as in `--shard 1/4`.'],
    ['--stdin', '`--stdin` needs `--stdin-filename FILE`, so that imports and configuration can be found.'],
    ['--stdin --stdin-filename notes.txt', '`notes.txt` is no name of a JavaScript or TypeScript file.'],
    ['--fix --stdin --stdin-filename a.ts', /^What comes from standard input cannot be mended/],
    ['-f json -f sarif -o out.json', '`--output` is for one format; write `--format NAME:FILE` for each of several.'],
    ['-o src', '`src` cannot be written: it is a folder.'],
    ['-o notes.txt/report', '`notes.txt/report` cannot be written: a part of its path is no folder.'],
    ['rules all', '`breakwater rules` takes no arguments, and `all` is one.'],
    ['explain', /^Say what to explain/],
    ['explain missing-timout', 'There is no rule `missing-timout`; did you mean `missing-timeout`?'],
    ['explain src/user.ts:7', /^There is no outgoing call at `src\/user\.ts:7`/],
    ['config', 'Name the file: `breakwater config src/user.ts`.'],
    ['baseline', 'Say what to do: `breakwater baseline create`, `update`, `prune` or `show`.'],
    ['baseline prune', 'There is no baseline to prune; `breakwater baseline create` writes one.'],
    ['baseline show', 'There is no baseline to show; `breakwater baseline create` writes one.'],
    ['--cache --no-cache', '`--cache` and `--no-cache` exclude each other.'],
    ['--log-level loud', '`--log-level` must be error, warning, info, debug, not `loud`.'],
    ['--tsconfig nowhere.json', 'There is no file `nowhere.json`.'],
    ['--workspace app', 'There is no monorepo here: no `package.json` or `pnpm-workspace.yaml` lists its packages.'],
    ['--workspace app src', '`--workspace` and paths exclude each other.'],
    ['--watch --stdin --stdin-filename a.ts', '`--watch` and `--stdin` exclude each other: standard input is read once.'],
    ['calls --watch', '`--watch` means nothing to `breakwater calls`; it belongs to `check`.'],
    ['rules --json --format pretty', '`--json` and `--format pretty` exclude each other.'],
    ['init --dry-run --with-baseline', /^`--dry-run` and `--with-baseline` exclude each other/],
    ['completion', 'Name the shell: `breakwater completion bash`, `zsh` or `fish`.'],
    ['completion powershell', 'Name the shell: `breakwater completion bash`, `zsh` or `fish`.'],
    ['doctor nowhere.ts', 'There is no file or folder `nowhere.ts`.'],
    ['doctor ../x', /^There is no file or folder|^`\.\.\/x` lies outside this folder/],
    ['report', 'Name the reports: `breakwater report breakwater.json --format html:report.html`.'],
    ['report report.json', '`report.json` is no JSON report of Breakwater.'],
    ['report nowhere.json', 'There is no report `nowhere.json`.'],
    ['mcp now', '`breakwater mcp` takes no arguments, and `now` is one.'],
    ['init --ci jenkins', '`--ci` must be github, gitlab, pre-commit, not `jenkins`.'],
    ['merge', 'Name the reports: `breakwater merge shard-1.json shard-2.json`.'],
    ['merge report.json', '`report.json` is no JSON report of Breakwater.'],
    ['check --lock', 'There is no `breakwater.lock` here; `breakwater calls --lock` writes it.'],
  ])('%s', async (line, sentence) => {
    const { code, out, err } = await inside(line.split(' '), folder);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err.trimEnd()).toMatch(sentence);
    if (typeof sentence === 'string') expect(err).toBe(`${sentence}\n`);
  });
});

test('every mistake of a configuration is told with its place', async () => {
  const wrong = project({
    'src/user.ts': hangs,
    'breakwater.config.json':
      '{\n  "presett": "strict",\n  "rules": {\n    "missing-timout": "error",\n    "unsafe-retry": "loud"\n  }\n}\n',
  });
  const { code, err } = await inside([], wrong);
  expect(code).toBe(2);
  expect(err.trimEnd().split('\n')).toEqual([
    'breakwater.config.json:2:3: There is no setting `presett`; did you mean `preset`?',
    'breakwater.config.json:4:5: There is no rule `missing-timout`; did you mean `missing-timeout`?',
    expect.stringMatching(/^breakwater\.config\.json:5:21: `rules\.unsafe-retry` must be /),
  ]);
});
