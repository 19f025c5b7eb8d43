import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

const manifest = JSON.stringify({ private: true, dependencies: { axios: '^1.0.0', express: '^4.0.0' } });
const tools = `import axios from 'axios';
export const get = (url: string) => axios.get(url);
export const put = (url: string) => axios.put(url);
`;

/** The severities of what is found in the tools, in their order. */
const severities = (files: Readonly<Record<string, string>>): string[] =>
  analyse({ files: { 'package.json': manifest, 'src/tools.ts': tools, ...files } })
    .findings.filter(({ rule, at }) => rule === 'missing-timeout' && at.file === 'src/tools.ts')
    .map(({ severity }) => severity);

const user = (taken: string, used: string): string =>
  `${taken}\nimport express from 'express';\nexpress().get('/', async (request, response) => response.json(await ${used}('https://a.test')));`;

test('a function with a short name that those who load its module do not take is called by nobody', () => {
  expect(severities({ 'src/user.ts': user("import { get } from './tools';", 'get') })).toEqual(['error', 'info']);
  expect(severities({ 'src/user.ts': user("const { get } = require('./tools');", 'get') })).toEqual(['error', 'info']);
});

test.each([
  ['as a whole', "import * as tools from './tools';\nconst all = Object.values(tools);", 'all[0]'],
  ['by a member', "import * as tools from './tools';\nawait tools.put('https://a.test');", 'tools.get'],
  ['under another name', "import { get, put as send } from './tools';\nawait send('https://a.test');", 'get'],
])('what a module gives may be called where it is taken %s', (_, taken, used) => {
  expect(severities({ 'src/user.ts': user(taken, used) })).toEqual(['error', 'error']);
});

test('what an index hands on may be called', () => {
  const files = { 'src/index.ts': "export * from './tools';", 'src/user.ts': user("import { get } from './tools';", 'get') };
  expect(severities(files)).toEqual(['error', 'error']);
});

test('a method that nobody asks for may stand in a class that begins with the program', () => {
  const storage = (named: string): string => `import { Injectable, OnModuleInit } from '@nestjs/common';
import type { Bodies } from 'far';
@Injectable()
export class Storage implements ${named} {
  async onModuleInit() {}
  async fetchNotificationBody(id: string) {
    return (await fetch('https://a.test/' + id)).json();
  }
}
`;
  const found = (named: string): string[] =>
    analyse({
      files: {
        'package.json': '{ "private": true, "dependencies": { "@nestjs/common": "^11.0.0", "express": "^4.0.0" } }',
        'src/storage.ts': storage(named),
        'src/user.ts': "import { Storage } from './storage';\nexport const made = (all: object[]) => all.push(new Storage());",
      },
    })
      .findings.filter(({ rule }) => rule === 'missing-timeout')
      .map(({ severity }) => severity);
  expect(found('OnModuleInit')).toEqual(['info']);
  expect(found('OnModuleInit, Bodies')).toEqual(['error']);
});
