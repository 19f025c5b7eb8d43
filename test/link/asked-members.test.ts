import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A method that nobody asks for, of a class of which all that is made is seen, is told in a remark, whatever else bears its name. */

const server = { 'package.json': '{ "private": true, "dependencies": { "express": "5" } }' };

type Files = Readonly<Record<string, string>>;

const told = (files: Files): readonly string[] =>
  analyse({ files: { ...server, ...files } })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const body = (kind = '') => `
  ${kind} async list() { return await fetch('https://a.test/list'); }
  ${kind} async transfer(to: string) { return await fetch('https://a.test/transfer', { method: 'POST', body: to }); }
`;
const one: Files = {
  'src/main.ts':
    "import express from 'express';\nimport pay from './pay';\nexpress().get('/transfer', async (req, res) => res.json(await pay.list()));",
  'src/pay.ts': `class Pay {${body()}}\nexport default new Pay();`,
  'src/far.ts': "export const kinds = { type: 'transfer' };\nexport const it = (bank: any) => bank.transfer('a');",
};
const named = (text: string): string => text.replace('import pay from', 'import { pay } from');
const based = (text: string, of: string): string => `class Base {\n  ${of}\n}\n${text.replace('class Pay', 'class Pay extends Base')}`;

test.each([
  ['the one that a module gives out', one],
  ['one that has a name', { ...one, 'src/pay.ts': `class Pay {${body()}}\nconst pay = new Pay();\nexport default pay;` }],
  [
    'one that a module gives out under a name',
    { ...one, 'src/main.ts': named(one['src/main.ts']!), 'src/pay.ts': `export class Pay {${body()}}\nexport const pay = new Pay();` },
  ],
  [
    'one that is required',
    {
      'src/main.js': "const pay = require('./pay');\nmodule.exports = () => pay.list();",
      'src/far.js': "module.exports = (bank) => bank.transfer('a');",
      'src/pay.js': `class Pay {${body().replaceAll(': string', '')}}\nmodule.exports = new Pay();`,
    },
  ],
  [
    'one that is a member of what is required',
    {
      'src/main.js': "const { pay } = require('./pay');\nmodule.exports = () => pay.list();",
      'src/far.js': "module.exports = (bank) => bank.transfer('a');",
      'src/pay.js': `class Pay {${body().replaceAll(': string', '')}}\nconst pay = new Pay();\nmodule.exports = { pay, kind: 1 };`,
    },
  ],
  [
    'one that is built on another class',
    { ...one, 'src/pay.ts': based(one['src/pay.ts']!, 'async log() { return this.list(); }\n  async list() { return 1; }') },
  ],
  [
    'a class with what is static',
    {
      ...one,
      'src/main.ts': one['src/main.ts']!.replace('import pay', 'import { Pay }').replace('pay.list', 'Pay.list'),
      'src/pay.ts': `export class Pay {${body('static')}}`,
    },
  ],
])('what nobody asks for of %s', (_, files: Files) => {
  expect(told(files)).toEqual(['error', 'info']);
});

const far = (text: string): Files => ({ ...one, 'src/far.ts': `import pay from './pay';\n${text}` });
const inside = (text: string): Files => ({ ...one, 'src/pay.ts': one['src/pay.ts']!.replace('class Pay {', `class Pay {\n${text}`) });

const required = (text: string): Files => ({
  'src/main.js': "const { pay } = require('./pay');\nmodule.exports = () => pay.list();",
  'src/far.js': text,
  'src/pay.js': `class Pay {${body().replaceAll(': string', '')}}\nconst pay = new Pay();\nmodule.exports = { pay, kind: 1 };`,
});

test.each([
  ['somebody requires it', required("const { pay } = require('./pay');\nmodule.exports = () => pay.transfer('a');")],
  [
    'somebody takes it out of what is required',
    required("const { pay: { transfer } } = require('./pay');\nmodule.exports = () => transfer('a');"),
  ],
  ['somebody requires the whole', required("const all = require('./pay');\nmodule.exports = (of) => all[of].transfer('a');")],
  ['somebody asks it of the whole', required("module.exports = () => require('./pay').pay.transfer('a');")],
  ['somebody hands on what is required', required("const { pay } = require('./pay');\nmodule.exports = (run) => run(pay, 'transfer');")],
  ['somebody asks for it', far("export const it = () => pay.transfer('a');")],
  ['somebody asks by a text', far("export const it = () => pay['transfer']('a');")],
  ['somebody asks for what is not known', far('export const it = (which: "transfer") => pay[which]("a");')],
  ['somebody takes it out', far("const { transfer } = pay;\nexport const it = () => transfer('a');")],
  ['somebody hands the one on', far('export const it = (run: any) => run(pay);')],
  [
    'somebody lists the one',
    {
      ...far('export const all = { pay };'),
      'src/farther.ts': "import { all } from './far';\nexport const it = (which: string) => (all.pay as any)[which]();",
    },
  ],
  [
    'somebody gives the one out again',
    {
      ...one,
      'src/far.ts': "export { default as pay } from './pay';",
      'src/farther.ts': "import { pay } from './far';\nexport const it = () => pay.transfer('a');",
    },
  ],
  [
    'somebody loads it when it is needed',
    { ...one, 'src/far.ts': "export const it = async () => (await import('./pay')).default.transfer('a');" },
  ],
  ['it asks itself', inside("started = this.transfer('a');")],
  ['it asks itself for what is not known', inside('send(which: "transfer") { return this[which]("a"); }')],
  ['it hands itself on', inside('constructor() { register(this); }')],
  ['its base asks it', { ...one, 'src/pay.ts': based(one['src/pay.ts']!, "async send() { return (this as any).transfer('a'); }") }],
  ['its base hands it on', { ...one, 'src/pay.ts': based(one['src/pay.ts']!, 'constructor() { register(this); }') }],
  [
    'another is made',
    {
      ...one,
      'src/pay.ts': `export class Pay {${body()}}\nexport default new Pay();`,
      'src/far.ts': "import { Pay } from './pay';\nexport const it = () => new Pay().transfer('a');",
    },
  ],
  [
    'another class is built on it',
    {
      ...one,
      'src/pay.ts': `export class Pay {${body()}}\nexport default new Pay();`,
      'src/far.ts':
        "import { Pay } from './pay';\nclass More extends Pay { run() { return this.transfer('a'); } }\nexport const it = () => new More().run();",
    },
  ],
])('loud where %s', (_, files: Files) => {
  expect(told(files)).toEqual(['error', 'error']);
});
