import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

/** The models of a folder, each loaded by the name of its file and put under a name of its own (`byFile`). */
const models = (put = 'db[model.name] = model;', load = 'require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes)') => `
const fs = require('fs');
const path = require('path');
const Sequelize = require('sequelize');
const db = {};
let sequelize;
if (process.env.DATABASE_URL) sequelize = new Sequelize(process.env.DATABASE_URL, { dialect: 'postgres' });
else sequelize = new Sequelize('shop', 'shop', '', { dialect: 'postgres' });
for (const file of fs.readdirSync(__dirname)) {
  const model = ${load};
  ${put}
}
db.sequelize = sequelize;
module.exports = db;
`;
const user = "module.exports = (sequelize, DataTypes) => sequelize.define('User', { name: DataTypes.STRING });\n";
const routes = `
const models = require('./models');
exports.list = async (req, res) => res.json(await models.User.findAll());
exports.add = async (req, res) => res.json(await models['User'].create(req.body));
`;
const calls = (files: Record<string, string>) =>
  analyse({ files })
    .calls.map(({ site }) => `${site.at.file} ${site.name} ${site.client} ${site.effect}`)
    .sort();

test('a row of the catalogue says that files make models', () => {
  const rows = catalog.clients.flatMap(({ id, makes = [] }) =>
    makes.flatMap(({ byFile, path }) => (byFile === true ? [`${id} ${path}`] : [])),
  );
  expect(rows).toEqual(['sequelize define']);
});

describe('models that are loaded by the names of their files', () => {
  test.each([
    ['by `require`', models()],
    ['by the instance itself', models(undefined, "sequelize['import'](path.join(__dirname, file))")],
    ['under a name that is put together', models('db[`${model.name}`] = model;')],
  ])('%s', (_, index) => {
    const files = { 'models/index.js': index, 'models/user.js': user, 'routes.js': routes.replace('./models', './models/index.js') };
    expect(calls(files)).toEqual(['routes.js models.User.create sequelize write', 'routes.js models.User.findAll sequelize read']);
    everyWay({ files });
  });

  test.each([
    ['what is loaded by its name is known by what it exports', "require('./user.js')(sequelize, Sequelize.DataTypes)", 2],
    ['what is handed no client makes none', 'require(path.join(__dirname, file))(Sequelize.DataTypes)', 0],
    ['what is loaded and not handed anything is not known', 'require(path.join(__dirname, file))', 0],
  ])('%s', (_, load, count) => {
    const files = {
      'models/index.js': models(undefined, load),
      'models/user.js': user,
      'routes.js': routes.replace('./models', './models/index.js'),
    };
    expect(calls(files)).toHaveLength(count);
  });
});

describe('`promisify` of a client', () => {
  test.each([
    [
      'of a module',
      "const rp = promisify(require('request'));\nexports.load = () => rp({ url: 'https://a.example', method: 'GET' });",
      'rp',
    ],
    [
      'of a member',
      "const { createClient } = require('redis');\nconst client = createClient();\nconst get = promisify(client.get).bind(client);\nexports.load = (key) => get(key);",
      'get',
    ],
  ])('%s', (_, code, name) => {
    for (const util of ['util', 'node:util']) {
      const files = { 'load.js': `const { promisify } = require('${util}');\n${code}\n` };
      expect(analyse({ files }).calls.map(({ site }) => site.name)).toEqual([name]);
    }
  });

  test('what pauses is no client', () => {
    const code = "const { promisify } = require('util');\nconst sleep = promisify(setTimeout);\nexports.rest = () => sleep(100);\n";
    expect(analyse({ files: { 'rest.js': code } }).calls).toEqual([]);
  });
});
