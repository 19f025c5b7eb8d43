import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/cli/commands';
import { flags } from '../../src/cli/flags';
import { readRequest } from '../../src/cli/request';
import { directiveOf } from '../../src/engine/directive-text';
import { openConfigs } from '../../src/engine/config';
import { knownRules } from '../../src/engine/known';
import { findingFormats } from '../../src/report';
import { begin, bundle, hangs, inside, project, started } from './command';

begin();

const root = join(import.meta.dirname, '../..');
const page = (name: string): string => readFileSync(join(root, name), 'utf8');
const blocks = (text: string): readonly Block[] =>
  [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', name = '', code = '']) => ({
    language,
    name,
    code,
  }));

interface Block {
  readonly language: string;
  readonly name: string;
  readonly code: string;
}

describe('docs/configuration.md', () => {
  const text = page('docs/configuration.md');
  const named = /(?:breakwater\.config\.\w+|base\.json)$/;
  const sections = text.split(/^## /m).flatMap((section) => {
    const files = blocks(section).filter(({ name }) => named.test(name));
    return files.length === 0 ? [] : [[section.split('\n')[0] ?? '', files] as const];
  });
  test('most of its sections show a configuration', () => expect(sections.length).toBeGreaterThan(5));
  test.each(sections)('%s: its examples are right', (_, files) => {
    for (const file of files.filter(({ name }) => name.startsWith('breakwater.config'))) {
      const there = new Map(files.filter((one) => !one.name.startsWith('breakwater.config')).map((one) => [`/p/${one.name}`, one.code]));
      there.set(`/p/${file.name}`, file.code);
      const configs = openConfigs({ root: '/p', read: (path) => there.get(path), rules: knownRules });
      expect(configs.of('src/user.ts').from[0]).toBe(`/p/${file.name}`);
      expect(configs.mistakes()).toEqual([]);
    }
  });
  test('its directives say what it says they do', () => {
    const comments = blocks(text)
      .filter(({ language }) => language === 'ts')
      .flatMap(({ code }) => code.match(/\/\/ breakwater-.*/g) ?? []);
    expect(comments.length).toBeGreaterThan(3);
    for (const comment of comments) expect(directiveOf(comment)).toMatchObject({ faults: [], reason: expect.stringMatching(/./) });
  });
  test('its mistakes are told as it shows them', async () => {
    const shown = blocks(text).find(({ language }) => language === 'text')?.code ?? '';
    const wrong = project({
      'src/user.ts': hangs,
      'breakwater.config.json': '{\n  "presett": "strict",\n  "rules": {\n    "missing-timout": "error"\n  }\n}\n',
    });
    expect((await inside([], wrong)).err).toBe(shown);
  });
});

describe('docs/ci.md', () => {
  const text = page('docs/ci.md');
  const lines = blocks(`${text}\n${page('README.md')}`)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.match(/^npx breakwater.*/gm) ?? []);
  test.each(lines)('%s', (line) => {
    const words = line
      .replace(/\s*#.*/, '')
      .split(' ')
      .slice(2);
    expect(() => readRequest(words)).not.toThrow();
  });
  test('names every format there is', () => {
    for (const name of Object.keys(findingFormats)) expect(text).toContain(`\`${name}\``);
  });
  test.each(blocks(text).filter(({ name }) => name !== ''))('$name can be read', ({ language, code }) => {
    expect(language === 'yaml' ? parse(code) : JSON.parse(code)).toBeTypeOf('object');
  });
  test('the commands of the task runners are ones', () => {
    for (const line of [...text.matchAll(/"command": "breakwater ([^"]*)"/g)].map(([, words = '']) => words)) {
      expect(() => readRequest(line.replaceAll('{projectRoot}', 'app').split(' '))).not.toThrow();
    }
  });
});

describe('docs/api.md', () => {
  test('its example prints what it says', async () => {
    const [example, printed] = blocks(page('docs/api.md')).filter(({ language }) => language === 'js' || language === 'text');
    const folder = project({ 'example.mjs': example?.code.replace("'breakwater'", JSON.stringify(join(bundle, '../index.js'))) ?? '' });
    const { code, out, err } = await started([process.execPath, 'example.mjs'], folder);
    expect([code, err, out]).toEqual([0, '', printed?.code]);
  });
  test('every option and every member is there', () => {
    const source = page('src/engine/workspace-options.ts');
    const options = /interface WorkspaceOptions \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
    const names = [...options.matchAll(/readonly (\w+)\??:/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names.filter((one) => one !== 'remedies')) expect(page('docs/api.md')).toContain(`\`${name}\``);
  });
});

test('every flag is in the help of its commands, and every command in the help of all', async () => {
  const all = (await inside(['--help'], root)).out;
  for (const { name } of commands) expect(all).toMatch(new RegExp(`^  ${name} `, 'm'));
  for (const { name } of commands) {
    const { out } = await inside([name, '--help'], root);
    for (const flag of flags.filter((one) => one.commands.includes(name))) expect(out).toContain(`--${flag.name}`);
  }
});

test('links in the pages lead somewhere', () => {
  for (const name of ['README.md', 'docs/ci.md', 'docs/configuration.md', 'docs/api.md']) {
    const links = [...page(name).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to = '']) => to);
    for (const link of links) expect(() => page(join(name, '..', link)), `${name}: ${link}`).not.toThrow();
  }
});
