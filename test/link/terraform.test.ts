import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';

/** Resources of Terraform say how long a function runs: severity, and how long by which file. */
const told = (files: Record<string, string>): readonly string[] =>
  analyse({ files: { 'package.json': '{ "private": true }', 'src/send.ts': task, ...files } })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity, because }) => {
      const says = because.find(({ from, says }) => from === 'platform' && / ends the function /.test(says))?.says ?? '';
      const [, limit, by] = /ends the function after (.*), as `(.*)` says$/.exec(says) ?? [];
      return [severity, ...(says === '' ? [] : limit === undefined ? ['elsewhere'] : [limit, by])].join(' ');
    });

const task = "export async function send() { return await fetch('https://a.test'); }";

const archive = (source: string): string => `
data "archive_file" "code" {
  type = "zip" # and nothing else
  ${source}
  output_path = "\${path.module}/code.zip"
}`;

const lambda = (timeout: string, source = 'source_dir = "${path.module}/../src"', handler = 'send.send'): string => `
${archive(source)}
resource "aws_lambda_function" "send" {
  filename = data.archive_file.code.output_path
  handler  = "${handler}"
  environment { variables = { TIMEOUT = "timeout = 900" } }
  ${timeout}
}`;

const root = 'provider "aws" { region = "eu" }\n';
const variable = (by: string): string => `variable "most" {\n  type = number\n  ${by}\n}\n`;

test.each([
  ['a number', lambda('timeout = 30'), 'info 30 s infra/main.tf'],
  ['a long time', lambda('timeout = 900'), 'error 15 min infra/main.tf'],
  ['nothing', lambda(''), 'info 3 s infra/main.tf'],
  ['a comment', lambda('# timeout = 900\n/* timeout = 800 */'), 'info 3 s infra/main.tf'],
  ['a variable of a program', `${root}${variable('default = 20')}${lambda('timeout = var.most')}`, 'info 20 s infra/main.tf'],
  ['a variable without a default', `${root}${variable('')}${lambda('timeout = var.most')}`, 'info elsewhere'],
  ['a variable of a part of a program', `${variable('default = 20')}${lambda('timeout = var.most')}`, 'info elsewhere'],
  ['what is worked out', lambda('timeout = local.most * 2'), 'info elsewhere'],
  ['a choice', lambda('timeout = var.fast ? 3 : 900'), 'info elsewhere'],
  ['a folder by its name', lambda('timeout = 30', 'source_dir = "../src"'), 'info 30 s infra/main.tf'],
  ['a file', lambda('timeout = 30', 'source_file = "${path.module}/../src/send.ts"'), 'info 30 s infra/main.tf'],
  ['another file', lambda('timeout = 30', 'source_file = "${path.module}/../src/load.ts"'), 'error'],
  ['another folder', lambda('timeout = 30', 'source_dir = "${path.module}/../lib"'), 'error'],
  ['a folder that is not known', lambda('timeout = 30', 'source_dir = var.folder'), 'error'],
  ['another handler', lambda('timeout = 30', undefined, 'load.send'), 'error'],
  ['something else', lambda('timeout = 30').replace('aws_lambda_function', 'aws_lambda_alias'), 'error'],
  ['half a text', lambda('timeout = 30').slice(0, -180), 'error'],
  ['a text without end', `${'a {'.repeat(100_000)}${lambda('timeout = 30')}`, 'error'],
])('Terraform says of a function of Lambda: %s', (_, text, expected) => {
  expect(told({ 'infra/main.tf': text })).toEqual([expected]);
});

test('values that are given to a program count more than its defaults, and its texts are one', () => {
  const files = { 'infra/main.tf': lambda('timeout = var.most'), 'infra/variables.tf': `${root}${variable('default = 20')}` };
  expect(told(files)).toEqual(['info 20 s infra/main.tf']);
  expect(told({ ...files, 'infra/prod.tfvars': 'most = 900' })).toEqual(['info elsewhere']);
  expect(told({ ...files, 'infra/prod.tfvars': 'more = 900' })).toEqual(['info 20 s infra/main.tf']);
  expect(told({ ...files, 'other/send.ts': task })).toEqual(['error', 'info 20 s infra/main.tf']);
});

const google = (type: string, body: string): string => `
${archive('source_dir = path.module')}
resource "google_storage_bucket_object" "code" {
  name   = "code-\${local.hash}.zip"
  source = data.archive_file.code.output_path
}
resource "${type}" "send" {
  ${body}
}`;

const second = (limit: string): string =>
  google(
    'google_cloudfunctions2_function',
    `build_config {
    entry_point = "send"
    source { 
      storage_source { 
        object = google_storage_bucket_object.code.name
      }
    }
  }
  service_config {
    ${limit}
  }`,
  );
const first = (limit: string): string =>
  google(
    'google_cloudfunctions_function',
    `entry_point = "send"\n  source_archive_object = google_storage_bucket_object.code.name\n  ${limit}`,
  );

test.each([
  [second('timeout_seconds = 40'), 'info 40 s main.tf'],
  [second('timeout_seconds = 540'), 'error 9 min main.tf'],
  [second('timeout_seconds = var.most'), 'info elsewhere'],
  [second(''), 'info 1 min main.tf'],
  [second('timeout_seconds = 40').replace('"send"\n', '"load"\n'), 'error'],
  [second('timeout_seconds = 40').replace('archive_file.code', 'archive_file.other'), 'error'],
  [first('timeout = 40'), 'info 40 s main.tf'],
  [first(''), 'info 1 min main.tf'],
])('Terraform says of a function of Google Cloud what the package in its archive offers, %#', (text, expected) => {
  const files = { 'src/send.ts': '', 'package.json': '{ "private": true, "main": "dist/main.js" }', 'main.tf': text };
  const other = "export async function load() { return await fetch('https://b.test'); }";
  expect(told({ ...files, 'src/main.ts': `${task}\nexport const load = () => 1;` })).toEqual([expected]);
  expect(told({ ...files, 'src/more.ts': other, 'src/main.ts': `${task}\nexport const load = () => 1;` })).toEqual([expected, 'error']);
});

const rows = (catalog.platforms ?? []).flatMap(({ resources = [], unit }) => resources.map((row) => ({ ...row, unit })));

test.each(rows)('$type is told its time in seconds', ({ unit, handler, exported }) => {
  expect(unit).toBe('s');
  expect(handler === undefined).toBe(exported !== undefined);
});
