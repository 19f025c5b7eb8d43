#!/usr/bin/env node
// Writes what derives from the rule list: the configuration schema, the tables in the README, the rule names in the
// editor's settings; what was run of the remedies; and the forms of the resilience module. With `--check` nothing is written, and what is stale is named.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromSource } from './from-source.mjs';
import { moduleTexts } from './module-texts.mjs';
import { proofTables } from './proof-tables.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const stale = [];
/** As the formatter breaks lines. */
const width = 140;

put('src/catalog/executed.ts', executedSource());
const { rules, schema, clientsPage } = await known();
put('schema/config.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`);
put('docs/clients.md', clientsPage);
put('README.md', withTable(withTable(text('README.md'), 'rules', ruleTable(rules)), 'settings', settingsTable()));
const { run, open } = await proofTables(root);
put('docs/remedies.md', withTable(withTable(text('docs/remedies.md'), 'run', run), 'open', open));
put('package.json', withRuleNames(text('package.json'), rules));
put('src/remedies/module/texts.json', moduleTexts(root));

if (check && stale.length > 0) {
  process.stderr.write(`Stale: ${stale.join(', ')}. \`npm run sync\` writes them anew.\n`);
  process.exitCode = 1;
}

/** The rule list and the schema, straight from the source. */
async function known() {
  const module = await fromSource(
    root,
    "export { knownRules } from './src/engine/known'; export { configSchema } from './src/engine/config-schema'; export { knownCatalog } from './src/engine/known-catalog'; export { clientsPage } from './src/report/clients-page';",
  );
  return { rules: module.knownRules, schema: module.configSchema(module.knownRules), clientsPage: module.clientsPage(module.knownCatalog) };
}

/** The versions that the slow suite ran, and the rows it could not run, as the catalog reads them. */
function executedSource() {
  const found = text('test/evidence/executed.json');
  const { clients = {}, guards = {} } = found === '' ? {} : JSON.parse(found);
  const { rows: read = {} } = JSON.parse(text('test/evidence/read.json') || '{}');
  const name = (id) => (/^[a-z_$][\w$]*$/i.test(id) ? id : `'${id}'`);
  const rows = (proofs) => Object.entries(proofs).map(([id, { version }]) => `    ${name(id)}: '${version}',`);
  const quoted = (words) => (words.includes("'") ? JSON.stringify(words) : `'${words}'`);
  // Where a whole provision of a guard was read, its options were too.
  const told = (rows) =>
    Object.entries(rows).filter(([row]) => !(row.includes(' by ') && rows[row.slice(0, row.lastIndexOf(' by '))] !== undefined));
  const excepted = (proofs) =>
    Object.keys(proofs).flatMap((id) => {
      const words = told(read[id] ?? {}).map(([row, why]) => quoted(`${row}: ${why}`));
      const line = `    ${name(id)}: [${words.join(', ')}],`;
      if (words.length === 0 || line.length <= width) return words.length === 0 ? [] : [line];
      return [`    ${name(id)}: [`, ...words.map((word) => `      ${word},`), '    ],'];
    });
  const listed = (kind, lines) => (lines.length === 0 ? [`  ${kind}: {},`] : [`  ${kind}: {`, ...lines, '  },']);
  return [
    '/** What the slow suite has executed, by id, with the version, and the rows that were read; written by `npm run sync` from `test/evidence/executed.json` and `read.json`. */',
    'export const executed: {',
    '  readonly clients: Readonly<Record<string, string>>;',
    '  readonly guards: Readonly<Record<string, string>>;',
    '  readonly except: Readonly<Record<string, readonly string[]>>;',
    '  readonly exceptGuards: Readonly<Record<string, readonly string[]>>;',
    '} = {',
    ...listed('clients', rows(clients)),
    ...listed('guards', rows(guards)),
    ...listed('except', excepted(clients)),
    ...listed('exceptGuards', excepted(guards)),
    '};',
    '',
  ].join('\n');
}

function ruleTable(list) {
  const rows = list.map(
    ({ id, severity, summary }) => `| [\`${id}\`](docs/rules/${id}.md) | ${severity} | ${summary.replace(/\|/g, '\\|')} |`,
  );
  return ['| rule | default | what it finds |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The editor's settings, in the order of the manifest and in the words of the settings editor. */
function settingsTable() {
  const words = JSON.parse(text('package.nls.json'));
  const said = (key) => words[key.replace(/^%|%$/g, '')].replace(/\|/g, '\\|');
  const { properties } = JSON.parse(text('package.json')).contributes.configuration;
  const rows = Object.entries(properties).map(([name, setting]) => {
    const choices = (setting.enum ?? []).map((value, i) => {
      const about = setting.markdownEnumDescriptions?.[i];
      return about === undefined ? `\`${value}\`` : `\`${value}\`: ${lowered(said(about))}`;
    });
    const list = choices.length === 0 ? '' : ` ${choices.join(setting.markdownEnumDescriptions === undefined ? ', ' : '; ')}.`;
    return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${setting.scope} | ${said(setting.markdownDescription)}${list} |`;
  });
  return ['| setting | default | scope | what it does |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** As part of a longer sentence. */
function lowered(sentence) {
  return `${sentence[0].toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

function withTable(page, name, table) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`There is no place for the table: ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n${table}\n${page.slice(to)}`;
}

/** Editors complete the names where they are asked for. */
function withRuleNames(manifest, list) {
  const value = JSON.parse(manifest);
  const setting = value.contributes?.configuration?.properties?.['breakwater.rules.customizations'];
  if (setting?.items?.properties?.rule === undefined) return manifest;
  setting.items.properties.rule = { type: 'string', enum: list.map(({ id }) => id) };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function text(name) {
  return existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : '';
}

function put(name, content) {
  if (text(name) === content) return;
  stale.push(name);
  if (check) return;
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
  process.stdout.write(`${name}\n`);
}
