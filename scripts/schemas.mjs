#!/usr/bin/env node
// Holds the reports of real runs against the official schemas: node scripts/schemas.mjs FOLDER
//
// The schemas belong to others and are not kept here. FOLDER holds copies of
//   junit-10.xsd                    jenkinsci/xunit-plugin, src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd
//   checkstyle-report-1.0.0.xsd     checkstyle/checkstyle, config
//   codeclimate.json                gitlabhq/gitlabhq, app/validators/json_schemas: one row of a code quality report
//   DiagnosticResult.json           reviewdog/reviewdog, proto/rdf/jsonschema
// XML is validated by xmllint (libxml2-utils). What the schemas ask is said in our own words in test/report/schemas.test.ts,
// so the everyday suite holds it as well.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { breakwater, layRuns } from './report-runs.mjs';

const schemas = resolve(process.argv[2] ?? '.');
const folder = mkdtempSync(join(tmpdir(), 'breakwater-schemas-'));
const formats = {
  junit: (file) => xml(file, 'junit-10.xsd'),
  checkstyle: (file) => xml(file, 'checkstyle-report-1.0.0.xsd'),
  gitlab: (file) => read(file).flatMap((row, i) => wrong(row, read(join(schemas, 'codeclimate.json')), `[${i}]`)),
  rdjson: (file) => wrong(read(file), read(join(schemas, 'DiagnosticResult.json')), ''),
};

try {
  let failed = false;
  for (const [what, args] of Object.entries(layRuns(folder))) {
    const outputs = Object.keys(formats).flatMap((format) => ['--format', `${format}:${join(folder, `${what}.${format}`)}`]);
    breakwater([...args, ...outputs], join(folder, what));
    for (const [format, faultsOf] of Object.entries(formats)) {
      const faults = faultsOf(join(folder, `${what}.${format}`));
      console.log(`${what}, ${format}: ${faults.length === 0 ? 'valid' : faults.join('\n  ')}`);
      failed ||= faults.length > 0;
    }
  }
  process.exitCode = failed ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function xml(file, schema) {
  const done = spawnSync('xmllint', ['--noout', '--schema', join(schemas, schema), file], { encoding: 'utf8' });
  if (done.error !== undefined) throw new Error(`xmllint cannot be run: ${done.error.message}`);
  return done.status === 0 ? [] : done.stderr.trim().split('\n');
}

/** What a value does not fulfil, of those words of JSON Schema that these schemas use. */
function wrong(value, schema, where, root = schema) {
  const of = (words) => (words.$ref === undefined ? words : { ...root.definitions[words.$ref.replace('#/definitions/', '')], ...words });
  const { type, required = [], properties = {}, additionalProperties, items, oneOf, enum: among } = of(schema);
  const kinds = { object: isObject, array: Array.isArray, string: (v) => typeof v === 'string', integer: Number.isInteger };
  const faults = [];
  if (type !== undefined && kinds[type]?.(value) !== true) faults.push(`${where}: ${JSON.stringify(value)} is no ${type}`);
  if (among !== undefined && !among.includes(value)) faults.push(`${where}: ${JSON.stringify(value)} is none of ${among}`);
  if (oneOf !== undefined && oneOf.filter((one) => wrong(value, one, where, root).length === 0).length !== 1)
    faults.push(`${where}: not exactly one of its forms`);
  if (items !== undefined && Array.isArray(value)) faults.push(...value.flatMap((one, i) => wrong(one, items, `${where}[${i}]`, root)));
  if (!isObject(value)) return faults;
  for (const key of required) if (!(key in value)) faults.push(`${where}: no ${key}`);
  for (const [key, inner] of Object.entries(value)) {
    if (properties[key] !== undefined) faults.push(...wrong(inner, properties[key], `${where}.${key}`, root));
    else if (additionalProperties === false) faults.push(`${where}: ${key} is not known`);
  }
  return faults;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
