import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** An arm of a table, or of a condition, that none of those who can come to it asks for is told in a remark; where somebody may, it is as loud as it is. */

const manifest = { 'package.json': '{ "private": true, "dependencies": { "express": "5", "axios": "1" } }' };

const found = (main: string) =>
  analyse({ files: { ...manifest, 'src/main.ts': main } }).findings.filter(({ rule }) => rule === 'missing-timeout');

const loud = (main: string): readonly string[] =>
  found(main).map(({ call, severity }) => `${call?.name.replace('axios.', '')} ${severity}`);

const before = "import express from 'express';\nimport axios from 'axios';\n";
const table = "const ways = { get: () => axios.get(path), put: () => axios.put(path), 'delete': () => axios.delete(path) };";
const service = ({ kept = 'private ', table: of = table, method = "method: string = 'get'", more = '' } = {}) => `${before}
  class Service {
    user = () => this.send('/user');
    save = () => this.send('/user', 'put');
    ${more}
    ${kept}async send(path: string, ${method}) {
      ${of}
      return await ways[method]();
    }
  }
  const service = new Service();
  express().get('/', async (req, res) => res.json([await service.user(), await service.save()]));
`;
const plain = ({ kept = '', more = '' } = {}) => `${before}
  ${kept}async function send(path: string, method: 'get' | 'put' | 'delete') {
    ${table}
    return await ways[method]();
  }
  ${more}
  express().get('/', async (req, res) => res.json([await send('/user', 'get'), await send('/user', 'put')]));
`;

test.each([
  ['a method that its class keeps to itself', service()],
  ['a function of a module', plain()],
  [
    'a table that says its own members',
    service({ more: "also = () => this.send('/far', 'get');", table: `${table}\nconsole.log(ways.get);` }),
  ],
])('an arm that nobody asks for, of %s', (_, main) => {
  expect(loud(main)).toEqual(['get error', 'put error', 'delete info']);
  expect(found(main).at(-1)?.because.at(-1)?.says).toBe('nothing asks for its `delete`');
});

test.each([
  ['somebody asks for it', service({ more: "drop = () => this.send('/user', 'delete');" })],
  ['somebody asks for what is not known', service({ more: 'any = (method: string) => this.send("/user", method);' })],
  ['anybody may call the method', service({ kept: '' })],
  ['the method goes elsewhere', service({ more: 'all = (run: any) => run(this.send);' })],
  ['the function changes what it was told', service({ table: `${table}\nif (path === '/') method = 'delete';` })],
  ['the table goes elsewhere', service({ table: `${table}\nconsole.log(Object.keys(ways));` })],
  ['the table names it', service({ table: `${table}\nif (path.endsWith('/')) return await ways.delete();` })],
  ['others may call the function', plain({ kept: 'export ' })],
  ['the function goes elsewhere', plain({ more: 'setTimeout(send, 1000, "/user", "delete");' })],
])('an arm is loud where %s', (_, main) => {
  expect(loud(main)).toEqual(['get error', 'put error', 'delete error']);
});

const branch = (kept: string, more = '') => `${before}
  class Service {
    user = () => this.send('/user', 'get');
    ${more}
    ${kept}async send(path: string, method: string) {
      if (method === 'delete') return await axios.delete(path);
      return await axios.get(path);
    }
  }
  const service = new Service();
  express().get('/', async (req, res) => res.json(await service.user()));
`;

test.each([
  ['that its class keeps to itself', branch('private '), 'info'],
  ['that somebody asks for it', branch('private ', "drop = () => this.send('/user', 'delete');"), 'error'],
  ['that anybody may call', branch(''), 'error'],
  ['that goes elsewhere', branch('private ', 'one = () => { const send = this.send; return send; };'), 'error'],
])('a branch of a method %s', (_, main, severity) => {
  expect(loud(main)).toEqual([`delete ${severity}`, 'get error']);
});
