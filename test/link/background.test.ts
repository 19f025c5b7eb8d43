import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { callsIn } from '../harness/check';
import { checkFix } from '../harness/check-fix';

const isBackground = (text: string, more: Readonly<Record<string, string>> = {}): readonly boolean[] =>
  [...callsIn({ ...more, 'src/main.ts': text }).values()]
    .flat()
    .filter(({ site }) => site.client === 'fetch')
    .map(({ site }) => site.traits.includes('background'));

const ask = "async () => { await fetch('https://a.test'); }";
const models = (catalog.platforms ?? []).flatMap(({ works }) => works ?? []);

describe('work that is handed to what gives it out', () => {
  const rows = models.flatMap(({ handed }) =>
    handed.flatMap(({ modules, paths }) => modules.flatMap((module) => paths.map((path) => [module, path] as const))),
  );
  test.each(rows)('%s: %s', (module, path) => {
    const [first = '', member] = path.split('.');
    const makes = /^[A-Z]/.test(first) || first === '' ? 'new ' : '';
    const whole = first === '' ? 'lib' : `lib.${first}`;
    const made =
      member === 'from' ? `${whole}.from` : member === undefined ? `${makes}${whole}` : `const it = new ${whole}('a');\nit.${member}`;
    expect(isBackground(`import ${first === '' ? '' : '* as '}lib from '${module}';\n${made}('a', ${ask});\n`)).toEqual([true]);
  });

  test('by its name, from another file, and all that it calls', () => {
    const work = `export const ask = async () => { await fetch('https://a.test'); };\nexport const work = async () => { await ask(); };\n`;
    const clock = `import cron from 'node-cron';\nimport { work } from './main';\ncron.schedule('* * * * *', work);\n`;
    expect(isBackground(work, { 'src/clock.ts': clock })).toEqual([true]);
    const route = `import express from 'express';\nimport { ask } from './main';\nexpress().get('/', async (req, res) => { await ask(); res.end(); });\n`;
    expect(isBackground(work, { 'src/clock.ts': clock, 'src/route.ts': route })).toEqual([false]);
    expect(isBackground(work, { 'src/route.ts': route.replaceAll('ask', 'work') })).toEqual([false]);
  });

  test('of a queue that is made from a default export', () => {
    expect(isBackground(`import Queue from 'bull';\nconst queue = new Queue('a');\nqueue.process(${ask});\n`)).toEqual([true]);
    expect(isBackground(`import Queue from 'bull';\nconst queue = new Queue('a');\nqueue.on('completed', ${ask});\n`)).toEqual([false]);
  });
});

describe('what a decorator marks', () => {
  const rows = models.flatMap(({ marks }) =>
    marks.flatMap(({ modules, paths }) => modules.flatMap((module) => paths.map((path) => [module, path] as const))),
  );
  test.each(rows)('%s: %s', (module, name) => {
    const text = (own: string, cls: string) =>
      `import { ${name} } from '${module}';\n${cls}\nexport class Jobs {\n  ${own}\n  async process() {\n    await fetch('https://a.test');\n  }\n}\n`;
    const mark = `@${name}('a')`;
    expect(isBackground(name === 'Processor' ? text('', mark) : text(mark, ''))).toEqual([true]);
    expect(isBackground(text('', ''))).toEqual([false]);
  });
});

test('in front of it nobody sits, and its requests are given the longer time', () => {
  const text = (options: string, hand = 'cron.schedule') =>
    `import axios from 'axios';\nimport cron from 'node-cron';\n\n${hand}('* * * * *', async () => {\n  await axios.get('https://a.test'${options});\n});\n`;
  checkFix('client-timeout', text(''), text(', { timeout: 60000 }'));
  checkFix('client-timeout', text('', 'other'), text(', { timeout: 5000 }', 'other'));
});
