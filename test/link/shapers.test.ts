import { describe, expect, test } from 'vitest';
import { shapers } from '../../src/catalog/shapers';
import { timeouts } from '../harness/told';

/** Options that a package puts together are what was handed to it. */

const asked = (made: string, line = "import _ from 'lodash';"): string =>
  timeouts(`${line}
    import axios from 'axios';
    const usual = { timeout: 900, headers: { a: 'b' } };
    export const user = (id: string, given: object) => axios.get('https://a.test/' + id, ${made});
  `).join();

test.each([
  ['_.assign({}, usual, { timeout: 500 })', '500'],
  ['_.extend({ timeout: 500 }, usual)', '900'],
  ["_.merge({}, usual, { headers: { c: 'd' } })", '900'],
  ['_.defaults({ timeout: 500 }, usual)', '500'],
  ['_.defaults({ maxRedirects: 1 }, usual)', '900'],
  ['_.defaultsDeep({}, usual)', '900'],
  ["_.pick(usual, ['timeout'])", '900'],
  ["_.pick(usual, 'headers', 'timeout')", '900'],
  ["_.pick(usual, ['headers'])", '–'],
  ["_.omit(usual, ['headers'])", '900'],
  ["_.omit(usual, 'timeout')", '–'],
  ['_.cloneDeep(usual)', '900'],
  ['_.defaults({}, given, { timeout: 500 })', '500'],
  ['_.assign({}, given)', '?'],
  ['_.pick(usual, given)', '?'],
  ['_.mapValues(usual, (one) => one)', '?'],
])('`%s`', (made, is) => {
  expect(asked(made)).toBe(`axios.get ${is}`);
});

test.each([
  ["import { defaults } from 'lodash';", 'defaults({}, usual)'],
  ["import defaults from 'lodash/defaults';", 'defaults({}, usual)'],
  ["import defaults from 'lodash-es/defaults.js';", 'defaults({}, usual)'],
  ["const defaults = require('lodash.defaultsdeep');", 'defaults({}, usual)'],
  ["const { defaults } = require('underscore');", 'defaults({}, usual)'],
  ["import merge from 'deepmerge';", 'merge(usual, {})'],
  ["import { defu } from 'defu';", 'defu({}, usual)'],
  ["const assign = require('object-assign');", 'assign({}, usual)'],
  ["const xtend = require('xtend');", 'xtend({}, usual)'],
  ["const extend = require('extend');", 'extend(true, {}, usual)'],
])('%s', (line, made) => {
  expect(asked(made, line)).toBe('axios.get 900');
});

describe('what is put together deeply', () => {
  const got = (made: string, line: string): string =>
    timeouts(`${line}\nimport got from 'got';\nexport const user = (id: string) => got('https://a.test/' + id, ${made});`).join();

  test.each([
    ['_.merge({ timeout: { request: 700 } }, { timeout: { connect: 100 } })', "import _ from 'lodash';", '700'],
    ['_.assign({ timeout: { request: 700 } }, { timeout: { connect: 100 } })', "import _ from 'lodash';", '–'],
    ['_.defaultsDeep({ timeout: { connect: 100 } }, { timeout: { request: 700 } })', "import _ from 'lodash';", '700'],
    ['extend(true, { timeout: { request: 700 } }, { timeout: { connect: 100 } })', "const extend = require('extend');", '700'],
    ['extend({ timeout: { request: 700 } }, { timeout: { connect: 100 } })', "const extend = require('extend');", '–'],
  ])('`%s`', (made, line, is) => {
    expect(got(made, line)).toBe(`got ${is}`);
  });
});

test('each function stands in one row', () => {
  const all = shapers.flatMap(({ modules, functions }) =>
    modules.flatMap((module) => Object.keys(functions).map((name) => `${module}.${name}`)),
  );
  expect(new Set(all).size).toBe(all.length);
});

const mixed = (lines: string, options = 'options'): string =>
  timeouts(`
    import axios from 'axios';
    import _ from 'lodash';
    import assign from 'object-assign';
    import mixed from 'lodash/merge';
    import xtend from 'xtend';
    const { extend: put } = require('underscore');
    export function user(id: string, given: object) {
      ${lines}
      return axios.get('https://a.test/' + id, ${options});
    }
  `).join();

test.each([
  ['const options = {}; Object.assign(options, { timeout: 500 });', '500'],
  ['const options = { timeout: 900 }; Object.assign(options, { timeout: 500 });', '500'],
  ['const options = {}; _.extend(options, { timeout: 500 });', '500'],
  ['const options = {}; assign(options, { timeout: 500 });', '500'],
  ['const options = { timeout: 900 }; _.defaults(options, { timeout: 500 });', '900'],
  ['const options = {}; _.defaults(options, { timeout: 500 });', '500'],
  ['const options = {}; mixed(options, { timeout: 500 });', '500'],
  ['const options = {}; put(options, { timeout: 500 });', '500'],
  ['const options = {}; Object.assign(options, given);', '?'],
  ['const options = {}; Object.assign(options, { headers: {} });', '–'],
  ['const options = {}; xtend(options, { timeout: 500 });', '–'],
  ['const options = {}, other = {}; Object.assign(other, { timeout: 500 });', '–'],
  ['const options = {}; Object.assign({}, options, { timeout: 500 });', '–'],
])('what a package puts into an object that it changes is in it: `%s`', (lines, is) => {
  expect(mixed(lines)).toBe(`axios.get ${is}`);
});

test('what is put into options that an instance keeps is in them', () => {
  const client = (put: string): string =>
    timeouts({
      files: {
        'client.js': `
          const axios = require('axios');
          const _ = require('lodash');
          function Client(options) {
            this.options = {};
            ${put}
          }
          Client.prototype.user = function (id) { return axios.get('/users/' + id, this.options); };
          module.exports = Client;`,
      },
    }).join();
  expect(client('Object.assign(this.options, options, { timeout: 500 });')).toBe('axios.get 500');
  expect(client('_.defaults(this.options, options, { timeout: 500 });')).toBe('axios.get 500');
  expect(client('Object.assign(this.options, options);')).toBe('axios.get ?');
  expect(client('Object.assign(this.others, { timeout: 500 });')).toBe('axios.get –');
});

test('each package that changes what it is handed says so', () => {
  expect(shapers.filter(({ changes }) => changes !== true).flatMap(({ modules }) => modules)).toEqual(['xtend', 'deepmerge', 'defu']);
});
