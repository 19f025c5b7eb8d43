import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

const of = (config: string) =>
  timeouts({
    files: {
      'config.js': config,
      'index.js':
        "const config = require('./config');\nconst api = require('axios').create(config);\nexports.a = () => api.get('https://a.example/');",
    },
  });

test.each([
  ['an object', 'module.exports = { timeout: 700 };', 'api.get 700'],
  ['an object with a name', 'const config = { timeout: 700 };\nmodule.exports = config;', 'api.get 700'],
  ['members of the module', 'exports.timeout = 700;', 'api.get 700'],
  // A bound that is not named there is missing, and not unknown.
  ['an object without a bound', "module.exports = { baseURL: 'https://a.example' };", 'api.get –'],
  ['members that may be more', "exports.baseURL = 'https://a.example';\nObject.assign(exports, load());", 'api.get ?'],
])('options that are %s of a file and are handed over as they were required', (_, config, line) => {
  expect(of(config)).toEqual([line]);
});

test('what an address has is a text, in which no option stands', () => {
  const made = (connection: string): string[] =>
    timeouts(
      `import knex from 'knex';\nimport { settingsOf } from 'house-rules';\nconst url = new URL(process.env.DATABASE_URL!);\nconst db = knex({ client: 'pg', connection: ${connection} });\nexport const all = () => db.raw('select 1');`,
    );
  expect(made('url.href')).toEqual(['db.raw –']);
  expect(made('settingsOf(url)')).toEqual(['db.raw ?']);
});
