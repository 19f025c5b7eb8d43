import { existsSync } from 'node:fs';
import { configNames } from '../engine/config';
import { baseline } from './baseline';
import { exits } from './exit';
import { readText } from './input';
import { oneOf, type Request, WrongRequest } from './request';
import type { Terminal } from './terminal';
import { writeInto } from './write';

const name = 'breakwater.config.json';

const starter = `{
  "$schema": "./node_modules/breakwater/schema/config.schema.json",
  "preset": "recommended",
  "rules": {},
  "exclude": []
}
`;

/** `breakwater init`: a configuration to start from, a baseline when wished for, and what to put into CI. */
export async function init(request: Request, terminal: Terminal): Promise<number> {
  const ci = oneOf(request, 'ci', ['github', 'gitlab', 'pre-commit']);
  const there = configNames.find((one) => existsSync(one) && (one !== 'package.json' || readText(one)?.includes('"breakwater"') === true));
  if (there !== undefined && ci === undefined && !request.has('with-baseline'))
    throw new WrongRequest(`There is a configuration already: \`${there}\`.`);
  if (request.has('dry-run') && request.has('with-baseline'))
    throw new WrongRequest('`--dry-run` and `--with-baseline` exclude each other: a baseline is known once it is made.');
  if (there === undefined && request.has('dry-run')) terminal.out(`# ${name}\n${starter}`);
  else if (there === undefined) {
    writeInto(name, starter, 'wx');
    terminal.note(`Wrote ${name}.\n`, 'info');
  }
  if (ci !== undefined) terminal.out(snippets[ci]);
  if (!request.has('with-baseline')) return exits.clean;
  return baseline({ ...request, args: ['create'] }, terminal);
}

const snippets = {
  github: `# .github/workflows/breakwater.yml
name: Breakwater
on: [pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  breakwater:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: breakwater/breakwater@v0
        with:
          changed: true
`,
  gitlab: `# .gitlab-ci.yml
breakwater:
  image: node:22
  variables:
    GIT_DEPTH: 0
  script:
    - npx --yes breakwater --changed --format gitlab:gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`,
  'pre-commit': `# .pre-commit-config.yaml
repos:
  - repo: https://github.com/breakwater/breakwater
    rev: v0.1.0
    hooks:
      - id: breakwater
`,
} as const;
